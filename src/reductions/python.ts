import type { SlotMap } from '../algebra/maps';
import type { Dressed, Told } from './dressed';
import { program, type Idioms } from './program';
import type { Run } from './shapes';

const at = (a: string, slots: readonly number[]) => slots.map((slot) => `${a}[${slot}]`).join(', ');
const slice = (a: string, { first, last }: Run) => `${a}[${first}:${last + 1}]`;

const IDIOMS: Idioms = {
  dress: 'python',
  comment: '#',
  list: (name, objects) => `${name} = [${objects.join(', ')}]`,
  swapFunction: 'def swap(a, i, j):\n    a[i], a[j] = a[j], a[i]',
  call: (a, i, j) => `swap(${a}, ${i}, ${j})`,
  swap: (a, i, j) => `${a}[${i}], ${a}[${j}] = ${a}[${j}], ${a}[${i}]`,
  withTemporary: (a, i, j) => `tmp = ${a}[${i}]\n${a}[${i}] = ${a}[${j}]\n${a}[${j}] = tmp`,
  atOnce: (a, to, from) => `${at(a, to)} = ${at(a, from)}`,
  loop: (a, pairs) =>
    `for i, j in [${pairs.map(([i, j]) => `(${i}, ${j})`).join(', ')}]:\n    ${a}[i], ${a}[j] = ${a}[j], ${a}[i]`,
  reverse: (a, run, whole) => [
    `${slice(a, run)} = ${slice(a, run)}[::-1]`,
    `${slice(a, run)} = reversed(${slice(a, run)})`,
    ...(whole ? [`${a}.reverse()`, `${a} = ${a}[::-1]`] : []),
  ],
  shiftDown: (a, { first, last }, whole) => [
    `${slice(a, { first, last })} = ${slice(a, { first: first + 1, last })} + ${slice(a, { first, last: first })}`,
    `${a}.insert(${last}, ${a}.pop(${first}))`,
    ...(whole ? [`${a}.append(${a}.pop(0))`, `${a} = ${a}[1:] + ${a}[:1]`] : []),
  ],
  shiftUp: (a, { first, last }, whole) => [
    `${a}.insert(${first}, ${a}.pop(${last}))`,
    ...(whole ? [`${a}.insert(0, ${a}.pop())`, `${a} = ${a}[-1:] + ${a}[:-1]`] : []),
  ],
  nothing: (a) => `${a}[0] = ${a}[0]`,
};

/** The word as a Python program. @throws RangeError as `program` does. */
export function encodePython(word: readonly SlotMap[], seed: number, told?: Told): Dressed {
  return program(word, seed, IDIOMS, told);
}
