import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { ruleOf } from './language';
import { MachineWalk } from './machine-words';
import type { Manifest } from './manifest';
import { independentWord, LanguageWalk, wordOfDensity } from './random-words';

/** Draws a word of a length, without `bos`. @throws RangeError where the task has none */
export type Draw = (random: RandomGenerator, length: number) => Int32Array;

/**
 * How words of a task are drawn: tokens of a monoid, prefixes of the words of a language; undefined for an unknown rule.
 *
 * @param density share of tokens that change something, see {@link wordOfDensity}; as often as the task draws them, if absent
 */
export function drawOf(task: Manifest['task'], density?: number): Draw | undefined {
  if (task.kind === 'monoid')
    return density === undefined
      ? (random, length) => independentWord(random, task, length)
      : (random, length) => wordOfDensity(random, task, length, density);
  if (density !== undefined)
    return () => {
      throw new RangeError('words of a language have no density: what may come next depends on what came before');
    };
  const rule = ruleOf(task);
  if (!rule) return undefined;
  const walk = rule.kind === 'dfa' ? new LanguageWalk(rule) : new MachineWalk(rule);
  return (random, length) => walk.word(random, length);
}
