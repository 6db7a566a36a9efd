import { integerOf } from '../../native/lowering';
import { expanded, type Macros } from './macros';
import { isBlank, isName, tokens } from './tokens';

/** Binary operators of `#if`, the loosest first. */
const LEVELS: readonly Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>>[] = [
  { '||': (a, b) => BigInt(a !== 0n || b !== 0n) },
  { '&&': (a, b) => BigInt(a !== 0n && b !== 0n) },
  { '|': (a, b) => a | b },
  { '^': (a, b) => a ^ b },
  { '&': (a, b) => a & b },
  { '==': (a, b) => BigInt(a === b), '!=': (a, b) => BigInt(a !== b) },
  {
    '<': (a, b) => BigInt(a < b),
    '>': (a, b) => BigInt(a > b),
    '<=': (a, b) => BigInt(a <= b),
    '>=': (a, b) => BigInt(a >= b),
  },
  { '<<': (a, b) => a << (b & 63n), '>>': (a, b) => a >> (b & 63n) },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  {
    '*': (a, b) => a * b,
    '/': (a, b) => (b === 0n ? undefined : a / b),
    '%': (a, b) => (b === 0n ? undefined : a % b),
  },
];

/** What opens one more call of the evaluation: a condition with more of them is none that a person wrote. */
const OPENING = new Set(['(', '!', '-', '+', '~', '?']);
const MOST_OPENED = 400;

/**
 * Whether `#if` takes its branch; undefined where the condition is none, divides by zero or nests too deeply. Names that
 * stand for nothing are 0, as in C, and numbers have 64 bits.
 */
export function holds(condition: string, macros: Macros): boolean | undefined {
  const asked = condition.replaceAll(/\bdefined\s*(?:\(\s*(\w+)\s*\)|(\w+))/g, (_, a?: string, b?: string) =>
    macros.has(a ?? b ?? '') ? ' 1 ' : ' 0 ',
  );
  const words = expanded(tokens(asked), macros).filter((token) => !isBlank(token));
  const left = words.map((token) => (isName(token) ? (token.text === 'true' ? '1' : '0') : token.text)).reverse();
  if (left.filter((word) => OPENING.has(word)).length > MOST_OPENED) return undefined;
  const value = binary(left, 0);
  return value === undefined || left.length > 0 ? undefined : value !== 0n;
}

function binary(left: string[], level: number): bigint | undefined {
  const operators = LEVELS[level];
  if (!operators) return unary(left);
  let value = binary(left, level + 1);
  for (let run = operators[left.at(-1) ?? '']; value !== undefined && run; run = operators[left.at(-1) ?? '']) {
    left.pop();
    const right = binary(left, level + 1);
    const result = right === undefined ? undefined : run(value, right);
    value = result === undefined ? undefined : BigInt.asIntN(64, result);
  }
  if (level > 0 || value === undefined || left.at(-1) !== '?') return value;
  left.pop();
  const then = binary(left, 0);
  if (left.pop() !== ':') return undefined;
  const otherwise = binary(left, 0);
  return value !== 0n ? then : otherwise;
}

function unary(left: string[]): bigint | undefined {
  const word = left.pop();
  if (word === '(') {
    const value = binary(left, 0);
    return left.pop() === ')' ? value : undefined;
  }
  if (word === '!' || word === '-' || word === '+' || word === '~') {
    const value = unary(left);
    if (value === undefined) return undefined;
    return word === '!' ? BigInt(value === 0n) : word === '-' ? -value : word === '~' ? ~value : value;
  }
  return integerOf((word ?? '').replace(/[uUlL]+$/, ''));
}
