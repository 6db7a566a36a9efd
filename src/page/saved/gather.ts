import { MOST_SIDE } from '../../protocol/limits';
import type { Cut, Model, ModelAccuracy, Prepared, Probe } from '../../protocol/messages';
import { REQUESTS } from '../../protocol/requests';
import {
  answerKey,
  type Kept,
  type SavedAttention,
  type SavedFormat,
  type SavedModel,
  type SavedRows,
  type SavedView,
} from '../../protocol/saved-format';
import { firstError, defaultModel } from '../../protocol/models';
import type { Inside } from '../../analysis/inside';
import type { ProbedModel } from '../../analysis/probe';
import type { CallOptions } from '../../inference/client';
import { hiddenLayers, insideOutputs } from '../../representation/outputs';
import type { LookedAt } from '../looked-at';
import { RUN_ANSWERS, type RunAnswer } from '../run-answers';
import { encode, encodedSize } from './encode';

const FORMAT: SavedFormat = 'state-probe/view@2';

/** Bytes of a saved page: what can still be sent by mail, and opens at once. */
const MOST_BYTES = 50 * 2 ** 20;
/** Said where a panel would show what was left out on purpose. */
const WITHOUT_STATES = 'This page was saved without what is inside the models: lanes only.';
/** Bytes around a block, and of what block 0 says of it. */
const AROUND = 300;
/** Bytes of states that are fetched at once. */
const PIECE_BYTES = 8 * 2 ** 20;

/** Questions whose answers every model's part of a page has, in the order of the answers' table. */
const PREPARED = Object.entries<RunAnswer<never, unknown>>(RUN_ANSWERS).flatMap(([name, { what, answer }]) => {
  const { saved } = REQUESTS[name as keyof typeof RUN_ANSWERS];
  if (typeof saved === 'string') return [];
  return saved.map((asked: object) => ({
    key: answerKey(name as Prepared, asked),
    what,
    answer: (model: LookedAt, options: CallOptions) => answer(model, asked as never, options),
  }));
});

export interface ViewParts {
  probe: Probe;
  /** Models that ran, by id. */
  entries: ReadonlyMap<string, ProbedModel>;
  /** @param worker from zero, below `workers` */
  insideOf: (entry: ProbedModel, worker: number) => Promise<Inside>;
  /** Inference processes that can be asked at the same time; one if absent. */
  workers?: number;
  accuracy: readonly ModelAccuracy[];
  /** Of the extension. */
  version: string;
  date: Date;
}

export interface GatherOptions extends CallOptions {
  /** Bytes of the whole page. */
  most?: number;
  /** Bytes of the page without its blocks. */
  used?: number;
  /** Only the lanes: nothing of what is inside the models. */
  withoutStates?: boolean;
}

/**
 * Everything that the page may ask for, as the blocks of a saved page. What does not fit is left out and said: the lanes
 * come first; then what was read from the layers of every model, which is small; then the layers; then what else is
 * inside, each of the chosen model before others.
 *
 * @returns JSON of each block, see protocol/saved-format.ts
 * @throws RangeError when not even the lanes fit; the signal's reason when it is aborted
 */
export async function gatherView(
  parts: ViewParts,
  { most = MOST_BYTES, used = 0, withoutStates = false, signal, onProgress }: GatherOptions = {},
): Promise<string[]> {
  const { probe, entries } = parts;
  const chosen = defaultModel(probe, { picked: null, chosen: null });
  const order = [...entries.values()].sort((a, b) => Number(isOf(b, chosen)) - Number(isOf(a, chosen)));
  const drafts = new Map<ProbedModel, SavedModel>();
  for (const entry of order) drafts.set(entry, draftOf(entry, (await parts.insideOf(entry, 0)).word));
  const head = (cut: Cut[] = []): string => encode(headOf(parts, chosen, [...drafts.values()], cut));
  const total = order.reduce(
    (sum, entry) => sum + PREPARED.length + layersOf(entry).length + besideOf(entry).length,
    0,
  );
  const blocks = new Blocks(most - used - Buffer.byteLength(head()) - AROUND * total);
  if (blocks.left < 0) {
    const reason = `The lanes alone take more than the ${most >> 20} MiB of a saved page`;
    throw new RangeError(`${reason}: choose fewer models, or probe a part of the text.`);
  }

  let done = 0;
  /** An answer of one model; what cannot be given is a reason, as on the page. */
  const make = async (
    entry: ProbedModel,
    worker: number,
    what: string,
    answer: (inside: Inside, options: CallOptions) => Promise<unknown>,
  ): Promise<Made> => {
    signal?.throwIfAborted();
    if (withoutStates) return { reason: WITHOUT_STATES };
    onProgress?.({ done: done++, total, message: `${entry.model.manifest.name}: ${what}` });
    try {
      const value = await answer(await parts.insideOf(entry, worker), { signal });
      return { text: value === undefined ? undefined : encode(value) };
    } catch (error) {
      signal?.throwIfAborted();
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  };

  const workerOf = new Map<ProbedModel, number>();
  const answers = new Map<ProbedModel, Made[]>();
  const waiting = [...drafts.keys()];
  const work = async (worker: number): Promise<void> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const model = entry;
      workerOf.set(model, worker);
      const made: Made[] = [];
      for (const { what, answer } of PREPARED)
        made.push(await make(model, worker, what, (inside, options) => answer({ entry: model, inside }, options)));
      answers.set(model, made);
    }
  };
  await Promise.all(Array.from({ length: parts.workers ?? 1 }, (_, worker) => work(worker)));
  // Whoever was ready first, the same blocks stand in the same order.
  for (const [entry, draft] of drafts)
    answers.get(entry)?.forEach((made, at) => (draft.answers[PREPARED[at]?.key ?? ''] = blocks.add(made)));
  for (const outputsOf of [layersOf, besideOf]) {
    for (const [entry, draft] of drafts) {
      for (const output of outputsOf(entry)) {
        const valuesOf = output.startsWith('attention.') ? attentionOf : rowsOf;
        const made = await make(entry, workerOf.get(entry) ?? 0, output, (inside, options) =>
          valuesOf(inside, output, (bytes) => blocks.hasRoom(encodedSize(bytes)), options),
        );
        draft.outputs[output] = blocks.add(made);
      }
    }
  }
  onProgress?.({ done: total, total, message: 'writing the page' });
  const reason = `A saved page has at most ${most >> 20} MiB; layers come first, and the chosen model before others`;
  if (withoutStates) return [head([{ what: 'parts', shown: 0, total, reason: WITHOUT_STATES }])];
  const cuts: Cut[] = blocks.cut > 0 ? [{ what: 'parts', shown: total - blocks.cut, total, reason }] : [];
  return [head(cuts), ...blocks.texts];
}

