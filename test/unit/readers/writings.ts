import fc from 'fast-check';
import { extend, isIdentity, type SlotMap } from '../../../src/algebra/maps';
import { formatCycles } from '../../../src/algebra/notation';
import { toTranspositions } from '../../../src/algebra/transpositions';
import { encodeChess } from '../../../src/reductions/chess';
import { reduce } from '../../../src/reductions';
import { permutation } from '../arbitraries';

interface Language {
  language: string;
  comment: string;
  head: (n: number) => string;
  swap: (i: number, j: number) => string;
  tail: string;
}

const values = (n: number): string => Array.from({ length: n }, (_, k) => k + 1).join(', ');
const kept = (i: number, j: number): string => `t = a[${i}]; a[${i}] = a[${j}]; a[${j}] = t;`;
const slashes = { comment: '//', swap: kept };

const LANGUAGES: readonly Language[] = [
  {
    language: 'python',
    comment: '#',
    head: (n) => `a = [${values(n)}]`,
    swap: (i, j) => `a[${i}], a[${j}] = a[${j}], a[${i}]`,
    tail: '',
  },
  {
    language: 'javascript',
    comment: '//',
    head: (n) => `const a = [${values(n)}];`,
    swap: (i, j) => `[a[${i}], a[${j}]] = [a[${j}], a[${i}]];`,
    tail: '',
  },
  {
    ...{ ...slashes, language: 'typescript', tail: '' },
    head: (n) => `const a: number[] = [${values(n)}];\nlet t: number;`,
  },
  { ...slashes, language: 'c', head: (n) => `int main(void) {\nint a[${n}] = {${values(n)}};\nint t;`, tail: '}' },
  { ...slashes, language: 'cpp', head: (n) => `int main() {\nstd::vector<int> a = {${values(n)}};\nint t;`, tail: '}' },
  {
    ...{ ...slashes, language: 'java', tail: '}\n}' },
    head: (n) => `class A {\npublic static void main(String[] x) {\nint[] a = {${values(n)}};\nint t;`,
  },
  {
    ...{ language: 'go', comment: '//', tail: '}' },
    head: (n) => `package main\n\nfunc main() {\na := []int{${values(n)}}`,
    swap: (i, j) => `a[${i}], a[${j}] = a[${j}], a[${i}]`,
  },
  {
    ...{ language: 'rust', comment: '//', tail: '}' },
    head: (n) => `fn main() {\nlet mut a = [${values(n)}];`,
    swap: (i, j) => `a.swap(${i}, ${j});`,
  },
];

function program(word: readonly SlotMap[], { comment, head, swap, tail }: Language): string {
  const elements = word.map((map) =>
    [`${comment} ${formatCycles(map)}`, ...toTranspositions(map).map(([i, j]) => swap(i, j))].join('\n'),
  );
  return `${[head(word[0]?.length ?? 0), ...elements, tail].join('\n')}\n`;
}

/** Every way in which a word is written. */
export function writings(word: readonly SlotMap[], dice: number): [language: string, text: string][] {
  const five = word.map((map) => extend(map, 5));
  const { uciText, pairsText, pgn } = encodeChess(five);
  const cycles = word.map(formatCycles).join(' ');
  return [
    ['word', `# degree: ${word[0]?.length ?? 0}\n${cycles}`],
    ['word', cycles],
    ['narrative', reduce(word, 'narrative', { seed: dice }).text],
    ['python', reduce(word, 'python', { seed: dice }).text],
    ['javascript', reduce(word, 'javascript', { seed: dice }).text],
    ...LANGUAGES.map((one): [string, string] => [one.language, program(word, one)]),
    ...[uciText, pairsText, pgn].map((text): [string, string] => ['chess', text]),
  ];
}

/** Words of S3, S4 and S5, in which something moves. */
export const words = (most: number, least = 1): fc.Arbitrary<SlotMap[]> =>
  fc
    .integer({ min: 3, max: 5 })
    .chain((n) => fc.array(permutation(n), { minLength: least, maxLength: most, size: 'max' }))
    .filter((word) => !word.every(isIdentity));

/** The same words for the same seed, and what picks the idioms of each. */
export function randomWords(seed: number, count: number, length: number): { word: SlotMap[]; dice: number }[] {
  return fc.sample(fc.record({ word: words(length, length), dice: fc.nat() }), { seed, numRuns: count });
}
