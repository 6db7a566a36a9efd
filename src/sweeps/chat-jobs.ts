import { isFault, mannerFor, type Manner, type MannerFault } from '../analysis/chat/manner';
import { chatKey, type Asked } from '../analysis/chat/result';
import { MOST_TOLD } from '../analysis/chat/defaults';
import { keyOf, type Result } from '../analysis/results';
import { reasoned, type ChatModel } from '../models/chat/model';
import type { Dress } from '../reductions';
import type { Sweep } from './sweep-file';

/** One measurement of a chat model: random words of one length and seed, told in one dress. */
export interface ChatJob {
  model: ChatModel;
  dress: Dress;
  length: number;
  count: number;
  asked: Asked;
}

/** The lengths of words that chat models are told. */
export function chatLengths({ lengths, chat }: Pick<Sweep, 'lengths' | 'chat'>): number[] {
  return (
    chat.lengths ?? lengths.filter((length): length is number => typeof length === 'number' && length <= MOST_TOLD)
  );
}

/**
 * How chat models are asked; or what is wrong with how they should be.
 *
 * @param template the question, where it is another one
 */
export function chatManner(
  { samples, temperature }: Sweep['chat'],
  template: string | undefined,
): Manner | MannerFault {
  return mannerFor({ samples, temperature, template }, 0);
}

/**
 * What chat models are still to be asked, short words first: what a server cannot answer is seen before much is paid.
 *
 * @param rows that are there already
 * @throws RangeError for a manner that none is asked in, see {@link chatManner}
 */
export function chatJobsOf(
  sweep: Pick<Sweep, 'lengths' | 'seeds' | 'chat'>,
  { models, template }: { models: readonly ChatModel[]; template: string | undefined },
  rows: readonly Result[],
  version: string,
): { jobs: ChatJob[]; known: number } {
  const { dresses, count, every, reasoning } = sweep.chat;
  const manner = chatManner(sweep.chat, template);
  if (isFault(manner)) throw new RangeError(manner.fault);
  const there = new Set(rows.map(keyOf));
  const lanes = models.flatMap((model) => (reasoning ? [model, reasoned(model)] : [model]));
  const all = lanes.flatMap((model) =>
    sweep.seeds.flatMap((seed) => {
      const asked = { ...manner, seed, every, isReasoned: model.isReasoned ?? false };
      return dresses.flatMap((dress) =>
        chatLengths(sweep).map((length): ChatJob => ({ model, dress, length, count, asked })),
      );
    }),
  );
  const jobs = all.filter(({ model, dress, length, asked }) => {
    return !there.has(keyOf(chatKey(version, model, asked, { length, count, told: dress })));
  });
  return { jobs: jobs.sort((a, b) => a.length - b.length), known: all.length - jobs.length };
}
