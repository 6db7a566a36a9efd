// JSON Schemas for what people write themselves, by which an editor underlines slips. They are made of the same zod schemas by
// which these files are read.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './process.mjs';

/** What package.json names under `jsonValidation`, and what makes it. */
const SOURCE = `
export { sidecarJsonSchema as model } from './src/models/manifest-schema';
export { traceFileJsonSchema as trace } from './src/trace/schema';
`;

/** @returns {Promise<Record<string, object>>} by the name of the file, such as `model.schema.json` */
async function editorSchemas() {
  const { outputFiles } = await build({
    stdin: { contents: SOURCE, resolveDir: ROOT, loader: 'ts' },
    ...{ bundle: true, write: false, format: 'esm', platform: 'node' },
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  /** @type {Record<string, () => object>} */
  const made = await import(`data:text/javascript;base64,${code}`);
  return Object.fromEntries(Object.entries(made).map(([name, schema]) => [`${name}.schema.json`, schema()]));
}

/** @param {string} folder is made */
export async function writeSchemas(folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(await editorSchemas()).map(([name, schema]) =>
      writeFile(path.join(folder, name), JSON.stringify(schema)),
    ),
  );
}
