import { version } from '../../package.json';
import type { Model } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { shortened } from '../draw/names';

/** Digits of a digest that tell two models apart in print, of 64. */
const DIGITS = 12;

/**
 * What a figure is of, in lines: the product, the random words' seed where there are any, and of every model that ran its file and
 * what ran it.
 *
 * @param digits of the digests
 */
export function provenance(models: readonly Model[], seed?: number, digits = DIGITS): string[] {
  const words = seed === undefined ? '' : `; random words of seed ${seed}`;
  return [
    `State Probe ${version}${words}`,
    ...models.flatMap((model) => {
      const run = runOf(model);
      if (!run) return [];
      const digest = run.digest?.slice(0, digits);
      const file = digest === undefined ? 'file not known' : `SHA-256 ${digest}${digest === run.digest ? '' : '…'}`;
      return [`${shortened(model.name, 60)}: ${file}, run on ${run.provider}`];
    }),
  ];
}
