import { LONGEST_TEXT, PROBED_TEXTS } from '../analysis/language-model/defaults';
import type { LanguageClient } from '../analysis/language-model/client';
import { costText } from '../analysis/language-model/plan';
import type { ProbeScore, ReadAfter } from '../analysis/language-model/probe-score';
import { probeText, type ProbedLayer, type TextProbes } from '../analysis/language-model/probes';
import { NOT_RUN, RIGHT, WRONG } from '../analysis/readable';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import type { CallOptions } from '../inference/client';
import type { LanguageModel } from '../models/language-model/folder';
import { NOTHING } from '../protocol/codes';
import type { TextLayer, TextLayers, TextReading } from '../protocol/messages';
import { states, type Trace } from '../trace/trace';
import { shownWorld } from './shown-world';

/**
 * Layers × steps of a language model, as its probes read them; what it costs is said as progress before the model reads.
 *
 * @param text that the trace was read from; it is written out where there is none
 * @throws as `probeText`
 */
export async function pageTextLayers(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  text: string | undefined,
  { signal, onProgress }: CallOptions,
): Promise<TextLayers> {
  let cost = '';
  const probes = await probeText(trace, model, client, {
    ...{ signal, text, texts: PROBED_TEXTS, steps: LONGEST_TEXT, seed: SAMPLE_SEED },
    onCost: (found) => {
      cost = ` (${costText(found)})`;
    },
    onProgress: (progress) => onProgress?.({ ...progress, message: `${progress.message}${cost}` }),
  });
  return textLayersOf(trace, probes);
}

/** What was read, as the page draws it. */
function textLayersOf(trace: Trace, { layers, words, slots, kinds, whole, ...about }: TextProbes): TextLayers {
  const { fitted, heldOut, note } = about;
  const read = readingIn(trace, slots, kinds);
  const rowOf = (one: ProbedLayer): TextLayer => ({
    layer: one.layer < 0 ? null : one.layer,
    places: read(one, one.own),
    ...(one.whole && 'states' in whole && { whole: read(one.whole, statesRead(one.whole.own, whole.states, slots)) }),
  });
  return {
    rows: [...layers, words].map(rowOf),
    ...('reason' in whole && { noWhole: whole.reason }),
    ...{ fitted, heldOut },
    ...(note !== undefined && { note }),
  };
}

/** What the places hold in each state that is read; nothing where none is. */
function statesRead(
  own: readonly number[],
  known: readonly (readonly number[])[],
  slots: readonly number[],
): (readonly number[])[] {
  return own.map((state) => known[state] ?? slots.map(() => -1));
}

/** Places that never change are not read, and hold what they held. */
function readingIn(trace: Trace, slots: readonly number[], kinds: TextProbes['kinds']) {
  const world = shownWorld(trace);
  const truth = states(trace).slice(1);
  return (score: ProbeScore, own: readonly (readonly number[])[]): TextReading => {
    const predicted = new Int16Array(own.length * world.slots.length).fill(NOTHING);
    const outcome = new Uint8Array(own.length).fill(NOT_RUN);
    const right = new Float32Array(own.length).fill(NaN);
    for (const [step, read] of own.entries()) {
      const held = truth[step];
      if (!held || read.some((object) => object < 0)) continue;
      // Of several that are told alike the one that is there.
      const objects = read.map((kind, at) => {
        const there = held[slots[at] ?? -1] ?? -1;
        return kind === kinds[there] ? there : kind;
      });
      const state = held.map((_, slot) => objects[slots.indexOf(slot)] ?? trace.initial[slot] ?? NOTHING);
      predicted.set(world.row(state), step * world.slots.length);
      const count = slots.filter((slot, at) => objects[at] === held[slot]).length;
      right[step] = count / slots.length;
      outcome[step] = count === slots.length ? RIGHT : WRONG;
    }
    return {
      ...{ outcome, predicted, right },
      heldOut: { accuracy: score.share, interval: [score.low, score.high] },
      shuffled: over(score.shuffled),
    };
  };
}

/** Over all numbers of steps. */
function over(after: readonly ReadAfter[]): number {
  const texts = after.reduce((sum, one) => sum + one.texts, 0);
  return texts === 0 ? 0 : after.reduce((sum, one) => sum + one.share * one.texts, 0) / texts;
}
