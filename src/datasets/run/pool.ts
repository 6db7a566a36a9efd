import { join } from 'node:path';
import type { ResourceLimits, Worker } from 'node:worker_threads';
import { startThread } from '../../threads';
import type { Task } from './task';

/** Threads, and not processes: when this process is killed, none of them lives on to write into a later run's folder. */
export class Pool {
  private readonly threads = new Set<Worker>();
  private isStopped = false;
  private young = YOUNG.made;
  /** What needs more room than a thread has, one task at a time. */
  private alone: Promise<void> = Promise.resolve();

  /** @param rooms what a thread has at first; what needs more is done once more, by itself, with each of the others in turn */
  constructor(
    private readonly partial: string,
    private readonly size: number,
    private readonly rooms: readonly ResourceLimits[] = ROOMS,
  ) {}

  /**
   * Does all tasks, as many at a time as there are threads.
   *
   * @throws the first fault of a task, or the signal's reason; threads are stopped then
   */
  async run(tasks: readonly Task[], onDone: (task: Task) => void, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.young = tasks.some((task) => task.do === 'read') ? YOUNG.read : YOUNG.made;
    const waiting = [...tasks].reverse();
    const lane = async (own: Worker): Promise<void> => {
      let thread: Worker | undefined = own;
      for (let task = waiting.pop(); task; task = waiting.pop()) {
        if (!thread || !this.threads.has(thread)) thread = this.start(this.rooms[0] ?? {});
        if (!(await perform(thread, task))) {
          this.threads.delete(thread);
          thread = undefined;
          await this.performAlone(task);
        }
        onDone(task);
      }
    };
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort);
    });
    try {
      while (this.threads.size < Math.min(this.size, tasks.length)) this.start(this.rooms[0] ?? {});
      await Promise.race([aborted, Promise.all([...this.threads].map(lane))]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    }
  }

  async stop(): Promise<void> {
    const threads = [...this.threads];
    this.isStopped = true;
    this.threads.clear();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  private start(room: ResourceLimits): Worker {
    if (this.isStopped) throw new Error('the threads that make examples have been stopped');
    const thread = startThread(
      ENTRY,
      { partial: this.partial },
      {
        ...LIMITS,
        maxYoungGenerationSizeMb: this.young,
        ...room,
      },
    );
    this.threads.add(thread);
    // One with hardly any room may end when its task is done, and nobody listens who waits for that.
    thread.on('error', () => undefined).once('exit', () => this.threads.delete(thread));
    return thread;
  }

  /** Does a task once more, in a thread with more room, and at last with as much as there is. */
  private performAlone(task: Task): Promise<void> {
    const done = this.alone.then(async () => {
      for (const room of [...this.rooms.slice(1), {}]) {
        const thread = this.start(room);
        const isDone = await perform(thread, task);
        this.threads.delete(thread);
        await thread.terminate();
        if (isDone) return;
      }
      throw new Error('there is not enough memory for this');
    });
    // Whoever waits for it is told what went wrong; what comes after it is another task.
    this.alone = done.catch(() => undefined);
    return done;
  }
}

/** Calls of a text are calls of the interpreter, and may nest a thousand deep. */
const LIMITS = { stackSizeMb: 64 };

/**
 * V8 lets what dies young grow to 48 MB for each thread before it looks. What is made of a number dies at once, and looking
 * often costs little. What is noted of a program lives until it has run: to look, and move it, takes a third of all the time.
 */
const YOUNG = { made: 8, read: 32 };

/** What lives long V8 lets grow to several times what is needed, unless it has no more room: one file in a hundred needs more than the first. */
const ROOMS = [160, 320, 640].map((maxOldGenerationSizeMb) => ({ maxOldGenerationSizeMb }));

const ENTRY = { bundle: 'dataset-worker.js', source: join(__dirname, 'worker.ts') };

/** @returns false where the thread has not had room for it, and is no more */
function perform(thread: Worker, task: Task): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const settle = (error: NodeJS.ErrnoException | undefined): void => {
      thread.off('message', onAnswer).off('error', settle).off('exit', onExit);
      if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(false);
      else if (error) reject(error);
      else resolve(true);
    };
    const onAnswer = (answer: { message: string; code?: string } | null): void =>
      settle(answer ? Object.assign(new Error(answer.message), { code: answer.code }) : undefined);
    const onExit = (): void => settle(new Error('a thread that makes examples has stopped'));
    thread.on('message', onAnswer).on('error', settle).on('exit', onExit);
    thread.postMessage(task);
  });
}
