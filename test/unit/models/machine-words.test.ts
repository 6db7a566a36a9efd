import assert from 'node:assert/strict';
import { MachineWalk } from '../../../src/models/machine-words';
import { graderFor } from '../../../src/models/grading/grader';
import { generatorFor } from '../../../src/models/random-words';
import { languageNamed } from '../../../src/languages/definition';
import { after, nextSymbols, startOf } from '../../../src/languages/rule';
import type { CounterRule, MachineRule, QueueRule } from '../../../src/languages/schema';
import { manifestSchema } from '../../../src/models/manifest';

const shuffle: CounterRule = {
  kind: 'counters',
  counters: 2,
  start: 0,
  moves: [
    [
      { to: 0, add: [1, 0], when: [] },
      { to: 0, add: [-1, 0], when: [[0, '>0']] },
      { to: 0, add: [0, 1], when: [] },
      { to: 0, add: [0, -1], when: [[1, '>0']] },
    ],
  ],
  ends: [
    [
      [0, '=0'],
      [1, '=0'],
    ],
  ],
};
const abc: CounterRule = {
  kind: 'counters',
  counters: 2,
  start: 0,
  moves: [
    [{ to: 0, add: [1, 0], when: [] }, { to: 1, add: [-1, 1], when: [[0, '>0']] }, null],
    [
      null,
      { to: 1, add: [-1, 1], when: [[0, '>0']] },
      {
        to: 2,
        add: [0, -1],
        when: [
          [0, '=0'],
          [1, '>0'],
        ],
      },
    ],
    [
      null,
      null,
      {
        to: 2,
        add: [0, -1],
        when: [
          [0, '=0'],
          [1, '>0'],
        ],
      },
    ],
  ],
  ends: [null, null, [[1, '=0']]],
};
const bounded: CounterRule = { ...abc, moves: [[null, null, null]], ends: [[]] };

/** What may follow, by plain definitions of the languages rather than by a machine. */
const oracles = {
  shuffle: (word: string): string => {
    const depth = (open: string, close: string): number => word.split(open).length - word.split(close).length;
    const [round, square] = [depth('(', ')'), depth('[', ']')];
    return `(${round > 0 ? ')' : ''}[${square > 0 ? ']' : ''}${round === 0 && square === 0 ? '⊣' : ''}`;
  },
  abc: (word: string): string => {
    const [a, b, c] = ['a', 'b', 'c'].map((symbol) => word.split(symbol).length - 1) as [number, number, number];
    if (b === 0) return a === 0 ? 'a' : 'ab';
    if (b < a) return 'b';
    return c < a ? 'c' : '⊣';
  },
  /** Of the letters a to c and what else is read; what stands behind a `-` is not copied until a `+` comes. */
  copy:
    (extra: string) =>
    (word: string): string => {
      const [told = '', again] = word.split('=');
      if (again === undefined) return `abc${extra}=`;
      const kept = told.replace(/-[^+]*/g, '').replace(/[^a-c]/g, '');
      return again.length < kept.length ? (kept[again.length] ?? '') : '⊣';
    },
};
const queueOf = (name: string): { rule: MachineRule; symbols: string } => {
  const { rule, alphabet } = languageNamed(name);
  if (rule.kind !== 'queue') throw new Error(`${name} has no queue`);
  return { rule, symbols: alphabet.join('') };
};
const languages = [
  { rule: shuffle, symbols: '()[]⊣', oracle: oracles.shuffle },
  { rule: abc, symbols: 'abc⊣', oracle: oracles.abc },
  { ...queueOf('copy-3'), oracle: oracles.copy('') },
  { ...queueOf('selective-copy-3'), oracle: oracles.copy('.') },
  { ...queueOf('switched-copy-3'), oracle: oracles.copy('+-') },
] satisfies { rule: MachineRule; symbols: string; oracle: (word: string) => string }[];

