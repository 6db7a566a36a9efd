import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { CounterWalk } from './counter-words';
import { ruleOf } from './language';
import type { Manifest } from './manifest';
import { independentWord, LanguageWalk } from './random-words';

/** Draws a word of a length, without `bos`. @throws RangeError where the task has none */
export type Draw = (random: RandomGenerator, length: number) => Int32Array;

/** How words of a task are drawn: tokens of a monoid, prefixes of the words of a language; undefined for an unknown rule. */
export function drawOf(task: Manifest['task']): Draw | undefined {
  if (task.kind === 'monoid') return (random, length) => independentWord(random, task, length);
  const rule = ruleOf(task);
  if (!rule) return undefined;
  const walk = rule.kind === 'dfa' ? new LanguageWalk(rule) : new CounterWalk(rule);
  return (random, length) => walk.word(random, length);
}
