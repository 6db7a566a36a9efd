import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { greatest } from '../../lists/extremes';
import { MAX_WIDTH } from '../../representation/moments';
import { ContractError } from '../contract';
import type { Progress } from '../protocol';
import type { LabelledText, ProbedLayerOfText, ProbesAnswer, ProbesAsk } from './asks';
import { batchesOf, idsOf, longestIn } from './batches';
import { mostOf } from './chosen-places';
import { LayerProbes, type Labels, type StateAt } from './label-sums';
import type { OpenLanguageModel } from './open';
import { lastTouching } from './places';
import { Products } from './products';
import type { Tokens } from './tokenizer';

/** Bytes of states of one call: of all layers, at all tokens. */
const MOST_STATES = 128 * 2 ** 20;
/** Bytes of the states of one text; what is behind that of a longer one is not read. */
const MOST_OF_TEXT = 2 ** 30;
/** Tokens that a bag of words tells apart, the most frequent ones. */
const MOST_WORDS = 256;

interface Sizes {
  width: number;
  /** How many of a text's tokens the model reads. */
  within: (ids: Int32Array) => Promise<number>;
}

/** A text with its tokens: the token after which each step's state counts, or -1. */
interface Placed extends Labels {
  tokens: Tokens;
  after: number[];
}

/**
 * Linear probes for each column of labels on the states of each layer at the last token of each step; beside them the same on labels in
 * another order, and on a bag of words. States are summed and read as they come, and none of them is kept.
 *
 * @throws ContractError for layers that are wider than probes are
 */
export async function probeTexts(
  model: OpenLanguageModel,
  { texts, heldOut, classes, seed, own }: ProbesAsk,
  { width, within }: Sizes,
  report: (progress: Progress) => void,
): Promise<ProbesAnswer> {
  if (width > MAX_WIDTH)
    throw new ContractError(`its layers are ${width} values wide; probes are fitted on ${MAX_WIDTH} at most`);
  const start = performance.now();
  const columns = classes.length;
  const names = Array.from({ length: (model.layers ?? 0) + 1 }, (_, k) => `hidden.${k}`);
  const tokens = [...texts, own].map(({ text }) => model.tokenizer.read(text));
  const longest = await within(
    longestIn(tokens.map(({ ids }) => ids)).subarray(0, MOST_OF_TEXT / (4 * width * names.length)),
  );
  const placed = texts.map((text, k) => placedIn(tokens[k], text, longest));
  for (const [at, one] of placed.entries()) one.shuffled = shuffledAmong(placed, at, columns, seed);
  const [fitted, others] = [placed.slice(0, placed.length - heldOut), placed.slice(placed.length - heldOut)];
  const reading = placedIn(tokens.at(-1), own, longest);
  const steps = greatest(
    [...placed, reading].map(({ after }) => after.length),
    1,
  );
  const layers = names.map(() => new LayerProbes({ width, classes, steps }));
  const words = new BagOfWords(fitted);
  const bag = new LayerProbes({ width: words.width, classes, steps });
  const total = placed.length + 1;
  let done = 0;
  const walk = async (some: readonly Placed[], visit: Visit): Promise<void> => {
    await eachState(
      model,
      some,
      names,
      width,
      (count) => {
        done += count;
        report({ done, total, message: 'texts' });
      },
      visit,
    );
  };
  // A runtime without products in double precision leaves them to JavaScript, which takes longer.
  const products = await Products.open().catch(() => undefined);
  try {
    report({ done, total, message: 'texts' });
    await walk(fitted, (layer, data, states) => layers[layer]?.addAll(data, states, products));
    for (const text of fitted) words.each(text, (step, counts) => bag.add(counts, 0, step, text));
    report({ done, total, message: 'probes' });
    for (const probes of [...layers, bag]) probes.fit();
    await walk(others, (layer, data, states) => layers[layer]?.judgeAll(data, states, products));
    for (const text of others) words.each(text, (step, counts) => bag.judge(counts, 0, step, text));
    const read = [...layers, bag].map(() => new Int16Array(own.ends.length * columns).fill(-1));
    await walk([reading], (layer, data, states) => {
      for (const { at, step } of states) read[layer]?.set(layers[layer]?.read(data, at) ?? [], step * columns);
    });
    words.each(reading, (step, counts) => read.at(-1)?.set(bag.read(counts, 0), step * columns));
    const result = (probes: LayerProbes, k: number): ProbedLayerOfText => probes.result(read[k] ?? new Int16Array());
    return {
      layers: layers.map(result),
      words: result(bag, layers.length),
      steps,
      states: layers[0]?.states ?? 0,
      milliseconds: performance.now() - start,
    };
  } finally {
    await products?.release();
  }
}

