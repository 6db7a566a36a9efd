import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkModelFile, checkSummary, isAccepted } from '../../../src/inference/check-file';
import { InferenceClient } from '../../../src/inference/client';
import { inferenceEntry } from '../../../src/inference/entry';
import type { CheckResult } from '../../../src/inference/protocol';
import { missingClass } from '../../../src/models/complete';
import { stateProbe, stateProbeProcess } from '../cli/run-cli';
import { parityManifest, paritySpec, symmetricManifest, temporaryFolder } from '../models/tiny-models';
import { writeBroken } from './broken-models';

describe('the check of a model file', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  mkdirSync(join(folder.path, 'broken'));
  const files = writeBroken(join(folder.path, 'broken'));
  const client = new InferenceClient();
  after(() => client.dispose());

  it('passes what follows the contract, with a line for everything that is asked', async () => {
    const result = await checkModelFile(folder.write('good.onnx', paritySpec()), client);
    assert.ok(isAccepted(result), checkSummary(result));
    assert.match(result.digest ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual(
      result.checks.map(({ name }) => name),
      [
        ...['file', 'manifest', 'weights', 'opset', 'opens', 'names', 'types', 'layers', 'free sizes', 'token ids'],
        ...['sizes', 'classes complete', 'finite values', 'repeatable', 'causal', 'independent of the batch'],
      ],
    );
  });

  it('has at least thirty files that break the contract in one way each', () => assert.ok(files.length >= 30));

  for (const { broken, path } of files)
    it(`names ${broken.what}`, async () => {
      const result = await checkModelFile(path, client);
      const failed = result.checks.filter(({ passed }) => passed === false);
      assert.deepEqual(
        failed.map(({ name }) => name),
        [broken.check],
        JSON.stringify(failed),
      );
      assert.match(failed[0]?.reason ?? '', broken.reason);
      assert.ok((failed[0]?.remedy ?? '').length > 10, 'says what to change');
      assert.doesNotMatch(failed[0]?.reason ?? '', /Invalid input|expected|received/, 'not the validator’s words');
      // And it is not run.
      await assert.rejects(client.load({ model: path, providers: ['cpu'] }), /./);
    });

  it('is a verb: a table, exit code 1 where something fails, and the list names the same files', async () => {
    const good = join(folder.path, 'good.onnx');
    const [passed, failed, listed] = await Promise.all([
      stateProbeProcess(['check', good]),
      stateProbeProcess(['check', good, ...files.map(({ path }) => path), '--json']),
      stateProbeProcess(['models', '--model-folder', join(folder.path, 'broken'), '--json']),
    ]);
    assert.equal(passed.code, 0, passed.err);
    assert.match(passed.out, /^.*good\.onnx: follows the contract: 16 of 16 checks passed\n {2}✓ file\n/);
    assert.equal(failed.code, 1);
    const lines = failed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { path: string; accepted: boolean });
    assert.deepEqual(
      lines.map(({ accepted }) => accepted),
      [true, ...files.map(() => false)],
    );
    const { models, problems } = JSON.parse(listed.out) as {
      models: { path: string }[];
      problems: { path: string; reason: string }[];
    };
    const own = models.filter(({ path }) => path.startsWith(folder.path));
    assert.deepEqual(own, []);
    for (const { broken, path } of files) {
      const problem = problems.find((one) => one.path === path);
      assert.match(problem?.reason ?? 'not named', broken.reason, broken.what);
    }
  });

  it('asks briefly nothing of what is known to pass, also in another process', async () => {
    const kept = join(folder.path, 'kept');
    const good = folder.write('known.onnx', paritySpec(parityManifest({ description: 'known' })));
    const brief = async (path: string): Promise<CheckResult> => {
      const own = new InferenceClient({ ...inferenceEntry(), kept });
      try {
        return await checkModelFile(path, own, { brief: true });
      } finally {
        own.dispose();
      }
    };
    assert.equal((await brief(good)).checks.length, 16);
    const again = await brief(good);
    assert.deepEqual([again.checks, isAccepted(again)], [[], true]);
    for (const { path } of files.slice(-2)) {
      assert.ok(!isAccepted(await brief(path)));
      assert.ok(!isAccepted(await brief(path)), 'what fails is asked anew');
    }
  });

  it('is not needed to run a file by its name', async () => {
    const good = join(folder.path, 'good.onnx');
    const noisy = files.find(({ broken }) => broken.what === 'noise')?.path ?? '';
    const text = `a = 10\nb = 20\n${'a, b = b, a\n'.repeat(3)}`;
    const word = (...models: string[]) =>
      stateProbe(['run', '-', '--language', 'python', '--models', models.join(','), '--json'], text);
    const [ran, bad, none, twice, taken] = await Promise.all([
      word(good, 's5-wfa-ssm'),
      word(noisy),
      word('s5-mamba-11'),
      word(good, good),
      word(files[0]?.path ?? ''),
    ]);
    const { models } = JSON.parse(ran.out) as { models: { id: string; accuracy?: number }[] };
    assert.deepEqual(
      models.map(({ id, accuracy }) => [id, accuracy]),
      [
        ['parity', 1],
        ['s5-wfa-ssm', 1],
      ],
    );
    const [refused] = (JSON.parse(bad.out) as { models: { skipped: string }[] }).models;
    assert.match(refused?.skipped ?? '', /two runs of one word differ/);
    assert.equal(none.code, 2);
    assert.match(none.err, /there is no model 's5-mamba-11': did you mean s5-mamba-1\?/);
    assert.deepEqual([twice.code, /named already/.test(twice.err)], [2, true]);
    assert.deepEqual([taken.code, /Git LFS pointer.*state-probe check/.test(taken.err)], [1, true], taken.err);
  });

  it('tells wrong usage from a file that fails', async () => {
    assert.equal((await stateProbe(['check'])).code, 2);
    const { code, out } = await stateProbe(['check', 'no-such-file.onnx']);
    assert.equal(code, 1);
    assert.match(out, /✗ file +there is no such file/);
  });
});

describe('the classes of a task', () => {
  const all = (degree: number): number[][] =>
    degree === 0
      ? [[]]
      : all(degree - 1).flatMap((shorter) =>
          Array.from({ length: degree }, (_, at) => [...shorter.slice(0, at), degree - 1, ...shorter.slice(at)]),
        );

  it('are complete when every product has one, and else the shortest word without one is told', () => {
    for (const degree of [1, 2, 3, 4, 5]) {
      const classes = all(degree);
      const manifest = symmetricManifest(degree, classes);
      assert.equal(manifest.task.kind === 'monoid' && missingClass(manifest.task), undefined);
      if (degree < 3) continue;
      const even = classes.filter((map) => !isOdd(map));
      const { task } = symmetricManifest(degree, even);
      assert.ok(task.kind === 'monoid');
      assert.equal(missingClass(task)?.word.length, 1, 'a swap is odd');
    }
  });

  it('of values compose the other way round', () => {
    const tokens = [
      [0, 0],
      [1, 1],
    ];
    const task = { kind: 'monoid', name: 'set', degree: 2, tokens, classes: tokens } as const;
    const of = (acts: 'slots' | 'values') => missingClass({ ...task, tokens, classes: [...tokens], acts });
    assert.equal(of('slots'), undefined);
    assert.equal(of('values'), undefined);
  });
});

function isOdd(map: readonly number[]): boolean {
  let odd = false;
  for (let i = 0; i < map.length; i++) for (let j = 0; j < i; j++) if ((map[j] ?? 0) > (map[i] ?? 0)) odd = !odd;
  return odd;
}
