import { field, named, type Span, type Syntax } from '../syntax';
import type { Expr, FunctionDeclaration, Pattern, Stmt } from './ir';
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

export function name(node: Syntax, text = node.text): Expr {
  return { at: at(node), op: 'name', name: text };
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
