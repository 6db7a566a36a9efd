import { join } from 'node:path';
import { bundlePath, isBundled } from '../bundles';
import { userCache } from '../files/user-cache';

/** How to start the inference process. */
export interface InferenceEntry {
  path: string;
  /** Arguments for Node; never those of this process, whose inspector port the child would try to take. */
  execArgv: string[];
  /** The folder where it keeps which models it has verified; it verifies all of them anew if undefined. */
  kept?: string;
  /** Where libraries of providers lie that the runtime's package leaves out, asked for at every start; see `LIBRARIES`. */
  libraries?: () => string | undefined;
}

/** The bundle `inference.js`; `child.ts`, through tsx, where there is none. What is not shipped verifies every model anew. */
export function inferenceEntry(): InferenceEntry {
  const path = bundlePath('inference.js');
  if (path === undefined) return { path: join(__dirname, 'child.ts'), execArgv: ['--import', 'tsx'] };
  return { path, execArgv: [], ...(isBundled() && { kept: join(userCache(), 'state-probe') }) };
}

/** Where models are kept that are built for a text. */
export function builtFolder(): string {
  return join(userCache(), 'state-probe', 'built');
}
