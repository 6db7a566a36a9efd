import type { Argument, Expr } from '../core/ir';
import { at, name, required, unsupported } from '../core/lowering';
import { field, named, ofType, type Syntax } from '../syntax';
import { reparsed } from '../reparse';

/**
 * What stands in a macro of Rust is bare words to the grammar. What the macros of the standard library take are
 * expressions, so they are read once more as those of a call or an array.
 */
export function macro(node: Syntax, expression: (node: Syntax) => Expr): Expr {
  const which = required(node, 'macro').text.replace(/^.*::/, '');
  const kind = KINDS[which];
  const tree = ofType(node, 'token_tree');
  if (!kind || !tree) return unsupported(node);
  if (kind === 'list') return list(node, tree, expression);
  const args = argumentsOf(node, tree);
  return args ? MEANING[kind](node, args, expression, which) : unsupported(node);
}

type Kind = 'print' | 'text' | 'write' | 'assert' | 'compare' | 'debug' | 'panic' | 'list';

const KINDS: Readonly<Record<string, Kind>> = {
  print: 'print',
  println: 'print',
  eprint: 'print',
  eprintln: 'print',
  format: 'text',
  write: 'write',
  writeln: 'write',
  assert: 'assert',
  debug_assert: 'assert',
  assert_eq: 'compare',
  assert_ne: 'compare',
  debug_assert_eq: 'compare',
  debug_assert_ne: 'compare',
  dbg: 'debug',
  panic: 'panic',
  todo: 'panic',
  unimplemented: 'panic',
  unreachable: 'panic',
  vec: 'list',
};

type Meaning = (node: Syntax, args: readonly Syntax[], expression: (node: Syntax) => Expr, which: string) => Expr;

const MEANING: Readonly<Record<Exclude<Kind, 'list'>, Meaning>> = {
  print: (node, args, expression) => ({
    at: at(node),
    op: 'all',
    parts: [formatted(node, args, expression), unit(node)],
  }),
  text: formatted,
  // What could go wrong with writing does not.
  write: (node, [to, ...args], expression) => ({
    at: at(node),
    op: 'all',
    parts: [
      ...(to ? [expression(to)] : []),
      formatted(node, args, expression),
      { at: at(node), op: 'literal', value: { t: 'str', v: 'Ok(())' } },
    ],
  }),
  // The message is made only where the assertion does not hold.
  assert: (node, [test], expression) => holds(node, test ? expression(test) : unsupported(node)),
  compare: (node, [left, right], expression, which) => {
    if (!left || !right) return unsupported(node);
    const callee = name(node, which.endsWith('ne') ? ' differ' : 'are equal');
    const args = [left, right].map((one): Argument => ({ value: expression(one) }));
    return holds(node, { at: at(node), op: 'call', callee, args });
  },
  debug: (node, args, expression) => {
    const [only, ...more] = args.map(expression);
    if (!only) return unit(node);
    return more.length === 0 ? only : { at: at(node), op: 'sequence', flavor: 'tuple', items: [only, ...more] };
  },
  panic: (node) => ({ at: at(node), op: 'unsupported', what: 'the program panics here' }),
};

function unit(node: Syntax): Expr {
  return { at: at(node), op: 'literal', value: { t: 'nothing', name: '()' } };
}

function holds(node: Syntax, test: Expr): Expr {
  const otherwise: Expr = { at: at(node), op: 'unsupported', what: 'this does not hold, so the program panics here' };
  return { at: at(node), op: 'conditional', test, then: unit(node), otherwise };
}

/** All values in the order in which they are given; those that the text names itself (`{x}`) come with the text. */
function formatted(node: Syntax, args: readonly Syntax[], expression: (node: Syntax) => Expr): Expr {
  const [text, ...values] = args;
  const given = new Set(values.flatMap((one) => (isNamed(one) ? [required(one, 'left').text] : [])));
  const names = text?.type === 'string_literal' || text?.type === 'raw_string_literal' ? inline(text.text) : [];
  const parts = values.map((one) => expression(isNamed(one) ? required(one, 'right') : one));
  const captured = names.filter((one) => !given.has(one)).map((one) => name(text ?? node, one));
  return { at: at(node), op: 'text', parts: [...parts, ...captured] };
}

function isNamed(node: Syntax): boolean {
  return node.type === 'assignment_expression' && field(node, 'left')?.type === 'identifier';
}

/** Names in braces, and those that tell a width or a precision: `{x:>width$}`. */
function inline(text: string): string[] {
  const holes = text.replaceAll(/\{\{|\}\}/g, '').matchAll(/\{([^{}]*)\}/g);
  return [...holes].flatMap(([, hole = '']) => {
    const [what = '', ...format] = hole.split(':');
    const widths = [...format.join(':').matchAll(/([A-Za-z_]\w*)\$/g)].map(([, width = '']) => width);
    return [...(/^[A-Za-z_]\w*$/.test(what.trim()) ? [what.trim()] : []), ...widths];
  });
}

function argumentsOf(node: Syntax, tree: Syntax): Syntax[] | undefined {
  const inside = { start: tree.start + 1, end: tree.end - 1 };
  const list = first(reparsed('rust', node, inside, 'f(', ');'), 'arguments');
  return list && named(list);
}

/** `vec![a, b]` and `vec![a; n]`. */
function list(node: Syntax, tree: Syntax, expression: (node: Syntax) => Expr): Expr {
  const inside = { start: tree.start + 1, end: tree.end - 1 };
  const array = first(reparsed('rust', node, inside, '[', '];'), 'array_expression');
  const made = array && expression(array);
  if (made?.op === 'sequence') return { ...made, at: at(node), flavor: 'vec' };
  if (made?.op !== 'call') return unsupported(node);
  const [value, length] = made.args;
  const flavor: Argument = { value: { at: at(node), op: 'literal', value: { t: 'str', v: 'vec' } } };
  return value && length ? { ...made, at: at(node), args: [value, length, flavor] } : unsupported(node);
}

/** `matches!(value, Some(x) if x > 3)`: the value, and a `match` of one arm that has the pattern; undefined for other macros. */
export function patternMacro(node: Syntax): { value: Syntax; arms: Syntax } | undefined {
  if (!/^(std::)?matches$/.test(required(node, 'macro').text)) return undefined;
  const tree = ofType(node, 'token_tree');
  const comma = tree?.children.find(({ type }) => type === ',');
  if (!tree || !comma) return undefined;
  const [value] = argumentsOf(node, node.like('token_tree', tree.start, comma.start + 1, true, null)) ?? [];
  const inside = { start: comma.end, end: tree.end - 1 };
  const arms = first(reparsed('rust', node, inside, 'match x {', ' => x };'), 'match_expression');
  return value && arms && { value, arms };
}

function first(node: Syntax | undefined, type: string): Syntax | undefined {
  if (!node || node.type === type) return node;
  for (const child of node.children) {
    const found = first(child, type);
    if (found) return found;
  }
  return undefined;
}
