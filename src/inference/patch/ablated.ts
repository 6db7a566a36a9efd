import { greatest } from '../../lists/extremes';
import type { AblationInput } from '../../graph/ablate';
import type { Value } from '../bridge/values';
import type { AblatedPart, Looks, SampleWords, Score, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress, Tensor } from '../protocol';
import { runModel } from '../run';
import type { ViewOf } from '../view-of';

/** Tokens that are run at once where inner tensors are read for their means. */
const PIECE_TOKENS = 1024;

type Feeds = Readonly<Record<string, Value>>;

/**
 * How well a model does without each of its parts: those are put out of action one after another, at every token, in one view of
 * its graph. The coarse ones come first; what time does not suffice for is counted.
 *
 * @throws ContractError, GraphError
 */
export async function ablated(
  open: (view: ViewOf) => Promise<OpenModel>,
  word: StepWord,
  { words, kinds, states, by, milliseconds }: Looks['ablated']['ask'],
  report: (progress: Progress) => void,
): Promise<Looks['ablated']['answer']> {
  const model = await open({ outputs: states, layers: [], states: [], ablated: kinds });
  const sites = model.ablations.filter(({ isIdle }) => !isIdle);
  report({ done: 0, total: 1, message: 'running random words' });
  const values = by === 'mean' ? await means(model, word, words, sites, states) : new Map<AblationInput, Value>();
  const measured = sites.filter((site) => by !== 'mean' || values.has(site) || !isMean(site));
  const none = noneOf(measured, values);
  const score = async (feeds: Feeds): Promise<Score> => {
    const all = { ...none, ...feeds };
    const run = (tokens: Int32Array, batch: number, length: number) =>
      runModel(
        model,
        { ...word, tokens, batch, length, outputs: ['logits'] },
        () => undefined,
        () => all,
      );
    const { logits } = (await run(words.tokens, words.batch, words.length)).tensors;
    const own = word.after.length > 0 ? (await run(word.tokens, 1, word.tokens.length)).tensors['logits'] : undefined;
    return { ...wordsScore(logits, words), text: own ? textScore(own, word) : null };
  };
  const all = measured.flatMap((site) => Array.from({ length: site.parts }, (_, part) => ({ site, part })));
  // Every so many parts of the fine ones: where time does not suffice, those of all layers are among the measured ones.
  const order = [...all].sort((a, b) => rank(kinds, a.site) - rank(kinds, b.site) || a.part - b.part);
  const base = await score({});
  const start = performance.now();
  const parts: AblatedPart[] = [];
  for (const { site, part } of order) {
    if (performance.now() - start > milliseconds) break;
    report({
      done: parts.length,
      total: order.length,
      message: `without ${site.kind} ${part + 1} of layer ${site.layer}`,
    });
    const { kind, layer, parts: of, isHeads } = site;
    const without = await score(feedsOf(site, part, values.get(site)));
    parts.push({ kind, layer, part, of, ...(isHeads && { isHeads }), score: without });
  }
  return { base, parts, left: order.length - parts.length };
}

function rank(kinds: readonly string[], { kind }: AblationInput): number {
  return kinds.indexOf(kind);
}

function isMean({ by }: AblationInput): boolean {
  return typeof by === 'object' && 'kept' in by;
}

/** @param part the one that is put out of action; none if undefined */
export function feedsOf(site: AblationInput, part: number | undefined, value: Value | undefined): Feeds {
  const { mask: dims, maskInput, valueInput, kind, parts } = site;
  const size = dims.reduce((product, one) => product * one, 1);
  const isOn = new Uint8Array(size);
  // The last tap of a causal convolution is that on the token itself, which stays.
  if (part !== undefined)
    for (let at = 0; at < size; at++)
      isOn[at] = Number(kind === 'convolution' ? at < size - 1 : parts === 1 || at === part);
  const nothing = { type: 'float32', dims: dims.map(() => 1), data: new Float32Array(1) };
  return {
    [maskInput]: { type: 'bool', dims, data: isOn },
    ...(valueInput !== undefined && { [valueInput]: value ?? nothing }),
  };
}

/** Everything is as it is. */
function noneOf(sites: readonly AblationInput[], values?: ReadonlyMap<AblationInput, Value>): Feeds {
  return Object.fromEntries(sites.flatMap((site) => Object.entries(feedsOf(site, undefined, values?.get(site)))));
}

