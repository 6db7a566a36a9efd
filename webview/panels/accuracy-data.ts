/** What the panel of accuracy by length says, worked out from measurements; nothing here draws. */
import { percent, plural } from '../describe';
import { shortened } from '../draw/names';
import type { FreshAccuracy, FreshAsk, LengthAccuracy, ModelAccuracy } from '../../src/protocol/messages';
import { greatest, least } from '../../src/lists/extremes';
import { familiesOf, familyOf } from './depths-data';

/** Models beside the chosen one that are shown until the person says otherwise. */
const OTHERS = 4;
/** Share of wholly right words from which a model counts as able: that of Figure 3 of Merrill et al. (2024). */
export const ABLE = 0.9;

/** The architectures of Figure 3 of Merrill et al. (2024), of which an RNN of one layer stays right at every length. */
const PAPER = ['elman-rnn', 'transformer', 's4', 'mamba'];

/**
 * The chosen model, and the paper's picture: every depth of its architectures, as far as they are here for the task. Where
 * they are not, up to four others, each of an architecture not yet among them.
 */
export function defaultModels(all: readonly ModelAccuracy[], chosen: string | null): string[] {
  const first = all.find(({ model }) => model === chosen) ?? all[0];
  if (!first) return [];
  const known = all.filter(({ task, published }) => task === first.task && published.length > 0);
  const families = familiesOf(known).filter(({ models }) => PAPER.includes(models[0]?.architecture ?? ''));
  if (families.length > 0) {
    const flat = known.filter(({ architecture }) => architecture === PAPER[0]);
    const picture = [...flat, ...families.flatMap(({ models }) => models)].map(({ model }) => model);
    return [first.model, ...picture.filter((model) => model !== first.model)];
  }
  const architectures = new Set([first.architecture]);
  const others = all.filter(({ task, architecture, published }) => {
    const wanted = task === first.task && published.length > 0 && !architectures.has(architecture);
    if (wanted) architectures.add(architecture);
    return wanted;
  });
  return [first, ...others.slice(0, OTHERS)].map(({ model }) => model);
}

/** Such as `400 words`, or `100 to 400 words` where it differs by length. */
export function wordsText(measured: readonly LengthAccuracy[]): string {
  const counts = measured.map(({ sequences }) => sequences);
  const [fewest, most] = [least(counts), greatest(counts)];
  return fewest < most ? `${fewest.toLocaleString('en')} to ${plural(most, 'word')}` : plural(most, 'word');
}

/** Such as `95–99%`; empty where it was not sent. */
export function intervalText({ fullInterval }: LengthAccuracy): string {
  return fullInterval ? `${percent(fullInterval[0]).replace('%', '')}–${percent(fullInterval[1])}` : '';
}

/** All lengths that occur, least first. */
export function lengthsOf(measured: readonly (readonly LengthAccuracy[])[]): number[] {
  return [...new Set(measured.flat().map(({ length }) => length))].sort((a, b) => a - b);
}

/** What the line through the measurements says of a length between them; lengths count by their ratio. @param measured at least one, by length */
export function shareAt(measured: readonly LengthAccuracy[], length: number): number {
  const [before, after] = [measured.findLast((at) => at.length <= length), measured.find((at) => at.length >= length)];
  if (!before || !after) return (before ?? after)?.full ?? 0;
  if (before === after) return before.full;
  const share = Math.log(length / before.length) / Math.log(after.length / before.length);
  return before.full + share * (after.full - before.full);
}

/** `later` in place of what `earlier` says of the same lengths, in order of length. */
export function merged(earlier: readonly LengthAccuracy[], later: readonly LengthAccuracy[]): LengthAccuracy[] {
  const kept = earlier.filter(({ length }) => !later.some((other) => other.length === length));
  return [...kept, ...later].sort((a, b) => a.length - b.length);
}

export interface DepthRow {
  task: string;
  architecture: string;
  /** By length: the least depth that is able up to there, 0 if no model is, null if none was measured there. */
  depths: (number | null)[];
  /** Depths of the models that were looked at. */
  tried: number[];
}

/**
 * The smallest depth that stays able at every measured length up to each of `lengths`, by task and family: Figure 3
 * of Merrill, Petty and Sabharwal (2024), "The Illusion of State in State-Space Models", from the published figures.
 */
export function smallestDepths(all: readonly ModelAccuracy[], lengths: readonly number[]): DepthRow[] {
  const groups = new Map<string, ModelAccuracy[]>();
  for (const model of all) {
    if (model.published.length === 0) continue;
    const key = JSON.stringify([model.task, familyOf(model)]);
    groups.set(key, [...(groups.get(key) ?? []), model]);
  }
  return [...groups.values()].map((models) => {
    const [task, architecture] = models[0] ? [models[0].task, familyOf(models[0])] : ['', ''];
    const depths = lengths.map((length) => {
      const measured = models.filter(({ published }) => published.some((at) => at.length === length));
      if (measured.length === 0) return null;
      const able = measured.filter(({ published }) => published.every((at) => at.length > length || at.full >= ABLE));
      return able.length === 0 ? 0 : least(able.map(({ depth }) => depth));
    });
    return { task, architecture, depths, tried: [...new Set(models.map(({ depth }) => depth))].sort((a, b) => a - b) };
  });
}

/** Lengths that were not measured, those with the same reason together. */
export function missingText(missing: FreshAccuracy['missing']): string[] {
  const byReason = new Map<string, number[]>();
  for (const { length, reason } of missing) byReason.set(reason, [...(byReason.get(reason) ?? []), length]);
  return [...byReason].map(([reason, lengths]) => {
    const which = `${lengths.length === 1 ? 'length' : 'lengths'} ${lengths.join(', ')}`;
    return `not measured at ${which}: ${shortened(reason, 300)}`;
  });
}

export type FreshFields = Record<'lengths' | 'count' | 'seed', string>;
export type FreshInput = Pick<FreshAsk, 'lengths' | 'count' | 'seed'>;

export const FRESH_DEFAULTS: FreshFields = { lengths: '8, 16, 32, 64, 128', count: '100', seed: '1' };

/** Bounds of the extension's own evaluation, told here before anything is asked. */
const MOST = { lengths: 16, length: 100_000, count: 1_000_000, seed: 2 ** 32 - 1 };

/** What the person typed, or for the first field that is no good the reason. */
export function readFresh(fields: FreshFields): FreshInput | { field: keyof FreshFields; reason: string } {
  const lengths = fields.lengths.split(/[\s,;]+/).flatMap((text) => (text === '' ? [] : [whole(text)]));
  if (lengths.length === 0 || lengths.some((length) => !(length >= 1 && length <= MOST.length)))
    return { field: 'lengths', reason: 'Lengths are whole numbers from 1 to 100,000 with commas between them.' };
  const distinct = [...new Set(lengths)].sort((a, b) => a - b);
  if (distinct.length > MOST.lengths)
    return { field: 'lengths', reason: 'At most 16 lengths can be measured at once.' };
  const count = whole(fields.count.trim());
  if (!(count >= 1 && count <= MOST.count))
    return { field: 'count', reason: 'The number of words is a whole number from 1 to 1,000,000.' };
  const seed = whole(fields.seed.trim());
  if (!(seed >= 0 && seed <= MOST.seed))
    return { field: 'seed', reason: 'The seed is a whole number from 0 to 4,294,967,295.' };
  return { lengths: distinct, count, seed };
}

function whole(text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
}
