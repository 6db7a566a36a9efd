import { setImmediate } from 'node:timers/promises';
import { Folders } from './folders';
import { Work, type Task } from './work';

/** Does the tasks of a run in this thread: where there is little to do, threads take longer to start than it takes. */
export class Alone {
  private work: Work | undefined;

  constructor(private readonly partial: string) {}

  /** @throws the fault of a task, or the signal's reason */
  async run(tasks: readonly Task[], onDone: (task: Task) => void, signal?: AbortSignal): Promise<void> {
    this.work ??= new Work(new Folders(this.partial));
    for (const task of tasks) {
      signal?.throwIfAborted();
      await this.work.do(task);
      onDone(task);
      // Whoever wants to stop it is heard between two tasks.
      await setImmediate();
    }
    signal?.throwIfAborted();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
