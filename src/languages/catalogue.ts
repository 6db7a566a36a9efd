import { live, minimal, type Automaton } from './automaton';
import { automatonOf } from './regular-expression';
import { copyLanguage } from './copying';
import { MOST_KEYS, recallAutomaton } from './recall';
import { END } from './rule';
import type { CounterRule } from './schema';
import type { Language } from './schema';

/** Tomita (1982). Languages 3 and 6 are easier to state as machines. */
const TOMITA: Readonly<Record<string, string | Automaton>> = {
  1: '1*',
  2: '(10)*',
  // No odd run of zeros after an odd run of ones: even ones, odd ones, odd zeros after those, even zeros, dead.
  3: {
    start: 0,
    transitions: [
      [0, 1],
      [2, 0],
      [3, 4],
      [2, 1],
      [4, 4],
    ],
    accepting: [true, true, false, true, false],
  },
  4: '(0|00)?((1)+(0|00)?)*',
  5: '(00|11|(01|10)(00|11)*(01|10))*',
  // The numbers of zeros and ones differ by a multiple of three.
  6: {
    start: 0,
    transitions: [
      [1, 2],
      [2, 0],
      [0, 1],
    ],
    accepting: [true, false, false],
  },
  7: '0*1*0*1*',
};

/**
 * The formal languages of Sarrof, Veitsman and Hahn (2024), section 5, and strings that are copied, defined as the bundled models' training defines
 * them: the same automata, states, counters and frequencies.
 *
 * @returns undefined for a name that is none of `LANGUAGE_NAMES`
 */
export function namedLanguage(name: string): Language | undefined {
  const [, family, ...numbers] =
    /^(mod|shuffle-dyck|bounded-dyck|tomita|recall|(?:selective-|switched-)?copy)-(\d{1,2})(?:-(\d{1,2}))?$/.exec(
      name,
    ) ?? [];
  const [first = 0, second = 0] = numbers.map(Number);
  const isOne = numbers[1] === undefined;
  switch (family ?? name) {
    case 'parity':
      return regular('parity', '(0*10*1)*0*', '01');
    case 'aa':
      return modular(2);
    case 'mod':
      return isOne && first >= 1 ? modular(first) : undefined;
    case 'flip-flop':
      return flipFlop();
    case 'dyck-1':
      return { ...shuffleDyck(1), name: 'Dyck-1' };
    case 'shuffle-dyck':
      return isOne && first >= 1 && first <= 4 ? shuffleDyck(first) : undefined;
    case 'bounded-dyck':
      return !isOne && first >= 1 && first <= 4 && first ** second <= MAX_STACKS && second >= 1 && second <= 99
        ? boundedDyck(first, second)
        : undefined;
    case 'recall':
      return isOne && first >= 2 && first <= MOST_KEYS ? recall(first) : undefined;
    case 'anbncn':
      return aNbNcN();
    case 'tomita': {
      const rule = isOne ? TOMITA[String(first)] : undefined;
      if (rule === undefined) return undefined;
      return typeof rule === 'string'
        ? regular(`Tomita ${first}`, rule, '01')
        : fromAutomaton(`Tomita ${first}`, Array.from('01'), rule);
    }
    default:
      return isOne && family?.endsWith('copy') ? copyLanguage(family, first) : undefined;
  }
}

/** How the languages above are called in examples, and what `--formal` takes for them. */
const NAMES: readonly [called: RegExp, name: string][] = [
  [/^parity$/, 'parity'],
  [/^flip-flop$/, 'flip-flop'],
  [/^\(aa\)\*$/, 'aa'],
  [/^\(a\^(\d+)\)\*$/, 'mod-$1'],
  [/^Dyck-1$/, 'dyck-1'],
  [/^Shuffle-Dyck-(\d+)$/, 'shuffle-dyck-$1'],
  [/^Dyck\((\d+), (\d+)\)$/, 'bounded-dyck-$1-$2'],
  [/^a\^n b\^n c\^n$/, 'anbncn'],
  [/^Tomita (\d+)$/, 'tomita-$1'],
  [/^recall (\d+)$/, 'recall-$1'],
  [/^((?:selective-|switched-)?copy) (\d+)$/, '$1-$2'],
];

/** The language of {@link namedLanguage} whose own name this is. */
export function languageCalled(called: string): Language | undefined {
  const [pattern, name] = NAMES.find(([each]) => each.test(called)) ?? [];
  const language = pattern && name !== undefined ? namedLanguage(called.replace(pattern, name)) : undefined;
  return language?.name === called ? language : undefined;
}

const MAX_STACKS = 4096;

/** @throws ExpressionError */
export function regular(name: string, expression: string, alphabet: Iterable<string>): Language {
  return fromAutomaton(name, [...alphabet], automatonOf(expression, [...alphabet]));
}

/** The end of the word leads to a state of its own, which comes last and which nothing leaves. */
export function fromAutomaton(name: string, symbols: string[], automaton: Automaton, weights?: number[]): Language {
  const { start, transitions, accepting } = automaton;
  const alive = [...live(automaton), false];
  const rows = [...transitions, symbols.map(() => transitions.length)];
  return {
    name,
    alphabet: [...symbols, END],
    rule: {
      kind: 'dfa',
      start,
      transitions: rows.map((row) => [...row.map((target) => (alive[target] ? target : null)), null]),
      next: rows.map((row, state) => [
        ...row.flatMap((target, symbol) => (alive[target] ? [symbol] : [])),
        ...(accepting[state] ? [symbols.length] : []),
      ]),
    },
    weights: weights ?? symbols.map(() => 1),
  };
}

