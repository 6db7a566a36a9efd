import type { CallOptions } from '../../inference/client';
import type { CausalCell, SourceWords } from '../../inference/looks';
import type { MonoidTask } from '../../models/manifest';
import { generatorFor, independentWord } from '../../models/random-words';
import { wilson } from '../../statistics/wilson';
import type { OverWords } from './over-words';
import { PatchError } from './patch-error';
import { replaceable } from './patch-run';

/** Share of pairs, with its 95% interval; null where no pair could tell anything. */
interface Share {
  share: number | null;
  interval: [low: number, high: number] | null;
}

/** A cell of the map; steps count from one. */
export interface MapCell extends Share {
  output: string;
  step: number;
  /** Pairs that can tell, those that follow the other word, and those that stay with the own one. */
  pairs: number;
  follow: number;
  keep: number;
}

export interface CausalMap {
  /** By output, then by step. */
  cells: MapCell[];
  /** Steps that were replaced: all, or as many as the time allowed. */
  steps: number[];
  /** Layers that nothing reads. */
  idle: string[];
  digest: string | undefined;
}

export interface MapOptions extends CallOptions {
  /** Of each word, in steps. */
  length: number;
  pairs: number;
  seed: number;
  /** About how long it may take; steps are left out for it. */
  seconds: number;
}

/**
 * For each layer and step the share of pairs of random words whose prediction at the end follows the other word, when the state of
 * the other is put in: a recurrent state at the step, the residual stream at all steps up to it.
 *
 * @throws PatchError, InferenceError; the signal's reason when it is aborted
 */
export async function causalMap(
  { task, outputs: all, digest, look }: OverWords,
  { length, pairs, seed, seconds, ...call }: MapOptions,
): Promise<CausalMap> {
  const outputs = replaceable(all);
  if (outputs.length === 0) throw new PatchError('the model shows neither layers nor recurrent states');
  const own = wordsOf(task, { length, pairs, seed });
  const other = wordsOf(task, { length, pairs, seed: seed + 1 });
  const first = task.bos == null ? 0 : 1;
  const tokens = Array.from({ length }, (_, step) => first + step);
  const ask = { own, other: other.tokens, outputs, tokens, milliseconds: 1000 * seconds };
  const found = await look('causes', ask, call);
  const cells = found.cells.map((cell) => measured(cell, first));
  const known = new Set(cells.map(({ output }) => output));
  return {
    cells,
    steps: found.tokens.map((token) => token - first + 1),
    idle: outputs.filter((output) => !known.has(output)),
    digest,
  };
}

function wordsOf(
  task: MonoidTask,
  { length, pairs, seed }: Pick<MapOptions, 'length' | 'pairs' | 'seed'>,
): SourceWords {
  const random = generatorFor(seed, length);
  const before = task.bos == null ? 0 : 1;
  const tokens = new Int32Array(pairs * (before + length));
  for (let word = 0; word < pairs; word++) {
    const start = word * (before + length);
    if (task.bos != null) tokens[start] = task.bos;
    tokens.set(independentWord(random, task, length), start + before);
  }
  return { tokens, batch: pairs, length: before + length };
}

function measured({ output, token, pairs, follow, keep }: CausalCell, first: number): MapCell {
  const cell = { output, step: token - first + 1, pairs, follow, keep };
  if (pairs === 0) return { ...cell, share: null, interval: null };
  return { ...cell, share: follow / pairs, interval: wilson(follow / pairs, pairs) };
}
