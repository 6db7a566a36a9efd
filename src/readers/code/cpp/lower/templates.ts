import type { Argument, Expr, Parameter, Stmt } from '../../core/ir';
import { at, calling, literal, name, required, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** A parameter of a template that stands for a value: `N` of `template <typename T, int N>`. */
export interface ValueParameter {
  label: string;
  /** Its place in the list, by which it is given: `turn<int, 3>(row)`. */
  index: number;
  node: Syntax;
}

/** What a template leaves open: the names of types, and of values. */
export function openIn(list: Syntax | undefined): { types: string[]; values: ValueParameter[] } {
  const all = list ? named(list) : [];
  const labels = all.map((one) => (field(one, 'declarator') ?? named(one).at(-1))?.text ?? '');
  const values = all.flatMap((node, index): ValueParameter[] => {
    const label = labels[index] ?? '';
    return /^(optional_)?parameter_declaration$/.test(node.type) && /^\w+$/.test(label) ? [{ label, index, node }] : [];
  });
  return { types: labels.filter((label) => !values.some((one) => one.label === label)), values };
}

/** Numbers that a whole number of the text would have to become one of. */
const OTHER_NUMBERS = /\b(double|float|long|unsigned|size_t|u?int64_t|uint\d+_t)\b/;

/** Class templates of the text, each with the first number but `int` that it is given in brackets; of the text that was asked for last. */
let told: { text: string; classes: Map<string, string | undefined> } = { text: '', classes: new Map() };

function classTemplates({ whole }: Syntax): Map<string, string | undefined> {
  if (told.text !== whole) {
    const heads = whole.matchAll(/\btemplate\s*<[^>]*>\s*(?:struct|class)\s+(\w+)/g);
    const others = (label: string): string | undefined =>
      [...whole.matchAll(new RegExp(`\\b${label}\\s*<([^;{}()]*)>`, 'g'))].flatMap(
        ([, given = '']) => OTHER_NUMBERS.exec(given)?.[0] ?? [],
      )[0];
    told = { text: whole, classes: new Map([...heads].map(([, label = '']) => [label, others(label)])) };
  }
  return told.classes;
}

/**
 * Why a class template of the text is not followed, where it stands for other numbers than `int` somewhere: `box.add(1)` would put an `int`
 * where a `double` is meant.
 */
export function otherNumbersOf(one: Syntax): string | undefined {
  const other = classTemplates(one).get(field(one, 'name')?.text ?? '');
  return other && `a class template over ${other} is not followed: write the class with ${other} itself`;
}

/** What a class template is made with where no brackets say its type: numbers other than `int` would tell it. */
export function deducing(
  node: Syntax,
  label: string | undefined,
  lower: Pick<Lower, 'expression'>,
): Lower['expression'] {
  if (label === undefined || !classTemplates(node).has(label)) return lower.expression;
  return (one) => {
    const value = lower.expression(one);
    return { at: value.at, op: 'call', callee: name(one, 'deduced number'), args: [{ value }] };
  };
}

/** A number that is given to a template whose type is said: it is of that type, else it would have to become one of it. */
export function sameNumber(node: Syntax, value: Expr, type = ''): Expr {
  const args = [value, word(node, type)].map((one) => ({ value: one }));
  return { at: value.at, op: 'call', callee: name(node, 'same number'), args };
}

const keyOf = (index: number): string => `<${index}>`;

/** Values of a template are parameters that are given by their places in its brackets, or told by the length of an array. */
export function valueParameters(head: Syntax, values: readonly ValueParameter[], lower: Lower): Parameter[] {
  return values.map(({ index, node, label }) => {
    const given = field(node, 'default_value');
    return {
      at: at(node),
      pattern: { at: at(node), to: 'name', name: keyOf(index), declare: 'function' },
      byNameAlone: true,
      fallback: lengthTold(head, label) ?? (given ? lower.expression(given) : untold(node, label)),
      type: '?',
    };
  });
}

/** The variables that the values of a template are in its body. */
export function valueNames(values: readonly ValueParameter[]): Stmt[] {
  return values.map(({ label, index, node }) => ({
    at: at(node),
    do: 'declare',
    isFixed: true,
    target: { at: at(node), to: 'name', name: label, declare: 'function' },
    value: name(node, keyOf(index)),
  }));
}

/** `int (&a)[N]`: the length of what `a` is. */
function lengthTold(head: Syntax, label: string): Expr | undefined {
  for (const one of named(required(head, 'parameters'))) {
    const shape = field(one, 'declarator');
    if (shape?.type !== 'array_declarator' || field(shape, 'size')?.text !== label) continue;
    const array = /\w+/.exec(required(shape, 'declarator').text)?.[0] ?? '';
    return calling(one, 'length of array', [name(one, array)]);
  }
  return undefined;
}

function untold(node: Syntax, label: string): Expr {
  return { at: at(node), op: 'unsupported', what: `what ${label} is here is told by types alone: give it in brackets` };
}

/** The values in the brackets of `turn<int, 3>(row)`; types among them say nothing that counts. */
export function valuesGiven(callee: Syntax): Argument[] {
  return named(required(callee, 'arguments')).flatMap((one, index): Argument[] => {
    if (one.type !== 'number_literal' || !/^\d+$/.test(one.text)) return [];
    return [{ keyword: keyOf(index), value: literal(one, { t: 'int', v: BigInt(one.text), type: 'i32' }) }];
  });
}
