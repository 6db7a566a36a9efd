import { greatest } from '../../lists/extremes';
import { layerName } from '../../representation/outputs';
import { percent } from '../../text/percent';
import { printable } from '../../text/printable';
import type { Trace } from '../../trace/trace';
import { table } from '../text-table';
import type { ProbeScore } from './probe-score';
import type { ProbedLayer, TextProbes } from './probes';

/** Numbers of steps in a table: the first ones. */
const MOST_COLUMNS = 12;

/** What linear probes read on a language model's layers: place by place, and the whole state where there are few. */
export function probeLines(trace: Trace, probes: TextProbes, seed: number): string[] {
  const { layers, words, slots, whole, fitted, heldOut, states: count } = probes;
  const best = bestOf(layers, (layer) => layer.share) ?? words;
  const places = slots.map((slot, at) => `${trace.slots[slot] ?? ''} ${percent(best.slots[at] ?? 0)}`).join(', ');
  return [
    `linear probes, fitted on ${count.toLocaleString('en-US')} states of ${fitted} random texts; right on ${heldOut} others, by number of steps (seed ${seed}):`,
    ...scoreLines(probes, (layer) => layer),
    `best at ${nameOf(best.layer)}, by place: ${printable(places)}`,
    ...readUpTo(best.own),
    '',
    ...('reason' in whole
      ? [`no probes for the whole state: ${whole.reason}`]
      : [
          `the whole state at once, one of ${whole.states.length}, from the same texts; right by number of steps:`,
          ...scoreLines(probes, (layer) => layer.whole),
        ]),
  ];
}

/** One row for each layer, and its controls: the bag of words, and labels in another order on the best layer. */
function scoreLines({ layers, words, heldOut }: TextProbes, of: (layer: ProbedLayer) => ProbeScore | undefined) {
  const best = bestOf(layers, (layer) => of(layer)?.share ?? 0) ?? words;
  const score = of(best);
  const shown = (of(words)?.after ?? []).slice(0, MOST_COLUMNS);
  const row = (name: string, after: ProbeScore['after'] = [], first = ''): string[] => [
    name,
    ...shown.map(({ steps }) => percent(after.find((one) => one.steps === steps)?.share ?? 0)),
    first,
  ];
  const firstOf = (one: ProbeScore | undefined): string =>
    one?.firstWrong == null ? 'none' : String(one.firstWrong + 1);
  const rows = [...layers, words].map((layer) => row(nameOf(layer.layer), of(layer)?.after, firstOf(of(layer))));
  rows.push(row(`labels in another order, on ${nameOf(best.layer)}`, score?.shuffled));
  const texts = score?.after[0]?.texts ?? heldOut;
  const half = greatest(
    (score?.after ?? []).map(({ low, high }) => (high - low) / 2),
    0,
  );
  return [
    table(['read from', ...shown.map(({ steps }) => String(steps)), 'first wrong here'], rows),
    `95% intervals over ${texts} texts: at most ±${(100 * half).toFixed(0)} points`,
  ];
}

function bestOf(layers: readonly ProbedLayer[], share: (layer: ProbedLayer) => number): ProbedLayer | undefined {
  const [first, ...rest] = layers;
  return first && rest.reduce((most, layer) => (share(layer) > share(most) ? layer : most), first);
}

/** Of a text that is longer than the model reads, the first wrong step is told of its beginning alone. */
function readUpTo(own: readonly (readonly number[])[]): string[] {
  const last = own.findLastIndex((read) => read.some((object) => object >= 0)) + 1;
  return last === own.length
    ? []
    : [
        `of this text the probes read ${last} of ${own.length} steps, as far as the model reads it: "first wrong here" is of these`,
      ];
}

function nameOf(layer: number): string {
  return layer < 0 ? 'bag of words' : layerName(layer);
}