describe('languages with counters or a queue', () => {
  it('allow after every prefix what their definition allows', () => {
    for (const { rule, symbols, oracle } of languages) {
      const random = generatorFor(5, 40);
      const walk = new MachineWalk(rule);
      for (let index = 0; index < 50; index++) {
        let at = startOf({ rule });
        let read = '';
        for (const symbol of walk.word(random, 40)) {
          assert.ok(nextSymbols({ rule }, at).includes(symbol));
          at = after({ rule }, at, symbol);
          read += symbols[symbol] ?? '';
          assert.equal(
            nextSymbols({ rule }, at)
              .map((next) => symbols[next])
              .join(''),
            oracle(read),
            read,
          );
        }
      }
    }
  });

  it('have words of every length that can be reached, long ones too, and say where there are none', () => {
    for (const { rule } of languages) assert.equal(new MachineWalk(rule).word(generatorFor(1, 600), 600).length, 600);
    assert.equal(new MachineWalk(bounded).has(0), true);
    assert.throws(() => new MachineWalk(bounded).word(generatorFor(1, 1), 1), /no word of 1 symbols/);
  });

  it('copy in most words of any length, as much as there is room for', () => {
    for (const name of ['copy-3', 'selective-copy-3', 'switched-copy-3']) {
      const { rule, symbols } = queueOf(name);
      const walk = new MachineWalk(rule);
      const random = generatorFor(3, 101);
      const words = Array.from({ length: 20 }, () => Array.from(walk.word(random, 101), (symbol) => symbols[symbol]));
      assert.ok(words.filter((word) => word.includes('=')).length >= 15, name);
    }
  });

  it('are refused where how long a word goes on would depend on what is queued', () => {
    const rule: QueueRule = {
      kind: 'queue',
      start: 0,
      moves: [
        [
          { to: 0, queue: 'push' },
          { to: 0, queue: 'push' },
          { to: 1, queue: 'keep' },
        ],
        [{ to: 1, queue: 'pop' }, null, null],
      ],
      ends: [false, true],
    };
    const checked = manifestSchema.safeParse({
      ...{ format: 1, id: 'q', name: 'q', architecture: 'test', layers: 1, width: 1 },
      task: { kind: 'language', name: 'q', alphabet: ['a', 'b', '=', '⊣'], rule },
    });
    assert.match(checked.error?.issues[0]?.message ?? '', /takes out whatever is put there/);
  });

  it('are graded by the set of symbols that may come next, over words whose lengths lie in a span', () => {
    const alphabet = ['a', 'b', 'c', '⊣'];
    const manifest = manifestSchema.parse({
      ...{ format: 1, id: 'abc', name: 'abc', architecture: 'test', layers: 1, width: 1 },
      task: { kind: 'language', name: 'abc', alphabet, rule: abc },
    });
    const grader = graderFor(manifest);
    const draw = grader.words(3, { from: 4, to: 9 });
    const words = Array.from({ length: 200 }, draw);
    assert.deepEqual([...new Set(words.map((word) => word.length))].sort(), [4, 5, 6, 7, 8, 9]);
    for (const word of words.slice(0, 50)) {
      const read = Array.from(word, (symbol) => alphabet[symbol]).join('');
      const logits = new Float32Array(4 * word.length);
      for (let step = 0; step < word.length; step++) {
        const allowed = oracles.abc(read.slice(0, step + 1));
        alphabet.forEach((symbol, next) => (logits[4 * step + next] = allowed.includes(symbol) ? 1 : -1));
      }
      const row = (step: number): number => 4 * step;
      assert.ok(grader.grade(word, logits, row).every(Boolean), read);
      const spoiled = logits.map((logit, index) => (index === 4 * 2 + 1 ? -logit : logit));
      assert.deepEqual(
        grader.grade(word, spoiled, row).flatMap((right, step) => (right ? [] : [step])),
        [2],
      );
    }
  });

  it('are refused in a manifest that contradicts itself, with the place', () => {
    const bad = (rule: object) =>
      manifestSchema.safeParse({
        ...{ format: 1, id: 'abc', name: 'abc', architecture: 'test', layers: 1, width: 1 },
        task: { kind: 'language', name: 'abc', alphabet: ['a', 'b', 'c', '⊣'], rule: { ...abc, ...rule } },
      }).error?.issues[0];
    assert.deepEqual(bad({ start: 3 })?.path, ['task', 'rule', 'start']);
    assert.deepEqual(bad({ counters: 1 })?.message, 'there are 1 counters');
    assert.match(bad({ ends: [] })?.message ?? '', /one entry for each of the 3 states/);
    assert.match(bad({ moves: [[null]], ends: [null] })?.message ?? '', /3 entries/);
  });
});
