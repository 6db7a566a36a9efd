import type { Ask, Call, Handlers, Progress, RequestName, Requests } from '../../protocol/messages';
import { works } from '../workbench/works';

/** What takes long, in words. It goes on when the page that asked is gone, and the next page that asks the same gets the answer. */
const LONG: Partial<Readonly<Record<RequestName, string>>> = {
  linearProbes: 'Linear probes',
  similarity: 'Similarity of layers',
  likeness: 'Comparing two models',
  grid: 'At which layer the state is',
  causes: 'What the answers depend on',
  ablated: 'Which parts the answers need',
  precision: 'How many bits the answers need',
  freshAccuracy: 'Measuring on new words',
  difficulty: 'How hard the text is',
  neurons: 'What neurons stand for',
  memory: 'What is remembered',
};

/** Answers that nobody has taken yet are kept, so many at most. */
const MOST_KEPT = 16;

/** A request as one page waits for it. */
export interface Joined {
  answer: Promise<unknown>;
  /** The page does not want it any more. */
  cancel(): void;
  /** The page is gone. */
  leave(): void;
  /** Whether the work itself was ended. */
  isCancelled(): boolean;
}

interface Running {
  controller: AbortController;
  /** Those who are told how far it is. */
  heard: Set<(progress: Progress) => void>;
  last?: Progress;
  answer: Promise<unknown>;
}

/** Requests of all pages. The same question is worked out once, whoever asks it. */
export class Calls {
  private readonly running = new Map<string, Running>();

  constructor(private readonly handlers: () => Promise<Handlers>) {}

  join({ name, body }: Pick<Ask, 'name' | 'body'>, report: (progress: Progress) => void): Joined {
    const title = LONG[name];
    if (title === undefined) {
      const controller = new AbortController();
      const cancel = (): void => controller.abort();
      const { signal } = controller;
      return {
        answer: this.work(name, body, { signal, report }),
        ...{ cancel, leave: cancel, isCancelled: () => signal.aborted },
      };
    }
    const key = JSON.stringify([name, body]);
    const running = this.running.get(key) ?? this.begin(key, name, body, title);
    running.heard.add(report);
    if (running.last) report(running.last);
    const leave = (): void => void running.heard.delete(report);
    const forget = (): void => {
      // What somebody has taken need not be kept; the analysis has caches of its own.
      if (this.running.get(key) === running) this.running.delete(key);
    };
    return {
      answer: running.answer.finally(() => running.heard.has(report) && forget()),
      leave,
      isCancelled: () => running.controller.signal.aborted,
      cancel: () => {
        leave();
        // Another page may wait for the same.
        if (running.heard.size > 0) return;
        forget();
        running.controller.abort();
      },
    };
  }

  private begin(key: string, name: RequestName, body: Ask['body'], title: string): Running {
    const controller = new AbortController();
    const heard: Running['heard'] = new Set();
    const drop = (): void => {
      if (this.running.get(key) === running) this.running.delete(key);
    };
    const cancel = (): void => {
      drop();
      controller.abort();
    };
    const model = 'model' in body ? `: ${body.model}` : '';
    const answer = works.during(
      `${title}${model}`,
      (say) =>
        this.work(name, body, {
          signal: controller.signal,
          report: (progress) => {
            running.last = progress;
            say(progress.message);
            for (const each of heard) each(progress);
          },
        }),
      cancel,
    );
    const running: Running = { controller, heard, answer };
    // A failure is not kept: who asks again tries again.
    answer.catch(drop);
    this.running.set(key, running);
    const [oldest] = this.running.keys();
    if (this.running.size > MOST_KEPT && oldest !== undefined) this.running.delete(oldest);
    return running;
  }

  private async work(name: RequestName, body: Ask['body'], call: Call): Promise<unknown> {
    return answerTo(await this.handlers(), name, body, call);
  }
}

/** The handler of a request takes its body and gives its answer: the table's type ties the three to one name. */
function answerTo<K extends RequestName>(
  handlers: Handlers,
  name: K,
  body: Requests[K]['ask'],
  call: Call,
): Promise<Requests[K]['answer']> | Requests[K]['answer'] {
  return handlers[name](body, call);
}
