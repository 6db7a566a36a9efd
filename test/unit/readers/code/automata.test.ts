import assert from 'node:assert/strict';
import { isTable, states } from '../../../../src/trace/trace';
import { verdictOf } from '../../../../src/trace/verdict';
import { readCode } from '../../../../src/readers/code';

/** What each letter makes of each state. */
type Automaton = number[][];

function randomNumbers(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Permutations, resets and any maps, in equal parts. */
function randomTable(size: number, kind: number, random: (below: number) => number): number[] {
  const table = Array.from({ length: size }, (_, state) => state);
  if (kind === 0) for (let i = size - 1; i > 0; i--) swap(table, i, random(i + 1));
  else if (kind === 1) table.fill(random(size));
  else for (let i = 0; i < size; i++) table[i] = random(size);
  return table;
}

function swap(list: number[], a: number, b: number): void {
  [list[a], list[b]] = [list[b] ?? 0, list[a] ?? 0];
}

const LETTERS = 'abcd';

/** Programs that write the automaton down. */
const PRINTERS: Record<string, { language: string; print: (automaton: Automaton, word: string) => string }> = {
  'Python, a dictionary': {
    language: 'python',
    print: (automaton, word) => {
      const entries = automaton.flatMap((table, letter) => table.map((to, q) => `(${q}, "${LETTERS[letter]}"): ${to}`));
      return `t = {${entries.join(', ')}}\nq = 0\nfor c in "${word}":\n    q = t[q, c]\n`;
    },
  },
  'Python, conditions': {
    language: 'python',
    print: (automaton, word) => {
      const lines = automaton.flatMap((table, letter) =>
        table.map((to, q) => `if c == "${LETTERS[letter]}" and q == ${q}:\n        q = ${to}\n`),
      );
      return `q = 0\nfor c in "${word}":\n    ${lines.join('    el')}`;
    },
  },
  'JavaScript, lists in a list': {
    language: 'javascript',
    print: (automaton, word) =>
      `const t = ${JSON.stringify(automaton)};\nlet q = 0;\nfor (const c of ${JSON.stringify([...word].map((c) => LETTERS.indexOf(c)))}) {\n  q = t[c][q];\n}\n`,
  },
  'JavaScript, a switch in a callback': {
    language: 'javascript',
    print: (automaton, word) => {
      const cases = (automaton[0] ?? []).map((_, q) => {
        const lines = automaton.map((table, letter) => `if (c === "${LETTERS[letter]}") q = ${table[q]};`);
        return `    case ${q}:\n      ${lines.join('\n      else ')}\n      return;\n`;
      });
      return `let q = 0;\n[..."${word}"].forEach((c) => {\n  switch (q) {\n${cases.join('')}  }\n});\n`;
    },
  },
  'Python, members of an enumeration': {
    language: 'python',
    print: (automaton, word) => {
      const states = (automaton[0] ?? []).map((_, q) => `    S${q} = auto()\n`).join('');
      const entries = automaton.flatMap((table, letter) =>
        table.map((to, q) => `(S.S${q}, "${LETTERS[letter]}"): S.S${to}`),
      );
      return `from enum import Enum, auto\nclass S(Enum):\n${states}t = {${entries.join(', ')}}\nq = S.S0\nfor c in "${word}":\n    q = t[q, c]\n`;
    },
  },
  'Java, a switch over an enumeration': {
    language: 'java',
    print: (automaton, word) => {
      const states = (automaton[0] ?? []).map((_, q) => `S${q}`);
      const cases = automaton.map((table, letter) => {
        const arms = table.map((to, q) => `case S${q} -> S.S${to};`).join(' ');
        return `if (c == '${LETTERS[letter]}') q = switch (q) { ${arms} };\n`;
      });
      return `class A { enum S { ${states.join(', ')} } public static void main(String[] args) { S q = S.S0;\nfor (char c : "${word}".toCharArray()) {\n${cases.join('else ')} } } }\n`;
    },
  },
  'Rust, a match over variants': {
    language: 'rust',
    print: (automaton, word) => {
      const states = (automaton[0] ?? []).map((_, q) => `S${q}`).join(', ');
      const arms = automaton.flatMap((table, letter) =>
        table.map((to, q) => `(S::S${q}, '${LETTERS[letter]}') => S::S${to},\n`),
      );
      return `#[derive(Clone, Copy)]\nenum S { ${states} }\nfn next(q: S, c: char) -> S {\n match (q, c) {\n${arms.join('')} _ => q,\n }\n}\nfn main() {\n let mut q = S::S0;\n for c in "${word}".chars() {\n q = next(q, c);\n }\n}\n`;
    },
  },
  'TypeScript, a record over an enumeration': {
    language: 'typescript',
    print: (automaton, word) => {
      const states = (automaton[0] ?? []).map((_, q) => `S${q}`).join(', ');
      const rows = automaton.map((table, letter) => {
        const entries = table.map((to, q) => `[S.S${q}]: S.S${to}`).join(', ');
        return `${LETTERS[letter]}: { ${entries} }`;
      });
      return `enum S { ${states} }\nconst t: Record<string, Record<S, S>> = { ${rows.join(', ')} };\nlet q = S.S0;\nfor (const c of "${word}") {\n  q = t[c][q];\n}\n`;
    },
  },
  'Go, a map over constants': {
    language: 'go',
    print: (automaton, word) => {
      const states = (automaton[0] ?? []).map((_, q) => (q === 0 ? 'S0 S = iota' : `S${q}`)).join('\n');
      const rows = automaton.map((table, letter) => {
        const entries = table.map((to, q) => `S${q}: S${to}`).join(', ');
        return `'${LETTERS[letter]}': {${entries}}`;
      });
      return `package main\ntype S int\nconst (\n${states}\n)\nfunc main() {\nt := map[rune]map[S]S{${rows.join(', ')}}\nq := S0\nfor _, c := range "${word}" {\nq = t[c][q]\n}\n_ = q\n}\n`;
    },
  },
};

/** The tables of a word's letters over the states that they reach, numbered by size; with these states. */
function restricted(automaton: Automaton, word: string): { values: number[]; tables: number[][] } {
  const used = [...new Set(word)].map((letter) => automaton[LETTERS.indexOf(letter)] ?? []);
  const reached = new Set([0]);
  for (const q of reached) for (const table of used) reached.add(table[q] ?? 0);
  const values = [...reached].sort((a, b) => a - b);
  const tables = [...word].map((letter) => {
    const table = automaton[LETTERS.indexOf(letter)] ?? [];
    return values.map((q) => values.indexOf(table[q] ?? 0));
  });
  return { values, tables };
}

/** All that the tables generate, and whether groups are inside: by brute force. */
function monoidOf(tables: readonly number[][], size: number): { order: number; kind: string } {
  const identity = Array.from({ length: size }, (_, at) => at);
  const then = (a: number[], b: number[]) => a.map((to) => b[to] ?? 0);
  const all = new Map([[identity.join(), identity]]);
  for (const element of all.values())
    for (const table of tables) {
      const next = then(element, table);
      all.set(next.join(), next);
    }
  const isAperiodic = [...all.values()].every((one) => {
    let power = one;
    for (let k = 0; k < size; k++) power = then(power, one);
    return then(power, one).join() === power.join();
  });
  // The smallest group that is not solvable is A5: on five states it is all of them that are permuted.
  const permutations = [...all.values()].filter((one) => new Set(one).size === size).length;
  const isSolvable = size < 5 || (permutations !== 60 && permutations !== 120);
  return { order: all.size, kind: isAperiodic ? 'aperiodic' : isSolvable ? 'solvable' : 'non-solvable' };
}

const isNeutral = (table: readonly number[]) => table.every((to, at) => to === at);

describe('random automata', () => {
  for (const [name, { language, print }] of Object.entries(PRINTERS)) {
    const seed = 20261128;
    it(`${name}: states, tables and verdict are the automaton's (seed ${seed})`, async () => {
      const random = randomNumbers(seed);
      const kinds = new Set<string>();
      let compared = 0;
      for (let round = 0; round < 60; round++) {
        const [size, letters, style] = [2 + random(4), 2 + random(3), random(4)];
        const automaton = Array.from({ length: letters }, () =>
          randomTable(size, style < 3 ? style : random(3), random),
        );
        const word = Array.from({ length: 3 + random(10) }, () => LETTERS[random(letters)]).join('');
        const { values, tables } = restricted(automaton, word);
        // What is never computed from what it was is no cell: constants are moved there.
        if (tables.every((table) => new Set(table).size === 1 || isNeutral(table))) continue;
        let q = 0;
        const run = [0, ...[...word].map((letter) => (q = automaton[LETTERS.indexOf(letter)]?.[q] ?? 0))];
        if (run.every((state) => state === 0)) continue;
        compared++;
        const text = print(automaton, word);
        const where = `round ${round}:\n${text}`;
        const trace = await readCode({ uri: '-', language, text }, {});
        // Members of enumerations are told by their names: `S.S2`, `S::S2`, `S2`.
        const numbered = (shown: string): string => shown.replace(/^.*S/, '');
        assert.deepEqual(trace.cells?.['q']?.map(numbered), values.map(String), where);
        assert.deepEqual(Object.keys(trace.cells ?? {}), ['q'], where);
        assert.equal(trace.thisRunOnly, undefined, where);
        const steps = trace.steps.map((step) => (isTable(step) ? [...step.table] : []));
        // A letter that leaves every state as it is is no step where nothing is written.
        const moving = (all: readonly number[][]) => all.filter((table) => !isNeutral(table));
        assert.deepEqual(moving(steps), moving(tables), where);
        const seen = states(trace).map((state) => Number(numbered(trace.objects[state?.[0] ?? -1] ?? '')));
        const changes = (all: readonly number[]) => all.filter((state, at) => at === 0 || state !== all[at - 1]);
        assert.deepEqual(changes(seen), changes(run), where);
        const verdict = verdictOf(trace);
        const wanted = monoidOf(tables, values.length);
        assert.equal(verdict.class, wanted.kind, where);
        // With a large group inside, and maps that are none of a group, the order is not counted.
        if (verdict.order !== undefined) assert.equal(verdict.order, String(wanted.order), where);
        else assert.ok(wanted.kind === 'non-solvable' && !verdict.group, where);
        kinds.add(wanted.kind);
      }
      assert.ok(compared >= 25, `only ${compared} compared`);
      assert.ok(kinds.has('aperiodic') && kinds.has('solvable') && kinds.has('non-solvable'), [...kinds].join());
    });
  }
});
