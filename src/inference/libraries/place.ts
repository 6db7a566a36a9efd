import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The folder of libraries that onnxruntime's package for npm leaves out (CUDA, TensorRT: Linux alone), for this process and for
 * those that it starts.
 */
export const LIBRARIES = 'STATE_PROBE_ONNXRUNTIME_LIBRARIES';

/** What every such provider is loaded by. */
export const SHARED = 'libonnxruntime_providers_shared.so';

/**
 * What a process that runs models is given to find those libraries: by the loader of the system, which looks where it is told
 * before a process begins, also those of CUDA that Python's packages `nvidia-*` hold beside `onnxruntime-gpu`.
 *
 * @param place the folder itself, a folder of the package `onnxruntime`, or an environment of Python; of this process if absent
 */
export function librariesEnvironment(place = process.env[LIBRARIES]): NodeJS.ProcessEnv {
  if (place === undefined || place === '' || process.platform !== 'linux') return {};
  const folder = folderIn(place);
  if (folder === undefined) return { [LIBRARIES]: place };
  const packages = join(folder, '..', '..');
  const nvidia = ['lib', 'lib64'].flatMap((name) => listed(join(packages, 'nvidia')).map((one) => join(one, name)));
  const searched = [folder, ...nvidia.filter((one) => existsSync(one)), process.env['LD_LIBRARY_PATH'] ?? ''];
  return { [LIBRARIES]: folder, LD_LIBRARY_PATH: searched.filter((one) => one !== '').join(delimiter) };
}

function folderIn(place: string): string | undefined {
  const pythons = ['lib', 'lib64'].flatMap((name) => listed(join(place, name)));
  const found = [
    place,
    join(place, 'capi'),
    join(place, 'onnxruntime', 'capi'),
    ...pythons.map((one) => join(one, 'site-packages', 'onnxruntime', 'capi')),
  ].find((folder) => existsSync(join(folder, SHARED)));
  return found === undefined ? undefined : realpathSync(found);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
