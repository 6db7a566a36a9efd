import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './process.mjs';

/**
 * The licences of all foreign code that is shipped, as they ask for.
 *
 * @param {readonly string[]} inputs files that went into the bundles, from the project's folder
 * @param {readonly string[]} copied names of packages that are shipped as they are
 * @returns {Promise<string>}
 */
export async function notices(inputs, copied) {
  const names = new Set(copied);
  for (const input of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name !== undefined) names.add(name);
  }
  const parts = await Promise.all([...names].sort().map(notice));
  return `State Probe contains software of others:\n\n${parts.join('\n')}`;
}

/** @param {string} name */
async function notice(name) {
  const folder = path.join(ROOT, 'node_modules', name);
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  // A package without the text of its licence is named with the place it comes from.
  const { url = manifest.homepage } = manifest.repository ?? {};
  const text = file === undefined ? `See ${url}\n` : await readFile(path.join(folder, file), 'utf8');
  return `== ${name} ${manifest.version} (${manifest.license})\n\n${text}`;
}
