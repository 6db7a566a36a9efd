import { join } from 'node:path';
import { Bridge } from '../src/inference/bridge/bridge';
import { openAsItIs } from '../src/inference/opened';
import { openModel } from '../src/inference/session';
import { readCatalogue, type Model } from '../src/models/catalogue';
import { vocabularyOf } from '../src/models/manifest';
import { readModelFiles } from '../src/models/model-files';
import { generatorFor, uniformWord } from '../src/models/random-words';
import { readBridging } from '../src/models/read-bridging';
import type { Result } from './result';

/** As `eval` takes them by itself; fewer words with `STATE_PROBE_WORDS`, of which it takes 1,000. */
const LENGTHS = [2, 4, 8, 16, 32, 64, 128, 256, 512];
const WORDS = Number(process.env['STATE_PROBE_WORDS'] ?? 1000);
/** Tokens of one call. */
const TOKENS = 4096;
const GIBIBYTE = 2 ** 30;

/** The processor's time for the answers of an `eval` of every bundled model, by the forms that are made for it, and by the files as they are. */
export default async function evaluation(): Promise<Result[]> {
  const { models } = await readCatalogue([join(__dirname, '../models')]);
  const chosen = process.env['STATE_PROBE_MODELS']?.split(',') ?? models.map(({ manifest }) => manifest.id);
  const results: Result[] = [];
  const sum = { forms: 0, file: 0 };
  /** What writes its states reads all anew for each: it takes longer than all others, and has no other form. */
  const writing = { forms: 0, file: 0 };
  for (const model of models.filter(({ manifest }) => chosen.includes(manifest.id))) {
    const { forms, file } = await timesOf(model);
    const to = model.manifest.writes ? writing : sum;
    to.forms += forms;
    to.file += file;
    results.push(row(model.manifest.id, forms, file));
  }
  const all = row('all of them', sum.forms + writing.forms, sum.file + writing.file);
  return [...results, row('all that write no states', sum.forms, sum.file), all];
}

function row(what: string, value: number, file: number): Result {
  const words = `${WORDS} words of ${LENGTHS.length} lengths`;
  return { what: `${words}, ${what}`, value, unit: 's', against: { what: 'the file as it is', value: file } };
}

/** Seconds of each; the two take turns, and the making of forms counts. */
async function timesOf({ path, manifest }: Model): Promise<{ forms: number; file: number }> {
  const model = await openModel(await readModelFiles(path), ['cpu'], GIBIBYTE);
  const session = await openAsItIs(path);
  const bridge = new Bridge(session.graph, await readBridging(path));
  const times = { forms: 0, file: 0 };
  for (const length of LENGTHS.filter((one) => one <= (model.shape.longest?.tokens ?? Infinity))) {
    const most = Math.max(1, Math.floor(TOKENS / length));
    for (let done = 0; done < WORDS; done += most) {
      const batch = Math.min(most, WORDS - done);
      const tokens = Int32Array.from(uniformWord(generatorFor(done, length), vocabularyOf(manifest), batch * length));
      times.forms += await seconds(() => model.run(tokens, batch, length, ['logits']));
      times.file += await seconds(() => bridge.run(session.call, tokens, { batch, length }, ['logits']));
    }
  }
  await session.release();
  await model.release();
  return times;
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