/** The mean of each channel of a site over the tokens of words; those whose sizes are not as expected are left out. */
async function means(
  model: OpenModel,
  word: StepWord,
  words: SampleWords,
  sites: readonly AblationInput[],
  states: readonly string[],
): Promise<Map<AblationInput, Value>> {
  const nameOf = ({ kind, tensor }: AblationInput): string =>
    kind === 'state' ? (states.find((name) => model.bridge.nameOf(name) === tensor) ?? tensor) : tensor;
  const asked = sites.filter(isMean);
  const names = [...new Set(asked.map(nameOf))];
  const none = noneOf(sites);
  const sums = new Map<AblationInput, { dims: number[]; sum: Float64Array; count: number } | null>();
  const { length } = words;
  const size = Math.max(1, Math.floor(PIECE_TOKENS / length));
  for (let done = 0; names.length > 0 && done < words.batch; done += size) {
    const batch = Math.min(size, words.batch - done);
    const tokens = words.tokens.subarray(done * length, (done + batch) * length);
    const found = await model.run(tokens, batch, length, names, () => none);
    for (const site of asked) {
      const tensor = found[nameOf(site)];
      if (sums.get(site) === null || !tensor) continue;
      if (!isPlaced(site, tensor, { batch, length })) sums.set(site, null);
      else sums.set(site, added(sums.get(site) ?? undefined, site, tensor, word.first));
    }
  }
  const values = new Map<AblationInput, Value>();
  for (const [site, found] of sums)
    if (found)
      values.set(site, {
        ...{ type: 'float32', dims: found.dims },
        data: Float32Array.from(found.sum, (value) => value / found.count),
      });
  return values;
}

function keptOf({ by }: AblationInput): readonly number[] {
  return typeof by === 'object' && 'kept' in by ? by.kept : [];
}

function isPlaced(
  site: AblationInput,
  { dims }: Tensor,
  { batch, length }: { batch: number; length: number },
): boolean {
  const kept = keptOf(site);
  const free = dims.filter((_, axis) => !kept.includes(axis));
  return greatest(kept) < dims.length && free.length === 2 && free[0] === batch && free[1] === length;
}

function added(
  before: { dims: number[]; sum: Float64Array; count: number } | undefined,
  site: AblationInput,
  { dims, data }: Tensor,
  first: number,
): { dims: number[]; sum: Float64Array; count: number } {
  const kept = keptOf(site);
  const tokens = dims.findIndex((_, axis) => axis > 0 && !kept.includes(axis));
  const sizes = dims.map((size, axis) => (kept.includes(axis) ? size : 1));
  const total = sizes.reduce((product, size) => product * size, 1);
  const result = before ?? { dims: sizes.slice(-site.mask.length), sum: new Float64Array(total), count: 0 };
  // Strides of the mean, none on the axes that are summed over.
  const strides = sizes.map((size, axis) =>
    size === 1 ? 0 : sizes.slice(axis + 1).reduce((product, one) => product * one, 1),
  );
  const place = dims.map(() => 0);
  for (const value of data) {
    if ((place[tokens] ?? 0) >= first) {
      const to = place.reduce((sum, at, axis) => sum + at * (strides[axis] ?? 0), 0);
      result.sum[to] = (result.sum[to] ?? 0) + value;
    }
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      place[axis] = ((place[axis] ?? 0) + 1) % (dims[axis] ?? 1);
      if (place[axis] !== 0) break;
    }
  }
  result.count += (dims[0] ?? 0) * ((dims[tokens] ?? 0) - first);
  return result;
}

function wordsScore(logits: Tensor | undefined, { labels, batch, length }: SampleWords) {
  let [right, states, whole] = [0, 0, 0];
  for (let row = 0; row < batch; row++) {
    let isWhole = true;
    for (let at = row * length; at < (row + 1) * length; at++) {
      const label = labels[at] ?? -1;
      if (label < 0) continue;
      states++;
      if (answerAt(logits, at) === label) right++;
      else isWhole = false;
    }
    if (isWhole) whole++;
  }
  return { right, states, whole, words: batch };
}

function textScore(logits: Tensor, { after, truth }: StepWord): NonNullable<Score['text']> {
  let [right, judged] = [0, 0];
  let firstWrong: number | null = null;
  for (const [step, token] of after.entries()) {
    if (token < 0) continue;
    judged++;
    if (answerAt(logits, token) === truth[step]) right++;
    else firstWrong ??= step;
  }
  return { right, judged, firstWrong };
}

function answerAt(logits: Tensor | undefined, token: number): number {
  const classes = logits?.dims[2] ?? 0;
  const data = logits?.data ?? new Float32Array();
  let best = 0;
  for (let at = 1; at < classes; at++)
    if ((data[token * classes + at] ?? 0) > (data[token * classes + best] ?? 0)) best = at;
  return best;
}
