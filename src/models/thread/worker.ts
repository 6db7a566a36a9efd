import { parentPort } from 'node:worker_threads';
import { readModel } from '../catalogue';
import { isRemote } from '../remote/address';
import type { Access } from '../remote/ask';
import { readRemoteModel } from '../remote/model';

/** A thread that reads one model after the other, of a file or a server, and answers with it, or why it is none. */
parentPort?.on('message', ({ path, access }: { path: string; access: Access }) => {
  const found = isRemote(path) ? readRemoteModel(path, access) : readModel(path);
  void found.then((one) => parentPort?.postMessage(one));
});
