import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../threads';
import type { Task } from './work';

/** Threads, and not processes: when this process is killed, none of them lives on to write into a later run's folder. */
export class Pool {
  private readonly threads: Worker[] = [];

  constructor(
    private readonly partial: string,
    private readonly size: number,
  ) {}

  /**
   * Does all tasks, as many at a time as there are threads.
   *
   * @throws the first fault of a task, or the signal's reason; threads are stopped then
   */
  async run(tasks: readonly Task[], onDone: (task: Task) => void, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const waiting = [...tasks].reverse();
    const lane = async (thread: Worker): Promise<void> => {
      for (let task = waiting.pop(); task; task = waiting.pop()) {
        await perform(thread, task);
        onDone(task);
      }
    };
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort);
    });
    try {
      while (this.threads.length < Math.min(this.size, tasks.length))
        this.threads.push(startThread(ENTRY, { partial: this.partial }, LIMITS));
      await Promise.race([aborted, Promise.all(this.threads.map(lane))]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.terminate()));
  }
}

/**
 * V8 lets what dies young grow to 48 MB for each thread before it looks; examples die young, and looking often costs
 * little. Nothing bounds the old: files to read may be large. Calls of a text are calls of the interpreter, and may nest a
 * thousand deep.
 */
const LIMITS = { maxYoungGenerationSizeMb: 8, stackSizeMb: 64 };

const ENTRY = { bundle: 'dataset-worker.js', source: join(__dirname, 'worker.ts') };

function perform(thread: Worker, task: Task): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | undefined): void => {
      thread.off('message', onAnswer).off('error', settle).off('exit', onExit);
      if (error) reject(error);
      else resolve();
    };
    const onAnswer = (answer: { message: string; code?: string } | null): void =>
      settle(answer ? Object.assign(new Error(answer.message), { code: answer.code }) : undefined);
    const onExit = (): void => settle(new Error('a thread that makes examples has stopped'));
    thread.on('message', onAnswer).on('error', settle).on('exit', onExit);
    thread.postMessage(task);
  });
}
