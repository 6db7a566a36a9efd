import { field, named, type Span, type Syntax } from '../syntax';
import type { Expr, FunctionDeclaration, Handler, Pattern, Stmt } from './ir';
import type { Scalar } from './scalars';

/** What the fronts build the core's statements and expressions from, where nothing depends on the language. */
export function at(node: Syntax): Span {
  return { start: node.start, end: node.end };
}

export function required(node: Syntax, name: string): Syntax {
  return field(node, name) ?? node.instead(`missing ${name}`);
}

export function only(node: Syntax): Syntax {
  return named(node)[0] ?? node;
}

export function unsupported(node: Syntax): Expr {
  return { at: at(node), op: 'unsupported', what: notFollowed(node) };
}

export function unsupportedStatement(node: Syntax): Stmt {
  return { at: at(node), do: 'unsupported', what: notFollowed(node) };
}

/** By the word that it begins with, as `goto`, or as it stands there: names of the grammar tell a reader nothing. */
function notFollowed({ type, children, text }: Syntax): string {
  const [first] = children;
  const keyword = first && !first.named && /^[#@]?[a-z_]+!?$/i.test(first.text) ? first.text : undefined;
  if (keyword === undefined && text.trim() === '') return `${type.replaceAll('_', ' ')} is not followed`;
  return `${keyword ?? quoted(text)} is not followed`;
}

/** Code points of a text that is told. */
const MOST_TOLD = 40;

function quoted(text: string): string {
  const points = [...text.replaceAll(/\s+/g, ' ').trim()];
  return points.length <= MOST_TOLD ? `'${points.join('')}'` : `'${points.slice(0, MOST_TOLD).join('')}…'`;
}

export function literal(node: Syntax, value: Scalar | undefined): Expr {
  return value ? { at: at(node), op: 'literal', value } : unsupported(node);
}

/** A text, of the program or by which its library is asked for something. */
export function word(node: Syntax, v: string): Expr {
  return { at: at(node), op: 'literal', value: { t: 'str', v } };
}

/** `true` or `false`, as the node is called where nothing else is said. */
export function truth(node: Syntax, v = node.type === 'true'): Expr {
  return { at: at(node), op: 'literal', value: { t: 'bool', v } };
}

export function name(node: Syntax, text = node.text): Expr {
  return { at: at(node), op: 'name', name: text };
}

/** A call of a function by its name: of one that programs can call, or of what only the language's library knows. */
export function calling(node: Syntax, what: string, args: readonly Expr[]): Expr & { op: 'call' } {
  return { at: at(node), op: 'call', callee: name(node, what), args: args.map((value) => ({ value })) };
}

/** A new variable that is called as the node is. */
export function variable(node: Syntax, declare: 'block' | 'function', type?: string): Pattern {
  return { at: at(node), to: 'name', name: node.text, declare, ...(type !== undefined && { type }) };
}

export function nothing(node: Syntax): Stmt {
  return { at: at(node), do: 'nothing' };
}

export function functionExpression(declaration: FunctionDeclaration): Expr {
  return { at: declaration.at, op: 'function', declaration };
}

const LOGICAL: Readonly<Record<string, 'and' | 'or' | 'nullish'>> = { '&&': 'and', '||': 'or', '??': 'nullish' };
const COMPARISONS = new Set(['<', '>', '<=', '>=', '==', '===', '!=', '!==', 'in', 'instanceof']);

/** `a + b`, `a < b`, `a && b` by their operator. */
export function infix(node: Syntax, operator: string, left: Expr, right: Expr): Expr {
  const logical = LOGICAL[operator];
  if (logical) return { at: at(node), op: 'logical', operator: logical, left, right };
  if (COMPARISONS.has(operator)) return { at: at(node), op: 'compare', first: left, rest: [{ operator, right }] };
  return { at: at(node), op: 'binary', operator, left, right };
}

/** `a += b` as an expression. */
export function compound(node: Syntax, target: Expr, operator: string, value: Expr): Expr {
  return { at: at(node), op: 'update', target, operator, value, result: 'new' };
}

const ONE: Scalar = { t: 'int', v: 1n };

/** `i++`, `--i`. */
export function step(node: Syntax, target: Expr, operator: string, isPrefix: boolean, one = ONE): Expr {
  const value: Expr = { at: at(node), op: 'literal', value: one };
  return { at: at(node), op: 'update', target, operator, value, result: isPrefix ? 'new' : 'old' };
}

/** How a language lowers what stands within a statement or an expression. */
export interface Inner {
  expression: (node: Syntax) => Expr;
  /** The statements of a branch or a loop; none where there is no such part. */
  body: (node: Syntax | undefined) => Stmt[];
}

/** A loop's label, and Python's `else` of a loop. */
interface LoopParts {
  label?: string | undefined;
  otherwise?: Stmt[];
}

interface CountedParts {
  label?: string | undefined;
  init: Stmt[];
  test: Syntax | undefined;
  update: Expr[];
}

interface AttemptParts {
  /** What is tried, where that is not the `body`. */
  tried?: Stmt[];
  otherwise?: Stmt[];
  last?: Stmt[] | undefined;
}

/**
 * Statements and expressions whose parts the grammars name alike: `condition`, `consequence`, `alternative`, `body`,
 * `left`, `right` and `operator`. What a language has of its own is passed.
 */
export function shapes({ expression, body }: Inner) {
  const part = (node: Syntax, name: string): Expr => expression(required(node, name));
  const loop = (node: Syntax, { label, otherwise = [] }: LoopParts) => ({
    at: at(node),
    ...(label !== undefined && { label }),
    body: body(field(node, 'body')),
    otherwise,
  });
  return {
    part,

    branch(node: Syntax, { test, otherwise }: { test?: Expr; otherwise?: Stmt[] } = {}): Stmt {
      return {
        at: at(node),
        do: 'if',
        test: test ?? part(node, 'condition'),
        then: body(field(node, 'consequence')),
        otherwise: otherwise ?? body(field(node, 'alternative')),
      };
    },

    /** `while`, and `do … while`. */
    whileLoop(node: Syntax, { test, ...parts }: LoopParts & { test?: Expr } = {}): Stmt & { do: 'while' } {
      const isAfter = node.type === 'do_statement';
      return {
        ...loop(node, parts),
        do: 'while',
        test: test ?? part(node, 'condition'),
        ...(isAfter && { after: true }),
      };
    },

    /** Over the values of something. */
    eachLoop(node: Syntax, target: Pattern, of: Expr, parts: LoopParts & { how?: 'values' | 'keys' } = {}): Stmt {
      return { ...loop(node, parts), do: 'each', target, of, how: parts.how ?? 'values' };
    },

    /** `for (init; test; update)`. */
    countedLoop(node: Syntax, { init, test, update, label }: CountedParts): Stmt & { do: 'for' } {
      return {
        at: at(node),
        do: 'for',
        ...(label !== undefined && { label }),
        init,
        ...(test && { test: expression(test) }),
        update,
        body: body(field(node, 'body')),
      };
    },

    /** Cases as C has them, which go on in the next one; what follows a value, or `default`, is its body. */
    fallingSwitch(node: Syntax, subject: Expr, block: (nodes: readonly Syntax[]) => Stmt[], label?: string): Stmt {
      const cases = named(required(node, 'body')).map((one) => {
        const value = field(one, 'value');
        const inside = named(one).filter((child) => child !== value);
        return { tests: value ? [expression(value)] : null, body: block(inside) };
      });
      return { at: at(node), do: 'switch', ...(label !== undefined && { label }), subject, cases, falls: true };
    },

    /** `try`, with what catches and what is done in the end. */
    attempt(node: Syntax, handlers: Handler[], { tried, otherwise = [], last }: AttemptParts = {}): Stmt {
      return {
        at: at(node),
        do: 'try',
        body: tried ?? body(field(node, 'body')),
        handlers,
        otherwise,
        ...(last && { last }),
      };
    },

    /** `throw`; without a value it is what is being handled. */
    thrown(node: Syntax, value = named(node)[0]): Stmt {
      return { at: at(node), do: 'throw', ...(value && { value: expression(value) }) };
    },

    /** The value of a function that is one expression. */
    result(node: Syntax): Stmt {
      return { at: at(node), do: 'return', value: expression(node) };
    },

    /** `return`, with a value or without. */
    giveBack(node: Syntax, whole = node): Stmt {
      const [value] = named(node);
      return { at: at(whole), do: 'return', ...(value && { value: expression(value) }) };
    },

    /** `break` and `continue`. */
    leave(node: Syntax, label?: string, whole = node): Stmt {
      return { at: at(whole), do: node.type.startsWith('break') ? 'break' : 'continue', ...(label && { label }) };
    },

    /** `node` is the statement around an assignment of this kind: `a = b`. */
    assignment(node: Syntax, assignment: Syntax, target: Pattern): Stmt {
      return { at: at(node), do: 'assign', targets: [target], value: part(assignment, 'right') };
    },

    /** `a = b` as an expression. */
    assigned(node: Syntax, target: Pattern): Expr {
      return { at: at(node), op: 'assign', target, value: part(node, 'right') };
    },

    /** `a += b`. */
    augmented(node: Syntax): Expr {
      return compound(node, part(node, 'left'), required(node, 'operator').text.slice(0, -1), part(node, 'right'));
    },

    /** `test ? then : otherwise`. */
    choice(node: Syntax): Expr {
      return {
        at: at(node),
        op: 'conditional',
        test: part(node, 'condition'),
        then: part(node, 'consequence'),
        otherwise: part(node, 'alternative'),
      };
    },

    binary(node: Syntax): Expr {
      return infix(node, required(node, 'operator').text, part(node, 'left'), part(node, 'right'));
    },

    /** `-a`, `!a`; `operand` names the part. */
    unary(node: Syntax, operand: string): Expr {
      const operator = required(node, 'operator').text;
      return { at: at(node), op: 'unary', operator: operator === '!' ? 'not' : operator, operand: part(node, operand) };
    },

    /** `i++`, `--i`, of the part `argument`. */
    stepped(node: Syntax, one?: Scalar): Expr {
      const operator = required(node, 'operator').text === '++' ? '+' : '-';
      return step(node, part(node, 'argument'), operator, node.children[0]?.field === 'operator', one);
    },

    /** `[a, b]` and the like, of all that stands within. */
    sequence(node: Syntax, flavor: string): Expr {
      return { at: at(node), op: 'sequence', flavor, items: named(node).map(expression) };
    },

    /** `a[i]`; `object` names the part before the brackets. */
    indexed(node: Syntax, object: string): Expr {
      return { at: at(node), op: 'index', object: part(node, object), index: part(node, 'index') };
    },

    /** `a.b`, by the names of the two parts. */
    member(node: Syntax, object: string, name: string): Expr & { op: 'member' } {
      return { at: at(node), op: 'member', object: part(node, object), name: required(node, name).text };
    },

    /** `(type) value`; `value` names the part. */
    cast(node: Syntax, type: string | undefined, value: string): Expr {
      return { at: at(node), op: 'cast', type: type ?? '', value: part(node, value) };
    },
  };
}