function layersOf({ facts }: ProbedModel): string[] {
  return hiddenLayers(facts.outputs);
}

/** What a model shows of its inside beside its layers. */
function besideOf({ facts }: ProbedModel): string[] {
  return insideOutputs(facts.outputs).map(({ output }) => output);
}

/** JSON of an answer, undefined when it is known that there is no room for it; or why there is none. */
type Made = { text: string | undefined } | { reason: string };

/** Blocks behind the first one, as long as there is room. */
class Blocks {
  readonly texts: string[] = [];
  /** How many had no room. */
  cut = 0;

  constructor(public left: number) {}

  hasRoom(bytes: number): boolean {
    return bytes <= this.left;
  }

  add(made: Made): Kept {
    if ('reason' in made) return made;
    const { text } = made;
    if (text === undefined || !this.hasRoom(Buffer.byteLength(text))) {
      this.cut++;
      return { reason: 'There was no room for this in the file. VS Code shows it.' };
    }
    this.left -= Buffer.byteLength(text);
    return { block: this.texts.push(text) };
  }
}

function isOf({ model }: ProbedModel, id: string | null): boolean {
  return model.manifest.id === id;
}

function draftOf({ model }: ProbedModel, { truth, after }: Inside['word']): SavedModel {
  return {
    id: model.manifest.id,
    truth,
    known: after.reduce((known, token, step) => (token >= 0 ? step + 1 : known), 0),
    answers: {},
    outputs: {},
  };
}

function headOf(
  { probe, accuracy, version, date }: ViewParts,
  chosen: string | null,
  models: readonly SavedModel[],
  cuts: readonly Cut[],
): SavedView {
  return {
    format: FORMAT,
    version,
    date: date.toISOString(),
    probe: {
      ...probe,
      models: probe.models.map(atEnd),
      cuts: [...probe.cuts, ...cuts],
      ...(chosen !== null && { chosenModel: chosen }),
      // Nobody has moved it in the terminal.
      playhead: probe.playhead ?? firstError(probe) ?? 0,
    },
    accuracy,
    models,
  };
}

/** Nothing goes on in a file. */
function atEnd(model: Model): Model {
  const { kind } = model.state;
  if (kind !== 'waiting' && kind !== 'running') return model;
  return { ...model, state: { kind: 'failed', reason: 'it had not run when the page was saved' } };
}

/** All rows of an output; undefined where they have no room. */
async function rowsOf(
  inside: Inside,
  output: string,
  hasRoom: (bytes: number) => boolean,
  options: CallOptions,
): Promise<SavedRows | undefined> {
  const steps = inside.word.after.length;
  const ask = { output, form: 'raw', stride: 1, most: Infinity } as const;
  const { shape, width } = await inside.look('rows', { ...ask, from: 0, to: 0 }, options);
  if (!hasRoom(4 * steps * width)) return undefined;
  const data = new Float32Array(steps * width).fill(NaN);
  const rows = Math.max(1, Math.floor(PIECE_BYTES / (4 * width)));
  for (let from = 0; from < steps; from += rows) {
    const piece = await inside.look('rows', { ...ask, from, to: Math.min(steps, from + rows) }, options);
    data.set(piece.data, from * width);
  }
  return { shape, data };
}

/** Attention of all heads over the whole text; undefined where it has no room. */
async function attentionOf(
  inside: Inside,
  output: string,
  hasRoom: (bytes: number) => boolean,
  options: CallOptions,
): Promise<SavedAttention | undefined> {
  const ask = { output, from: 0, to: inside.word.after.length, most: MOST_SIDE };
  const { stride, size, heads, weights } = await inside.look('attention', { ...ask, head: 0 }, options);
  if (!hasRoom(heads * weights.byteLength)) return undefined;
  const all = [weights];
  for (let head = 1; head < heads; head++)
    all.push((await inside.look('attention', { ...ask, head }, options)).weights);
  return { stride, size, weights: all };
}
