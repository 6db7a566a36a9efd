import { parentPort, workerData } from 'node:worker_threads';
import { Folders } from './folders';
import { taskSchema, Work } from './work';

/** A thread that does the tasks of one run, one at a time, and answers each with null or what went wrong. */
const work = new Work(new Folders((workerData as { partial: string }).partial));

parentPort?.on('message', (message: unknown) => {
  void work.do(taskSchema.parse(message)).then(
    () => parentPort?.postMessage(null),
    (error: unknown) =>
      parentPort?.postMessage({
        message: (error as Error).message,
        code: (error as NodeJS.ErrnoException).code,
      }),
  );
});
