import { append } from '../lists/append';
import type { Configuration } from '../languages/counters';
import { after, nextSymbols, startOf } from '../languages/rule';
import type { MachineRule } from '../languages/schema';
import { ruleOf, type Dfa } from './language';
import type { Manifest } from './manifest';

/** Where one is in a word of a task: which tokens may come next, and where each leads. */
export interface WordPlace {
  ways(): readonly (readonly [token: number, to: WordPlace])[];
}

/** Where a word begins, without `bos`; undefined for a language with an unknown rule. */
export function wordStart(task: Manifest['task']): WordPlace | undefined {
  if (task.kind === 'monoid') {
    const anywhere: WordPlace = { ways: () => task.tokens.map((_, token) => [token, anywhere] as const) };
    return anywhere;
  }
  const rule = ruleOf(task);
  if (!rule) return undefined;
  return rule.kind === 'dfa' ? inAutomaton(rule, rule.start) : inMachine(rule, startOf({ rule }));
}

/** Whether all tokens may follow each other so. */
export function isWord(start: WordPlace, word: readonly number[]): boolean {
  let place: WordPlace | undefined = start;
  for (const token of word) {
    place = place.ways().find(([one]) => one === token)?.[1];
    if (!place) return false;
  }
  return true;
}

/**
 * All words of one length, the greatest up to `longest` at which they have no more than `most` tokens together, and the
 * shorter ones that nothing can follow: every word up to that length is a beginning of one of them.
 */
export function allWords(start: WordPlace, most: number, longest = Infinity): { words: number[][]; length: number } {
  const ended: number[][] = [];
  let words: { word: number[]; at: WordPlace }[] = [{ word: [], at: start }];
  for (let length = 0; ; length++) {
    const longer: typeof words = [];
    const over: number[][] = [];
    for (const { word, at } of length < longest ? words : []) {
      const ways = at.ways();
      for (const [token, to] of ways) longer.push({ word: [...word, token], at: to });
      if (ways.length === 0) over.push(word);
      if (longer.length * (length + 1) > most) break;
    }
    if (longer.length === 0 || longer.length * (length + 1) > most)
      return { words: [...ended, ...words.map(({ word }) => word)], length };
    append(ended, over);
    words = longer;
  }
}

function inAutomaton(dfa: Dfa, state: number): WordPlace {
  return {
    ways: () =>
      [...new Set(dfa.next[state])].flatMap((symbol) => {
        const to = dfa.transitions[state]?.[symbol] ?? null;
        return to === null ? [] : [[symbol, inAutomaton(dfa, to)] as const];
      }),
  };
}

function inMachine(rule: MachineRule, at: Configuration): WordPlace {
  const end = rule.moves[0]?.length ?? 0;
  return {
    ways: () =>
      nextSymbols({ rule }, at).flatMap((symbol) =>
        symbol === end ? [] : [[symbol, inMachine(rule, after({ rule }, at, symbol))] as const],
      ),
  };
}
