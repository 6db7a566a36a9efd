import { parentPort, workerData } from 'node:worker_threads';
import { planSchema } from '../plan/plan-schema';
import { Folders, readJson } from './folders';
import { taskSchema } from './task';
import { Work } from './work';

/** A thread that does the tasks of one run, one at a time, and answers each with null or what went wrong. */
const folders = new Folders((workerData as { partial: string }).partial);
const work = new Work(folders, planSchema.parse(readJson(folders.plan)));

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
