import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { errorOf } from './read';

interface Recorded {
  expression: string;
  /** As Python writes it; null where it is an error. */
  gives: string | null;
}

const recorded = JSON.parse(readFileSync(path.join(__dirname, 'library/python.json'), 'utf8')) as Recorded[];

/** Refusals that say that something is not followed, where the real run gives a value. */
const REFUSED = /not followed|depends on/;

describe('functions of libraries against real runs', () => {
  it('gives what CPython was recorded to give, or says that it is not followed', async () => {
    let right = 0;
    let refused = 0;
    for (const { expression, gives } of recorded) {
      const program = [
        'import bisect, collections, functools, heapq, math',
        "row = ['a', 'b']",
        `if (${expression}) == (${gives ?? 'None'}) and type(${expression}) == type(${gives ?? 'None'}):`,
        '    row[0], row[1] = row[1], row[0]',
      ].join('\n');
      const said = await errorOf('python', program);
      if (said === '1 steps' && gives !== null) right++;
      else if (gives === null) assert.doesNotMatch(said, /^(1 steps|no value moves)/, `${expression} is an error`);
      else {
        assert.match(said, REFUSED, `${expression} gives ${gives}`);
        refused++;
      }
    }
    assert.ok(right > 300, `${right}`);
    assert.ok(refused < recorded.length / 20, `${refused}`);
  }).timeout(60_000);

  it('gives what node:vm gives', async () => {
    let right = 0;
    for (const expression of expressions(20260113)) {
      const value: unknown = runInNewContext(
        `const value = ${expression}; Array.isArray(value) ? value.join('|') : value`,
      );
      const written = Object.is(value, NaN) ? 'NaN' : value === undefined ? 'undefined' : JSON.stringify(value);
      const test =
        written === 'NaN'
          ? `Number.isNaN(${expression})`
          : `(Array.isArray(${expression}) ? (${expression}).join('|') : ${expression}) === ${written}`;
      const said = await errorOf(
        'javascript',
        `const row = ['a', 'b'];\nif (${test}) [row[0], row[1]] = [row[1], row[0]];`,
      );
      if (said === '1 steps') right++;
      else assert.match(said, REFUSED, `${expression} gives ${written}`);
    }
    assert.ok(right > 300, `${right}`);
  }).timeout(60_000);
});

const WORDS = [
  '',
  'a',
  'fig',
  'kiwi plum',
  '  date ',
  'a,b,,c',
  '--x--',
  'banana',
  'x\ty\nz',
  'é1',
  '𝄞b',
  '12.5',
  '-7',
  '0x1f',
];
const PARTS = ['', 'a', 'an', 'i', ',', ' ', '-', 'b', '𝄞', 'na', "$&$'"];
const SHAPES = [
  ...['toUpperCase()', 'toLowerCase()', 'trim()', 'trimStart()', 'trimEnd()', 'split()', 'split(P)', 'split(P, N)'],
  ...['charAt(N)', 'charCodeAt(N)', 'codePointAt(N)', 'at(N)', 'slice(N)', 'slice(N, M)', 'substring(N, M)'],
  ...['substr(N, M)', 'indexOf(P)', 'indexOf(P, N)', 'lastIndexOf(P)', 'lastIndexOf(P, N)', 'includes(P)'],
  ...['startsWith(P)', 'startsWith(P, N)', 'endsWith(P)', 'endsWith(P, N)', 'repeat(3)', 'padStart(N, P)', 'padEnd(9)'],
  ...[
    'concat(P, N)',
    'replace(P, Q)',
    'replaceAll(P, Q)',
    'replaceAll(P, (s, at) => `<${s}${at}>`)',
    'localeCompare(P)',
  ],
].map((call) => `W.${call}`);
const OTHERS = [
  ...['parseInt(W)', 'parseInt(W, 16)', 'parseFloat(W)', 'isNaN(W)', 'Number(W)', '(F).toFixed(2)', '(F).toString()'],
  ...['(11).toString(N + 5)', 'Math.log2(8)', 'Math.ceil(Math.log2(5))', 'String.fromCharCode(N + 70, 66)'],
  ...['Object.values({ ...W.split(P) })', 'Object.keys({ ...W })', 'Object.entries(Object.fromEntries([[P, N]]))[0]'],
  ...['({ 3: 1 }).hasOwnProperty(N)', '({ ...W }).hasOwnProperty(P)', 'Object.hasOwn({ a: 1, b: 2 }, W[0])'],
  ...['Object.assign([1, 2, 3], { 1: P })', '((a) => { a.x ??= P; a.x ||= W; return a.x; })({})'],
];

/** Calls with values picked by a fixed rule: linear congruences, so that the list is the same everywhere. */
function* expressions(seed: number): Generator<string> {
  let state = seed;
  const pick = <T>(list: readonly T[]): T => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return list[Math.floor((state / 2147483648) * list.length)] as T;
  };
  const filled = (shape: string): string =>
    shape.replace(/\b[WPQNMF]\b/g, (kind) => {
      if (kind === 'W') return JSON.stringify(pick(WORDS));
      if (kind === 'P' || kind === 'Q') return JSON.stringify(pick(PARTS));
      return String(pick(kind === 'F' ? [0.5, 1.25, -2.75, 1e21, 7] : [0, 1, 2, -1, 5]));
    });
  for (const shape of [...SHAPES, ...OTHERS]) for (let round = 0; round < 8; round++) yield filled(shape);
}
