import type { Asked } from '../analysis/chat/result';
import type { PooledChat } from '../analysis/chat/pooled';
import { durationText } from '../analysis/language-model/duration';
import type { ChatModel } from '../models/chat/model';
import { percent } from '../text/percent';
import { printable } from '../text/printable';
import type { ChatSet } from './chat-sets';
import { interval } from './eval-text';
import { table } from './table';

/** What was measured of one length, or why it could not be: then the lengths after it are not asked. */
export type MeasuredChat = PooledChat | { length: number; reason: string };

/** How a chat model did on texts of one dress, by length, as it is printed. */
export function chatTable(
  { name, id }: ChatModel,
  { title, source, skipped }: ChatSet,
  asked: Asked,
  found: readonly MeasuredChat[],
): string {
  const { every } = asked;
  const isWhole = every === undefined;
  // Of a data set how many texts there are of each length.
  const [counts, steps] = source ? [['texts'], 'steps'] : [[], 'length'];
  const more = isWhole
    ? []
    : ['right at each step asked', 'steps right', ...(source ? [] : ['half are wrong by step'])];
  const rows = found.map((one) => {
    if ('reason' in one) return [String(one.length), `not measured: ${one.reason}`];
    const { length, sequences, last, lastInterval, full, steps: right, firstWrongMedian, questions, unread } = one;
    const median = source ? [] : [firstWrongMedian == null ? '–' : String(firstWrongMedian)];
    return [
      ...[String(length), ...(source ? [String(sequences)] : []), percent(last), interval(lastInterval)],
      ...(isWhole ? [] : [percent(full), percent(right), ...median]),
      `${unread} of ${questions}`,
    ];
  });
  return [
    printable(`${name} (${id}), ${title}, seed ${asked.seed}; asked ${mannerText(asked)}`),
    table(
      [steps, ...counts, 'last state right', '95% interval', ...more, 'no answer'],
      rows.map((row) => row.map(printable)),
    ),
    ...Object.entries(skipped).map(([reason, count]) => printable(`${count} not asked about: ${reason}`)),
    spentText(found),
  ].join('\n');
}

function mannerText({ every, temperature = 0, samples = 1, isReasoned = false }: Asked): string {
  const when =
    every === undefined
      ? 'after the last step'
      : `after every ${every === 1 ? '' : `${every} `}step${every === 1 ? '' : 's'}`;
  return [
    when,
    `temperature ${temperature}`,
    ...(samples > 1 ? [`${samples} answers each`] : []),
    ...(isReasoned ? ['thinking in writing first'] : []),
  ].join(', ');
}

function spentText(found: readonly MeasuredChat[]): string {
  const measured = found.filter((one) => 'last' in one);
  const sum = (of: (one: PooledChat) => number): number => measured.reduce((all, one) => all + of(one), 0);
  const isTold = measured.length > 0 && measured.every(({ tokens }) => tokens);
  const tokens = (of: 'read' | 'written'): string => sum((one) => one.tokens?.[of] ?? 0).toLocaleString('en-US');
  const told = isTold ? `, ${tokens('read')} tokens read and ${tokens('written')} written` : '';
  return `${sum(({ questions }) => questions)} questions${told}, ${durationText(sum(({ milliseconds }) => milliseconds))}`;
}
