import type { SlotMap } from '../algebra/maps';
import type { Dressed, Told } from './dressed';
import { program, type Idioms } from './program';

const at = (a: string, slots: readonly number[]) => `[${slots.map((slot) => `${a}[${slot}]`).join(', ')}]`;

const IDIOMS: Idioms = {
  dress: 'javascript',
  comment: '//',
  list: (name, objects) => `const ${name} = [${objects.join(', ')}];`,
  swapFunction: 'function swap(a, i, j) {\n  [a[i], a[j]] = [a[j], a[i]];\n}',
  call: (a, i, j) => `swap(${a}, ${i}, ${j});`,
  swap: (a, i, j) => `${at(a, [i, j])} = ${at(a, [j, i])};`,
  withTemporary: (a, i, j) => `{\n  const kept = ${a}[${i}];\n  ${a}[${i}] = ${a}[${j}];\n  ${a}[${j}] = kept;\n}`,
  atOnce: (a, to, from) => `${at(a, to)} = ${at(a, from)};`,
  loop: (a, pairs) =>
    `for (const [i, j] of [${pairs.map(([i, j]) => `[${i}, ${j}]`).join(', ')}]) {\n  [${a}[i], ${a}[j]] = [${a}[j], ${a}[i]];\n}`,
  reverse: (a, { first, last }, whole) => [
    `${a}.splice(${first}, ${last + 1 - first}, ...${a}.slice(${first}, ${last + 1}).reverse());`,
    ...(whole ? [`${a}.reverse();`] : []),
  ],
  shiftDown: (a, { first, last }, whole) => [
    `${a}.splice(${last}, 0, ...${a}.splice(${first}, 1));`,
    ...(whole ? [`${a}.push(${a}.shift());`] : []),
  ],
  shiftUp: (a, { first, last }, whole) => [
    `${a}.splice(${first}, 0, ...${a}.splice(${last}, 1));`,
    ...(whole ? [`${a}.unshift(${a}.pop());`] : []),
  ],
  nothing: (a) => `${a}[0] = ${a}[0];`,
};

/** The word as a JavaScript program. @throws RangeError as `program` does. */
export function encodeJavaScript(word: readonly SlotMap[], seed: number, told?: Told): Dressed {
  return program(word, seed, IDIOMS, told);
}
