import { spanText, type Measurement, type NotMeasured } from '../analysis/evaluation';
import { learnedText } from '../analysis/learned-text';
import type { Tracked } from '../analysis/tracked';
import { percent } from '../text/percent';
import { table } from './table';

/** What was measured over random words, as it is printed. */

/** A table of accuracy by length. */
export function show(results: readonly (Measurement | NotMeasured)[]): string {
  const rows = results.map((result) => {
    if ('reason' in result) return [spanText(result), `not measured: ${result.reason}`];
    return [
      spanText(result),
      percent(result.full),
      interval(result.fullInterval),
      percent(result.steps),
      result.firstWrongMedian === null ? '–' : String(result.firstWrongMedian),
    ];
  });
  return table(['length', 'whole word right', '95% interval', 'steps right', 'half are wrong by step'], rows);
}

/** Words in every quotient of the task's group; chance is that after the last step. */
export function quotientsText(results: readonly (Measurement | NotMeasured)[]): string[] {
  const measured = results.filter((result) => 'full' in result);
  const names = measured[0]?.quotients?.map(({ name }) => name) ?? [];
  return names.map((name, index) => {
    const rows = measured.flatMap((result) => {
      const found = result.quotients?.[index];
      if (!found) return [];
      const { full, fullInterval, last, lastInterval, chance } = found;
      return [
        [
          ...[spanText(result), percent(full), interval(fullInterval)],
          ...[percent(last), interval(lastInterval), percent(chance)],
        ],
      ];
    });
    const columns = ['right at every step', '95% interval', 'right after the last', '95% interval', 'a guess'];
    return `In a quotient of its group: ${name}\n${table(['length', ...columns], rows)}`;
  });
}

/** Steps by how many different objects the copies of a word have left. */
export function ranksText(results: readonly (Measurement | NotMeasured)[]): string[] {
  const rows = results.flatMap((result) =>
    'ranks' in result
      ? (result.ranks ?? []).map(({ rank, count, words, steps, stepsInterval }) => [
          ...[spanText(result), String(rank), percent(steps), interval(stepsInterval)],
          ...[count.toLocaleString('en'), words.toLocaleString('en')],
        ])
      : [],
  );
  if (rows.length === 0) return [];
  const columns = ['length', 'objects left', 'steps right', '95% interval', 'steps', 'words'];
  return [`By how many different objects are left\n${table(columns, rows)}`];
}

/** What the model follows of the state, in a sentence, and each part with its figures. */
export function trackedText(tracked: Tracked | undefined): string[] {
  if (!tracked) return [];
  const { kept, sentence, asked, words, learned } = tracked;
  const rows = kept.map(({ name, of: [told, all], to, toMost, full, interval: bounds, whenLost }) => [
    name,
    told < all || all > 1 ? `${told} of ${all}` : '',
    toMost === undefined ? String(to) : `${to}–${toMost}`,
    `${percent(full)} (${interval(bounds)})`,
    whenLost ? `${percent(whenLost.right)} of ${whenLost.words} (${interval(whenLost.interval)})` : '',
    whenLost ? percent(whenLost.chance) : '',
  ]);
  const heading = [
    'what is kept',
    'partitions',
    'to length',
    'words right',
    'right where the state is wrong',
    'a guess',
  ];
  const lines = [`It ${sentence}.`];
  if (kept.length > 1)
    lines.push(
      table(heading, rows),
      `${learned ? learnedText(learned) : `Chosen among ${asked} partitions by ${words} other words`}; intervals are of 95%.`,
    );
  return lines;
}

export function interval([low, high]: readonly [number, number]): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
}
