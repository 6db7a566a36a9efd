import { append } from '../../lists/append';
import { greatest } from '../../lists/extremes';
import { printable } from '../../text/printable';
import { states, type Trace } from '../../trace/trace';
import { percent } from '../../text/percent';
import { table } from '../text-table';
import { durationText } from './duration';
import type { Examined } from './examine';
import type { ProbedLayer, ReadAfter, TextProbes } from './probes';
import type { AccuracyAfter } from './random-texts';
import type { LanguageRun } from './run';

/** Numbers of steps in a table: the first ones. */
const MOST_COLUMNS = 12;

export interface ShownOptions {
  /** Whether the text stands there as the model read it. */
  isShown: boolean;
  /** Of the random texts. */
  seed: number;
}

export function examinedText(trace: Trace, examined: readonly Examined[], options: ShownOptions): string {
  return examined.map((one) => textOf(trace, one, options)).join('\n\n');
}

function textOf(trace: Trace, one: Examined, { isShown, seed }: ShownOptions): string {
  const { name, architecture } = one.model;
  const title = `${printable(name)} (${printable(architecture)})`;
  if ('skipped' in one) return `${title}: not asked: ${printable(one.skipped)}`;
  const { run, random, probes } = one;
  const tokens = run.facts.texts[0]?.tokens ?? 0;
  const lines = [`${title}: ${tokens.toLocaleString('en-US')} tokens`, ...run.notes.map((note) => `  ${note}`)];
  if (isShown) append(lines, ['', ...run.telling.text.split('\n').map((line) => `  ${printable(line)}`), '']);
  const sample = run.asking.dressing.question(run.telling.text, run.asking.slots[0] ?? 0).trim();
  lines.push(`asked after a step, such as: ${printable(sample)} …`, stepTable(trace, run));
  lines.push(
    `right at ${run.accuracy === null ? 'no step' : `${percent(run.accuracy)} of ${run.judged} steps`}; first wrong: ${run.firstWrong === null ? 'none' : run.firstWrong + 1} (${durationText(run.milliseconds)})`,
  );
  if (random) append(lines, ['', ...randomLines(random, run.facts.longest, seed)]);
  if (probes)
    append(lines, [
      '',
      ...('reason' in probes ? [`no probes: ${printable(probes.reason)}`] : probeLines(trace, probes, seed)),
    ]);
  return lines.join('\n');
}

/** One row for each step that was asked for. */
export function stepTable(
  trace: Trace,
  { steps, asking }: Pick<LanguageRun, 'steps'> & { asking: Pick<LanguageRun['asking'], 'slots'> },
): string {
  const truths = states(trace).slice(1);
  const names = (state: readonly number[]): string =>
    asking.slots.map((slot) => trace.objects[state[slot] ?? -1] ?? '?').join(' ');
  const rows = steps.flatMap((step, at) => {
    if (!step) return [];
    const truth = truths[at];
    return [
      [
        String(at + 1),
        step.right ? '✓' : '✗',
        `${step.rightSlots} of ${asking.slots.length}`,
        names(step.predicted),
        truth ? names(truth) : '',
        percent(step.confidenceInTruth),
      ],
    ];
  });
  const slots = asking.slots.map((slot) => trace.slots[slot] ?? '').join(' ');
  return table(['step', '', 'right', `answered (${slots})`, 'true', 'least share of the truth'], rows);
}

export function randomLines(random: readonly AccuracyAfter[], longest: number, seed: number): string[] {
  const rows = random.map(({ steps, texts, share, low, high, guess }) => [
    String(steps),
    String(texts),
    ...(texts === 0 ? ['–', '–', '–'] : [percent(share), intervalText(low, high), percent(guess)]),
  ]);
  const sum = (of: (one: AccuracyAfter) => number): number => random.reduce((all, one) => all + of(one), 0);
  const tooLong = sum((one) => one.tooLong);
  return [
    `over random texts of the same world, a question each (seed ${seed}):`,
    table(['steps', 'texts', 'right', '95% interval', 'one answer for all'], rows),
    ...(tooLong === 0
      ? []
      : [
          `${tooLong} of ${sum(({ texts }) => texts) + tooLong} texts were not asked about: with the question they are longer than the ${longest.toLocaleString('en-US')} tokens that the model reads; the others are the shorter ones`,
        ]),
  ];
}

function probeLines(
  trace: Trace,
  { layers, words, slots, fitted, heldOut, states: count }: TextProbes,
  seed: number,
): string[] {
  const all = [...layers, words];
  const shown = words.after.slice(0, MOST_COLUMNS);
  const row = (name: string, after: readonly ReadAfter[], own?: ProbedLayer): string[] => [
    name,
    ...shown.map(({ steps }) => percent(after.find((one) => one.steps === steps)?.share ?? 0)),
    own === undefined ? '' : own.firstWrong === null ? 'none' : String(own.firstWrong + 1),
  ];
  const rows = all.map((layer) => row(layerName(layer.layer), layer.after, layer));
  const best = layers.reduce((most, layer) => (layer.share > most.share ? layer : most), layers[0] ?? words);
  rows.push(row(`labels in another order, on ${layerName(best.layer)}`, best.shuffled));
  const places = slots.map((slot, at) => `${trace.slots[slot] ?? ''} ${percent(best.slots[at] ?? 0)}`).join(', ');
  const texts = best.after[0]?.texts ?? heldOut;
  const half = greatest(
    best.after.map(({ low, high }) => (high - low) / 2),
    0,
  );
  return [
    `linear probes, fitted on ${count.toLocaleString('en-US')} states of ${fitted} random texts; right on ${heldOut} others, by number of steps (seed ${seed}):`,
    table(['read from', ...shown.map(({ steps }) => String(steps)), 'first wrong here'], rows),
    `95% intervals over ${texts} texts: at most ±${(100 * half).toFixed(0)} points`,
    `best at ${layerName(best.layer)}, by place: ${printable(places)}`,
    ...readUpTo(best.own),
  ];
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

function layerName(layer: number): string {
  if (layer < 0) return 'bag of words';
  return layer === 0 ? 'embedding' : `layer ${layer}`;
}

function intervalText(low: number, high: number): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
}
