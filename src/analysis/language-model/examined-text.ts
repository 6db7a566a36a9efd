import { append } from '../../lists/append';
import { printable } from '../../text/printable';
import type { Asking } from '../../reductions/telling';
import { states, type Trace } from '../../trace/trace';
import { percent } from '../../text/percent';
import { table } from '../text-table';
import { durationText } from './duration';
import type { Examined } from './examine';
import { probeLines } from './probes-text';
import type { AccuracyAfter } from './random-texts';
import type { LanguageRun } from './run';

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
  { steps, asking }: Pick<LanguageRun, 'steps'> & { asking: Pick<Asking, 'slots'> & Partial<Pick<Asking, 'dressing'>> },
): string {
  const truths = states(trace).slice(1);
  const separator = asking.dressing?.shown ? ', ' : ' ';
  const names = (state: readonly number[]): string =>
    asking.slots
      .map((slot) => asking.dressing?.shown?.(state[slot] ?? -1) ?? trace.objects[state[slot] ?? -1] ?? '?')
      .join(separator);
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

function intervalText(low: number, high: number): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
}
