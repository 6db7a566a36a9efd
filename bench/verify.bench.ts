import { join } from 'node:path';
import { checksOf } from '../src/inference/verify/verify';
import { readCatalogue } from '../src/models/catalogue';
import { readModelFiles } from '../src/models/model-files';
import { median, type Result } from './result';

const MODELS = join(__dirname, '../models');
const RUNS = 5;

/** What it takes to verify each bundled model, opened and all, as with a file of one's own when it is first run. */
export default async function verifying(): Promise<Result[]> {
  const { models } = await readCatalogue([MODELS]);
  const results: Result[] = [];
  for (const { path, manifest } of models) {
    const files = await readModelFiles(path);
    const failed = (await checksOf(files)).find(({ passed }) => passed !== true);
    if (failed) throw new Error(`${manifest.id}: ${failed.name}: ${failed.reason ?? ''}`);
    const value = await median(RUNS, () => checksOf(files));
    const digest = await median(RUNS, () => readModelFiles(path));
    results.push({ what: `${manifest.id}: verified`, value, unit: 'ms' });
    results.push({ what: `${manifest.id}: digest`, value: digest, unit: 'ms' });
  }
  return results;
}
