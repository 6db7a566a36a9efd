import { setImmediate } from 'node:timers/promises';
import type { Plan } from '../plan/plan';
import type { Folders } from './folders';
import type { Task } from './task';
import { Work } from './work';

/** Does the tasks of a run in this thread: where there is little to do, threads take longer to start than it takes. */
export class Alone {
  private readonly work: Work;

  constructor(folders: Folders, plan: Plan) {
    this.work = new Work(folders, plan);
  }

  /** @throws the fault of a task, or the signal's reason */
  async run(tasks: readonly Task[], onDone: (task: Task) => void, signal?: AbortSignal): Promise<void> {
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