/** (aⁿ)*: words whose length is a multiple of n. */
function modular(n: number): Language {
  return regular(n === 2 ? '(aa)*' : `(a^${n})*`, `(${'a'.repeat(n)})*`, 'a');
}

/**
 * Write, ignore and read instructions, each with a bit; a read must give the bit last written, and a word starts with a
 * write (Liu et al. 2023). Ignores are common, as in that paper.
 */
function flipFlop(): Language {
  const [start, fresh, dead] = [0, 3, 10];
  const between = (bit: number): number => 1 + bit;
  const pending = (instruction: number, bit: number): number => 4 + 2 * instruction + bit;
  const [write, ignore, read] = [0, 1, 2];
  const transitions = Array.from({ length: 11 }, () => new Array<number>(5).fill(dead));
  const set = (state: number, symbol: number, target: number): void => {
    const row = transitions[state];
    if (row) row[symbol] = target;
  };
  set(start, write, fresh);
  for (const bit of [0, 1]) {
    set(fresh, 3 + bit, between(bit));
    for (const instruction of [write, ignore, read]) set(between(bit), instruction, pending(instruction, bit));
    for (const given of [0, 1]) {
      set(pending(write, bit), 3 + given, between(given));
      set(pending(ignore, bit), 3 + given, between(bit));
    }
    set(pending(read, bit), 3 + bit, between(bit));
  }
  const accepting = transitions.map((_, state) => state <= between(1));
  return fromAutomaton('flip-flop', Array.from('wir01'), minimal({ start, transitions, accepting }), [1, 8, 1, 5, 5]);
}

/** Questions are asked as often as something is told. */
function recall(keys: number): Language {
  const symbols = [...Array.from('abcde').slice(0, keys), '0', '1', '?'];
  const weights = symbols.map((symbol) => (symbol === '?' ? keys : 1));
  return fromAutomaton(`recall ${keys}`, symbols, recallAutomaton(keys), weights);
}

const BRACKETS = Array.from('()[]{}<>');

/** Well nested brackets of `kinds` sorts, at most `depth` deep (Hewitt et al. 2020); states are the open brackets. */
function boundedDyck(kinds: number, depth: number): Language {
  const stacks: number[][] = [[]];
  for (const stack of stacks) {
    if (stack.length === depth) continue;
    for (let kind = 0; kind < kinds; kind++) stacks.push([...stack, kind]);
  }
  const place = new Map(stacks.map((stack, state) => [stack.join(), state]));
  const dead = stacks.length;
  const transitions = stacks.map((stack) =>
    Array.from({ length: 2 * kinds }, (_, symbol) => {
      const kind = symbol >> 1;
      if (symbol % 2 === 0) return place.get([...stack, kind].join()) ?? dead;
      return stack.at(-1) === kind ? (place.get(stack.slice(0, -1).join()) ?? dead) : dead;
    }),
  );
  transitions.push(new Array<number>(2 * kinds).fill(dead));
  const accepting = transitions.map((_, state) => state === 0);
  return fromAutomaton(`Dyck(${kinds}, ${depth})`, BRACKETS.slice(0, 2 * kinds), { start: 0, transitions, accepting });
}

/** `kinds` sorts of brackets, each balanced on its own. */
function shuffleDyck(kinds: number): Language {
  const moves: CounterRule['moves'][number] = [];
  for (let kind = 0; kind < kinds; kind++) {
    const unit = Array.from({ length: kinds }, (_, counter) => (counter === kind ? 1 : 0));
    moves.push({ to: 0, add: unit, when: [] });
    moves.push({ to: 0, add: unit.map((amount) => (amount === 0 ? 0 : -1)), when: [[kind, '>0']] });
  }
  const ends: CounterRule['ends'] = [moves.slice(0, kinds).map((_, counter) => [counter, '=0'])];
  return {
    name: `Shuffle-Dyck-${kinds}`,
    alphabet: [...BRACKETS.slice(0, 2 * kinds), END],
    rule: { kind: 'counters', counters: kinds, start: 0, moves: [moves], ends },
    weights: moves.map(() => 1),
  };
}

/**
 * aⁿbⁿcⁿ, n ≥ 1: counter 0 holds the b's that are due, counter 1 the c's. An `a` is drawn 15 times as often as the first
 * `b`, for words of about 48 symbols.
 */
function aNbNcN(): Language {
  type Row = CounterRule['moves'][number];
  const b: Row[number] = { to: 1, add: [-1, 1], when: [[0, '>0']] };
  const firstC: Row[number] = {
    to: 2,
    add: [0, -1],
    when: [
      [0, '=0'],
      [1, '>0'],
    ],
  };
  const moves: Row[] = [
    [{ to: 0, add: [1, 0], when: [] }, b, null],
    [null, b, firstC],
    [null, null, firstC],
  ];
  return {
    name: 'a^n b^n c^n',
    alphabet: ['a', 'b', 'c', END],
    rule: { kind: 'counters', counters: 2, start: 0, moves, ends: [null, null, [[1, '=0']]] },
    weights: [15, 1, 1],
  };
}
