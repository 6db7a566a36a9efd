import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgePrecision, type OnProvider } from '../../../src/inference/precision/judge';
import { KeptChecks } from '../../../src/inference/precision/kept';
import type { RunWords } from '../../../src/inference/precision/sample';
import { precisionText } from '../../../src/inference/precision/verdict';
import type { Manifest } from '../../../src/models/manifest';
import { readModelFiles } from '../../../src/models/model-files';
import { uniformWord, generatorFor } from '../../../src/models/random-words';
import { halved, parityManifest, paritySpec, temporaryFolder } from '../models/tiny-models';

const published = (full: number, ...lengths: number[]): Partial<Manifest> => ({
  metrics: lengths.map((length) => ({ length, sequences: 1000, full, steps: full })),
});

/** Parity after every token, wrong after a share of them; `bos` counts for nothing. */
function provider(wrongShare: number, wrong = -1): RunWords & { tokens: number } {
  const run = Object.assign(
    (tokens: Int32Array, batch: number, length: number) => {
      run.tokens += tokens.length;
      const falls = uniformWord(generatorFor(1, run.tokens), 1000, tokens.length);
      const data = new Float32Array(2 * tokens.length);
      let odd = 0;
      tokens.forEach((token, at) => {
        odd = at % length === 0 ? 0 : odd;
        odd ^= token & 1;
        const sign = (falls[at] ?? 0) < 1000 * wrongShare ? wrong : 1;
        data[2 * at + odd] = 8 * sign;
      });
      return Promise.resolve({ dims: [batch, length, 2], data });
    },
    { tokens: 0 },
  );
  return run;
}

describe('a file in half precision on a provider', () => {
  const folder = temporaryFolder();
  let count = 0;

  async function asked(manifest: Partial<Manifest>, run: RunWords, more: Partial<OnProvider> = {}) {
    const path = folder.write(`half-${count++}.onnx`, halved(paritySpec(parityManifest(manifest))));
    const onCpu = () => Promise.resolve({ run: provider(0), release: () => Promise.resolve() });
    const files = await readModelFiles(path);
    return { files, provider: 'cuda' as const, run, longest: Infinity, onCpu, tell: () => undefined, ...more };
  }
  const judge = async (manifest: Partial<Manifest>, run: RunWords, more?: Partial<OnProvider>) => {
    const check = await judgePrecision(await asked(manifest, run, more), new KeptChecks(undefined));
    assert.ok(check);
    return { ...check, says: precisionText(check) };
  };

  it('is run where it is as accurate as published', async () => {
    const { passed, lengths, says } = await judge(published(0.99, 8, 64), provider(0));
    assert.deepEqual(
      [passed, lengths.map(({ length, words, full }) => [length, words, full])],
      [
        true,
        [
          [8, 64, 1],
          [64, 64, 1],
        ],
      ],
    );
    assert.match(
      says,
      /^in half precision, as accurate as published: 100% of 64 words right at length 8 \(published 99%\), /,
    );
    const start = { task: { ...parityManifest().task, bos: 2 } };
    assert.ok((await judge({ ...published(1, 8), ...start }, provider(0))).passed);
  });

  it('is refused where it falls short at a length, which is named', async () => {
    const { passed, says } = await judge(published(1, 2, 256), provider(0.005));
    assert.ok(!passed);
    assert.match(
      says,
      /^in half precision it falls short of its published accuracy: \d+(\.\d)?% of 64 words right at length 256 \(published 100%\)$/,
    );
    assert.ok(!(await judge(published(1, 16), provider(1, NaN))).passed, 'logits that are no numbers');
  });

  it('loses nothing where nothing was right', async () => {
    assert.ok((await judge(published(0.02, 64), provider(0.2))).passed);
  });

  it('is asked at no more than four lengths, none too long for the file or for a check', async () => {
    const many = await judge(published(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096), provider(0));
    assert.deepEqual(
      many.lengths.map(({ length, words }) => [length, words]),
      [
        [2, 64],
        [16, 64],
        [128, 64],
        [1024, 16],
      ],
    );
    const short = await judge(published(1, 8, 64), provider(0), { longest: 16 });
    assert.deepEqual(
      short.lengths.map(({ length }) => length),
      [8],
    );
  });

  it('is compared with the CPU where nothing is published', async () => {
    const good = await judge({}, provider(0));
    assert.deepEqual([good.passed, good.sameAnswers, good.lengths], [true, 1, []]);
    const bad = await judge({}, provider(0.1));
    assert.match(
      bad.says,
      /^in half precision, with no published accuracy .*: \d\d(\.\d)?% of its answers are those of the CPU, fewer than 99%$/,
    );
    assert.ok(!bad.passed && !(await judge({}, provider(0.1, NaN))).passed);
  });

  it('is checked once for each file and provider, also by other processes', async () => {
    const file = join(folder.path, 'cache', 'half.jsonl');
    const run = provider(0);
    const model = await asked(published(1, 8), run);
    const first = await judgePrecision(model, new KeptChecks(file));
    const { tokens } = run;
    appendFileSync(file, '{"digest": "cut sh');
    assert.deepEqual(await judgePrecision(model, new KeptChecks(file)), first);
    assert.ok(tokens > 0 && run.tokens === tokens);
    const other = await judgePrecision({ ...model, provider: 'webgpu' }, new KeptChecks(file));
    assert.ok(other?.provider === 'webgpu' && run.tokens === 2 * tokens);
    assert.equal(readFileSync(file, 'utf8').split('\n').length, 3);
  });

  it('is told from one that computes in float32, which is not run', async () => {
    const path = folder.write('single.onnx', paritySpec());
    const run = provider(1);
    const model = { ...(await asked({}, run)), files: await readModelFiles(path) };
    assert.equal(await judgePrecision(model, new KeptChecks(undefined)), undefined);
    assert.equal(run.tokens, 0);
  });
});
