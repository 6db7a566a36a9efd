import { grouped } from '../lists/grouped';
import { chatAddress } from '../models/chat/address';
import type { Access } from '../models/remote/ask';
import type { ChatJob } from '../sweeps/chat-jobs';
import { plural } from '../text/plural';
import { swapSet } from './chat-sets';
import { measureChat, questionsOf } from './measure-chat';
import { complain } from './output';
import type { ResultsFile } from './results-file';
import type { Failure } from './sweep-progress';

interface Measuring {
  file: ResultsFile;
  access: (place: string) => Access;
  signal: AbortSignal;
  /** @param share of the measurement that is done */
  onProgress: (of: object, share: number) => void;
  onEnd: (of: object, failure: Failure | undefined) => void;
}

/** Says what will be asked of whom, before anything is: questions cost somebody something. */
export function sayCost(jobs: readonly ChatJob[]): void {
  for (const [place, same] of grouped(jobs, ({ model }) => model.place)) {
    const questions = same.reduce((sum, job) => sum + questionsOf(job, job.asked), 0);
    const { origin, model } = chatAddress(place);
    complain(`${plural(questions, 'question')} about random words for ${model}, sent to ${origin}`, 'state-probe: ');
  }
}

/**
 * Asks chat models, each server one question at a time. Where a model cannot be asked, what follows of it is not tried.
 *
 * @throws the signal's reason when it is aborted
 */
export async function measureChats(jobs: readonly ChatJob[], measuring: Measuring): Promise<void> {
  const servers = [...grouped(jobs, ({ model }) => chatAddress(model.place).origin).values()];
  await Promise.all(servers.map((same) => inTurn(same, measuring)));
}

async function inTurn(jobs: readonly ChatJob[], { file, access, signal, onProgress, onEnd }: Measuring): Promise<void> {
  const broken = new Map<string, string>();
  const of = {};
  for (const job of jobs) {
    signal.throwIfAborted();
    const { model, dress, length, count, asked } = job;
    const { seed } = asked;
    const before = broken.get(model.place);
    const set = swapSet(dress, { lengths: [length], count, seed });
    const found =
      before === undefined
        ? await measureChat(model, set, set.groups[0] ?? { length, count, texts: () => [] }, asked, {
            ...{ file, access: access(model.place), signal },
            onProgress: ({ done, total }) => onProgress(of, done / Math.max(1, total)),
          })
        : { reason: `not asked after: ${before}` };
    if ('reason' in found && before === undefined) broken.set(model.place, found.reason);
    onEnd(of, 'reason' in found ? { id: model.id, length, told: dress, seed, reason: found.reason } : undefined);
  }
}
