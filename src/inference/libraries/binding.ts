import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { readTextSync } from '../../files/read';
import { userCache } from '../../files/user-cache';
import { LIBRARIES, SHARED } from './place';

/** Of the file that tells a version. */
const MOST_BYTES = 2 ** 16;
const require = createRequire(__filename);

/** Where the runtime looks for its providers, and why it is not where the person said. */
export interface RuntimeFolder {
  folder: string;
  refused?: string;
}

/**
 * The runtime looks for its providers in the folder from which it was loaded itself. So that those of a person's own are found
 * without a file being put into the installed extension, it is loaded from a folder of links: only the binding is copied, for
 * Node resolves links before it loads. To be called before anything loads `onnxruntime-node`.
 */
export function loadRuntime(place = process.env[LIBRARIES]): RuntimeFolder {
  const main = require.resolve('onnxruntime-node');
  const binding = join(main, '../../bin/napi-v6', process.platform, process.arch, 'onnxruntime_binding.node');
  const own = { folder: dirname(binding) };
  if (place === undefined || place === '' || process.platform !== 'linux') return own;
  if (!existsSync(join(place, SHARED))) return { ...own, refused: `${place} holds no ${SHARED}` };
  const version = versionIn(place);
  const ours = (require('onnxruntime-node/package.json') as { version: string }).version;
  if (version !== undefined && version !== ours)
    return {
      ...own,
      refused: `the libraries in ${place} are those of onnxruntime ${version}, needed are those of ${ours}`,
    };
  try {
    const folder = linked(binding, place, ours);
    const loaded: { exports: unknown } = { exports: {} };
    process.dlopen(loaded, join(folder, basename(binding)));
    const id = require.resolve(binding);
    // Who asks for the binding is given this one.
    require.cache[id] = Object.assign(Object.create(null) as NodeJS.Module, {
      ...{ id, filename: id, path: dirname(id), loaded: true, exports: loaded.exports, children: [], paths: [] },
    });
    return { folder };
  } catch (error) {
    return { ...own, refused: `${place}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Python's package says its version beside the libraries. */
function versionIn(place: string): string | undefined {
  try {
    return /^__version__ = '([^']+)'/m.exec(readTextSync(join(place, 'build_and_package_info.py'), MOST_BYTES))?.[1];
  } catch {
    return undefined;
  }
}

/** Made once for a runtime and the libraries that are in a folder now; whole, or not there. */
function linked(binding: string, place: string, version: string): string {
  const own = dirname(binding);
  const libraries = readdirSync(place)
    .filter((file) => /^libonnxruntime_providers_.+\.so/.test(file))
    .sort();
  const name = createHash('sha256')
    .update([own, place, version, ...libraries].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const folder = join(userCache(), 'state-probe', `onnxruntime-${name}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(`${folder}-`);
  copyFileSync(binding, join(made, basename(binding)));
  for (const file of readdirSync(own)) if (file !== basename(binding)) symlinkSync(join(own, file), join(made, file));
  for (const file of libraries) symlinkSync(join(place, file), join(made, file));
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process was faster.
    rmSync(made, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
