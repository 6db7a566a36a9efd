import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Bundles lie beside the one that this code is part of; where it runs from source there are none. */
let folder = __dirname;

/** Processes and threads are started from the bundles of this folder, which load in a tenth of the time of their source. */
export function useBundles(of: string): void {
  folder = of;
}

/** The path of the bundle of this name, such as `inference.js`, if there is one. */
export function bundlePath(name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
}

/** Whether this code itself is part of a bundle, as what is shipped is. */
export function isBundled(): boolean {
  return folder === __dirname && bundlePath('inference.js') !== undefined;
}
