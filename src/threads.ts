import { Worker, type ResourceLimits } from 'node:worker_threads';
import { bundlePath } from './bundles';

/** In a thread `--import tsx` takes no effect: it is registered here, for both kinds of modules. */
const FROM_SOURCE = `
require('tsx/cjs');
import('tsx/esm/api').then(({ register }) => {
  register();
  require(require('node:worker_threads').workerData.file);
});`;

export interface ThreadEntry {
  /** Name of the thread's bundle, which the build puts beside the bundle that this code is part of. */
  bundle: string;
  /** Path of the same code in TypeScript, for a program that runs from source. */
  source: string;
}

/** Starts a thread; its `workerData` is `data` and, from source, the path of the code. */
export function startThread(entry: ThreadEntry, data: object, resourceLimits: ResourceLimits): Worker {
  const bundled = bundlePath(entry.bundle);
  return bundled !== undefined
    ? new Worker(bundled, { workerData: data, execArgv: [], resourceLimits })
    : new Worker(FROM_SOURCE, { eval: true, workerData: { ...data, file: entry.source }, resourceLimits });
}
