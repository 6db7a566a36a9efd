import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** How to start the inference process. */
export interface InferenceEntry {
  path: string;
  /** Arguments for Node; never those of this process, whose inspector port the child would try to take. */
  execArgv: string[];
}

/**
 * `inference.js` beside the bundle that this code is part of; `child.ts`, through tsx, where it runs from source
 * (tests and benchmarks).
 */
export function inferenceEntry(folder: string = __dirname): InferenceEntry {
  const bundled = join(folder, 'inference.js');
  return existsSync(bundled)
    ? { path: bundled, execArgv: [] }
    : { path: join(folder, 'child.ts'), execArgv: ['--import', 'tsx'] };
}
