import { parentPort } from 'node:worker_threads';
import { readModel } from '../catalogue';

/** A thread that reads one model file after the other and answers with the model, or why it is none. */
parentPort?.on('message', (path: string) => {
  void readModel(path).then((found) => parentPort?.postMessage(found));
});