function placedIn(all: Tokens | undefined, { ends, labels }: LabelledText, longest: number): Placed {
  const none = new Int32Array();
  const tokens = { ids: all?.ids.subarray(0, longest) ?? none, ends: all?.ends.subarray(0, longest) ?? none };
  return { tokens, after: ends.map((end) => lastTouching(tokens.ends, end)), labels, shuffled: labels };
}

/** Labels of another text, step by step: as likely as one's own, and nothing that this text tells. */
function shuffledAmong(texts: readonly Placed[], at: number, columns: number, seed: number): Int16Array {
  const random = xoroshiro128plus((seed ^ (at * 0x9e3779b9)) | 0);
  const own = texts[at]?.labels ?? new Int16Array();
  const shuffled = new Int16Array(own.length).fill(-1);
  for (let step = 0; step * columns < own.length; step++) {
    const other = texts[uniformInt(random, 0, texts.length - 1)]?.labels;
    const start = other && (step + 1) * columns <= other.length ? step * columns : 0;
    shuffled.set((other ?? own).subarray(start, start + columns), step * columns);
  }
  return shuffled;
}

/** Of a layer the states of some texts. */
type Visit = (
  layer: number,
  data: Float32Array,
  states: readonly (StateAt & { text: Placed })[],
) => void | Promise<void>;

/** Runs texts and hands out the states at their steps; nothing else of them leaves. */
async function eachState(
  model: OpenLanguageModel,
  texts: readonly Placed[],
  names: readonly string[],
  width: number,
  told: (texts: number) => void,
  visit: Visit,
): Promise<void> {
  const ids = texts.map(({ tokens }) => tokens.ids);
  const batches = batchesOf(
    ids.map(({ length }) => length),
    4 * width * names.length,
    MOST_STATES,
  );
  for (const batch of batches) {
    // Nothing but the states at steps leaves the runtime.
    const places = batch.rows.map((row) => (texts[row]?.after ?? []).filter((token) => token >= 0));
    const most = mostOf(places);
    const states = batch.rows.flatMap((row, at) => {
      const text = texts[row];
      let place = at * most;
      return (text?.after ?? []).flatMap((token, step) =>
        text && token >= 0 ? { text, step, at: place++ * width } : [],
      );
    });
    const tensors = await model.run(idsOf(batch, ids), batch.rows.length, batch.length, names, { places });
    for (const [layer, name] of names.entries()) {
      const tensor = tensors[name];
      if (tensor?.dims.length !== 3 || tensor.dims[1] !== most || tensor.dims[2] !== width)
        throw new ContractError(
          `what was taken for ${name} is [${tensor?.dims.join(', ') ?? ''}], not [batch, ${most}, ${width}] as its config.json says`,
        );
      await visit(layer, tensor.data, states);
    }
    told(batch.rows.length);
  }
}

/** How often each token came so far: what can be told of a text without its order. */
class BagOfWords {
  private readonly places: ReadonlyMap<number, number>;

  constructor(texts: readonly Placed[]) {
    const counts = new Map<number, number>();
    for (const { tokens } of texts) for (const id of tokens.ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_WORDS);
    this.places = new Map(most.map(([id], place) => [id, place]));
  }

  get width(): number {
    return Math.max(1, this.places.size);
  }

  each({ tokens, after }: Placed, visit: (step: number, counts: Float32Array) => void): void {
    const counts = new Float32Array(this.width);
    let read = 0;
    for (const [step, token] of after.entries()) {
      if (token < 0) continue;
      for (; read <= token; read++) {
        const place = this.places.get(tokens.ids[read] ?? -1);
        if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
      }
      visit(step, counts);
    }
  }
}
