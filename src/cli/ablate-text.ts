import type { Ablation, Harmed, Measured } from '../analysis/ablation/ablation';
import type { Model } from '../models/catalogue';
import type { Trace } from '../trace/trace';
import { percent } from '../text/percent';
import { table } from './table';

/** Rows that are shown at most; `--json` has all. */
const MOST_ROWS = 24;

interface Reported {
  model: Pick<Model, 'manifest'>;
  found: Ablation;
  by: 'mean' | 'zero';
  seed: number;
  source?: Trace['source'];
}

export type AblationReport = ReturnType<typeof ablationReport>;

/** Steps count from zero, as in the trace format; parts do, too. */
export function ablationReport({ model, found, by, seed, source }: Reported) {
  const { id, name } = model.manifest;
  const { base, parts, left, steps, digest } = found;
  return {
    ...(source && { source }),
    model: { id, name, digest },
    ...{ by, length: steps, words: base.words, seed },
    whole: scoreOf(base),
    parts: parts.map((part) => ({
      ...placeOf(part),
      ...scoreOf(part.score),
      harm: part.harm,
      harmOfText: part.harmOfText,
    })),
    left,
  };
}

function placeOf({ kind, layer, part, of, name }: Harmed) {
  return { kind, layer, part, of, name };
}

function scoreOf({ share, interval, whole, words, text }: Measured) {
  return { accuracy: share, interval, wordsRight: whole / words, text };
}

export function ablationText({ source, model, by, length, words, whole, parts, left }: AblationReport): string {
  const rows = parts
    .slice(0, MOST_ROWS)
    .map(({ name, accuracy, interval, wordsRight, harm, text }) => [
      name,
      percent(harm).replace('-', '−'),
      percent(accuracy),
      interval.map((share) => (100 * share).toFixed(1)).join('–'),
      percent(wordsRight),
      ...(source ? [textOf(text)] : []),
    ]);
  const more = parts.length - rows.length;
  const heading = ['without', 'harm', 'steps right', '95% interval', 'words right', ...(source ? ['of the text'] : [])];
  const own = [
    ...[
      'nothing left out',
      '',
      percent(whole.accuracy),
      whole.interval.map((share) => (100 * share).toFixed(1)).join('–'),
    ],
    ...[percent(whole.wordsRight), ...(source ? [textOf(whole.text)] : [])],
  ];
  return [
    `${source ? `${source.uri}: ` : ''}${model.name}: each part put out of action (by ${by === 'mean' ? 'its mean over the words' : 'zero'}), over ${words} random words of ${length} steps`,
    table(heading, [own, ...rows]),
    ...(more > 0 ? [`and ${more} more parts, each of which does less harm (--json has all)`] : []),
    ...(left > 0 ? [`${left} parts were not measured, for the time (--seconds, or --parts for some kinds alone)`] : []),
  ].join('\n');
}

function textOf(text: AblationReport['whole']['text']): string {
  if (!text || text.judged === 0) return '–';
  const { right, judged, firstWrong } = text;
  return `${percent(right / judged)}${firstWrong === null ? '' : `, wrong at step ${firstWrong + 1}`}`;
}
