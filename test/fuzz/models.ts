/**
 * Reads and runs mutated model files and manifests: each is a model that answers within its contract, or is refused with a
 * reason in bounded, printable words; nothing throws anything else, and nothing holds up what comes after it.
 *
 *   npm run fuzz:models -- [--count 4000] [--seed 1]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestFor } from '../../src/analysis/request';
import { InferenceClient, InferenceError } from '../../src/inference/client';
import { readModel } from '../../src/models/catalogue';
import { MANIFEST_KEY, vocabularyOf, type Manifest } from '../../src/models/manifest';
import { printable } from '../../src/text/printable';
import { onnxFile } from '../unit/models/onnx-fixture';
import { parityManifest, paritySpec, symmetricManifest } from '../unit/models/tiny-models';
import { optionsOf, wholeOf } from './options';

const ROOT = join(__dirname, '../..');
/** Small ones, of several kinds. */
const BUNDLED = ['parity-wfa-ssm', 'flip-flop-wfa-ssm', 'parity-mamba-2'];
/** Milliseconds for a model that does not answer. */
const PATIENCE = 20_000;

class Random {
  constructor(private state: number) {}
  below(count: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * count);
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let copy = Buffer.from(bytes);
  for (let change = 1 + random.below(4); change > 0; change--) {
    const at = random.below(copy.length);
    const kind = random.below(20);
    if (kind <= 16) copy[at] = random.below(256);
    else if (kind === 17) copy = copy.subarray(0, at + 1);
    else if (kind === 18) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + random.below(64))]);
    else copy = Buffer.concat([copy.subarray(0, at), copy.subarray(random.below(copy.length), at), copy.subarray(at)]);
    if (copy.length === 0) copy = Buffer.from([random.below(256)]);
  }
  return copy;
}

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1,
    2 ** 31,
    2 ** 53,
    1e308,
    0.5,
    '',
    'x'.repeat(3000),
    '\u001b[31m',
    '\u202e',
    '__proto__',
    [],
    {},
  ],
  ...[
    [[]],
    [[0, 0]],
    [[1, 0]],
    { kind: 'monoid' },
    { kind: 'language', rule: {} },
    Array.from({ length: 2000 }, () => [0, 1]),
  ],
];

/** A manifest with some values in other places, of other kinds, or gone. */
function mutatedManifest(manifest: unknown, random: Random): string {
  const copy = structuredClone(manifest) as Record<string, unknown>;
  for (let change = 1 + random.below(4); change > 0; change--) {
    let at: Record<string, unknown> = copy;
    for (;;) {
      const key = random.pick(Object.keys(at).concat('extra'));
      const inner = at[key];
      if (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && random.below(3) > 0) {
        at = inner as Record<string, unknown>;
        continue;
      }
      if (random.below(4) === 0) Reflect.deleteProperty(at, key);
      else at[key] = structuredClone(random.pick(VALUES));
      break;
    }
  }
  const text = JSON.stringify(copy);
  if (random.below(8) > 0) return text;
  const place = random.below(text.length);
  return (
    text.slice(0, place) +
    random.pick(['', '{', '[['.repeat(2000), '"', '\0', '\ud800']) +
    text.slice(place + random.below(3))
  );
}

function wordOf(manifest: Manifest, random: Random): Int32Array {
  const vocabulary = Math.min(vocabularyOf(manifest), 1000);
  return Int32Array.from({ length: 8 }, () => random.below(vocabulary));
}

async function main(): Promise<void> {
  const values = optionsOf(__filename, {
    count: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
  });
  const [count, seed] = [wholeOf('count', values.count), wholeOf('seed', values.seed)];
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-fuzz-'));
  const path = join(folder, 'mutated.onnx');
  const bundled = BUNDLED.map((id) => readFileSync(join(ROOT, 'models', `${id}.onnx`)));
  const files = [...bundled, Buffer.from(onnxFile(paritySpec()))];
  const manifests = [parityManifest(), symmetricManifest(3, [[0, 1, 2]])];
  const client = new InferenceClient(
    { path: join(ROOT, 'dist/inference.js'), execArgv: [] },
    undefined,
    () => PATIENCE,
  );
  const tally = { ran: 0, refused: 0, 'not run': 0, died: 0, 'stopped for its time': 0, wrong: 0 };
  const wrong = (number: number, what: string): void => {
    tally.wrong++;
    console.log(`file ${number}: ${what}`);
  };
  const begun = performance.now();
  for (let number = 0; number < count; number++) {
    const random = new Random((seed * 1_000_003 + number * 7919) >>> 0);
    const text = number % 2 === 1 ? mutatedManifest(random.pick(manifests), random) : undefined;
    writeFileSync(
      path,
      text === undefined
        ? mutatedBytes(random.pick(files), random)
        : onnxFile({ ...paritySpec(), metadata: { [MANIFEST_KEY]: text } }),
    );
    try {
      const found = await readModel(path);
      if ('reason' in found) {
        if (found.reason === '' || found.reason.length > 1700 || printable(found.reason) !== found.reason)
          wrong(number, `the reason ${JSON.stringify(found.reason)}`);
        else tally.refused++;
        continue;
      }
      await client.run(requestFor(found, wordOf(found.manifest, random), { providers: ['cpu'] }));
      tally.ran++;
    } catch (error) {
      if (!(error instanceof InferenceError) || error.message === '') wrong(number, String(error));
      else if (/ended unexpectedly|too much memory/.test(error.message)) tally.died++;
      else tally[/was stopped after/.test(error.message) ? 'stopped for its time' : 'not run']++;
    }
    if ((number + 1) % 500 === 0) console.error(`${number + 1} files, ${JSON.stringify(tally)}`);
  }
  client.dispose();
  rmSync(folder, { recursive: true });
  console.log(
    `seed ${seed}: ${count} model files and manifests in ${((performance.now() - begun) / 1000).toFixed(0)} s: ` +
      `${tally.refused} refused, ${tally['not run']} not run with a reason, ${tally.died} ended their process, which was said, ` +
      `${tally['stopped for its time']} stopped for their time, ${tally.ran} ran; ${tally.wrong} faults`,
  );
  if (tally.wrong > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
