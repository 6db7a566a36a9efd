import { wilson } from '../../statistics/wilson';
import type { ChatMeasurement } from './evaluation';

/** How a chat model did on texts of one length, measured in parts. */
export type PooledChat = Omit<ChatMeasurement, 'firstWrongMedian'> & Partial<Pick<ChatMeasurement, 'firstWrongMedian'>>;

/**
 * Measurements of texts of one length, asked in one manner, taken together. The step by which half of them are wrong cannot be told
 * from that of each part, and is there only where there is one.
 */
export function pooledChat(parts: readonly [ChatMeasurement, ...ChatMeasurement[]]): PooledChat {
  const [first] = parts;
  if (parts.length === 1) return first;
  const { firstWrongMedian: _, ...same } = first;
  const sum = (of: (one: ChatMeasurement) => number): number => parts.reduce((all, one) => all + of(one), 0);
  const sequences = sum((one) => one.sequences);
  const share = (of: (one: ChatMeasurement) => number): number => sum((one) => one.sequences * of(one)) / sequences;
  const [full, steps, last] = [share((one) => one.full), share((one) => one.steps), share((one) => one.last)];
  const isTold = parts.every(({ tokens }) => tokens);
  const tokens = (of: 'read' | 'written'): number => sum((one) => one.tokens?.[of] ?? 0);
  return {
    ...same,
    ...{ sequences, full, fullInterval: wilson(full, sequences), steps, stepsInterval: wilson(steps, sequences) },
    ...{ last, lastInterval: wilson(last, sequences) },
    questions: sum((one) => one.questions),
    unread: sum((one) => one.unread),
    tokens: isTold ? { read: tokens('read'), written: tokens('written') } : undefined,
    milliseconds: sum((one) => one.milliseconds),
  };
}
