import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { version } from '../../../package.json';
import { compareResults, RESULT_FORMAT, type Result } from '../../../src/analysis/results';
import { difference } from '../../../src/statistics/wilson';
import { ResultsFile } from '../../../src/cli/results-file';
import { circleSpec, paritySpec, temporaryFolder } from '../models/tiny-models';
import { ROOT, stateProbe } from './run-cli';

function result(changed: Partial<Result> = {}): Result {
  return {
    ...{ format: RESULT_FORMAT, version, id: 'm', name: 'M', digest: 'a'.repeat(64), task: 'S5', seed: 7, count: 1000 },
    ...{ length: 64, provider: 'cpu', full: 0.5, fullInterval: [0.4, 0.6], steps: 0.9, stepsInterval: [0.8, 1] },
    firstWrongMedian: null,
    ...changed,
  };
}

describe('results that are kept', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder.path, name);
  const lines = (file: string): Result[] =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const schema = (name: string) => {
    const file = (one: string): object => JSON.parse(readFileSync(join(ROOT, 'docs/formats', one), 'utf8')) as object;
    if (!ajv.getSchema('file:///common.schema.json'))
      ajv.addSchema(file('common.schema.json'), 'file:///common.schema.json');
    return ajv.compile({ ...file(name), $id: `file:///${name}` });
  };

  it('are refused a place that cannot be written before anything is measured', async () => {
    for (const [out, reason] of [
      [folder.path, 'it is a folder'],
      [path('nowhere/results.jsonl'), 'no such folder'],
    ] as const) {
      const { code, out: said, err } = await stateProbe(['eval', '--models', 's5-mamba-1', '--out', out]);
      assert.deepEqual([code, said, err.trim()], [1, '', `state-probe: ${out} cannot be written (${reason})`]);
    }
  });

  it('of another provider are others', () => {
    const file = new ResultsFile(path('providers.jsonl'));
    file.append(result());
    assert.deepEqual(file.find(result()), result());
    assert.equal(file.find(result({ provider: 'cuda' })), undefined);
    assert.equal(new ResultsFile(path('providers.jsonl')).find(result({ provider: 'cuda' })), undefined);
  });

  it('are read again where a run was killed while it wrote one, and went on behind it', () => {
    const cut = path('cut.jsonl');
    new ResultsFile(cut).append(result());
    new ResultsFile(cut).append(result({ seed: 8 }));
    for (const bytes of [2, 60]) {
      truncateSync(cut, readFileSync(cut).length - bytes);
      new ResultsFile(cut).append(result({ seed: 9 + bytes }));
      assert.deepEqual(
        new ResultsFile(cut).rows().map(({ seed }) => seed),
        [7, 9 + bytes],
      );
    }
    appendFileSync(cut, '{"format": }\n\n');
    assert.throws(() => new ResultsFile(cut), /cut\.jsonl:5:1: error: no line of results: it is not JSON/);
  });

  it('are appended, and not measured again', async () => {
    const right = folder.write('right.onnx', paritySpec());
    const wrong = folder.write(
      'wrong.onnx',
      circleSpec(
        [
          [0, 1],
          [0, 1],
        ],
        'wrong',
      ),
    ); // says one place always
    const out = path('results.jsonl');
    const args = ['eval', '--models', `${right},${wrong}`, '--count', '50', '--out', out, '--fail-under', '0.9@4'];
    const first = await stateProbe([...args, '--lengths', '4,6-8']);
    assert.equal(first.code, 1, 'the wrong one is wrong');
    assert.match(first.err, /^state-probe: wrong: \d+(\.\d)?% of words of 4 are right .*, less than 90%$/m);
    assert.doesNotMatch(first.err, /parity:/);
    const kept = lines(out);
    const valid = schema('result.schema.json');
    for (const line of kept) assert.ok(valid(line), ajv.errorsText(valid.errors));
    assert.deepEqual(
      kept.map(({ id, length, shortest, full }) => [id, length, shortest ?? null, full === 1]),
      [
        ['parity', 4, null, true],
        ['parity', 8, 6, true],
        ['wrong', 4, null, false],
        ['wrong', 8, 6, false],
      ],
    );
    // A run that was killed while it wrote.
    truncateSync(out, readFileSync(out).length - 10);
    const again = await stateProbe([...args, '--lengths', '4,6-8']);
    assert.deepEqual([again.code, again.err], [1, first.err], 'what is known counts too');
    assert.match(again.out, /^2 of 2 lengths stand in .*results\.jsonl already\.$/m);
    const text = readFileSync(out, 'utf8').trim().split('\n');
    assert.equal(text.length, 5);
    assert.equal(text[4], JSON.stringify({ ...kept[3], provider: 'cpu' }));
  });

  it('are refused where they cannot be what is meant', async () => {
    const usage = async (...args: string[]) => (await stateProbe(['eval', '--models', 's5-mamba-1', ...args])).code;
    assert.equal(await usage('--fail-under', '0.9'), 2);
    assert.equal(await usage('--fail-under', '0.9@5', '--lengths', '4'), 2);
    const bad = path('bad.jsonl');
    writeFileSync(bad, `${JSON.stringify(result())}\n{"format": 1}\n${JSON.stringify(result())}\n`);
    const { code, err } = await stateProbe(['compare', bad, bad]);
    assert.equal(code, 1);
    assert.match(err, /bad\.jsonl:2:1: error: no line of results: format: must be state-probe\/result@1, not 1/);
    assert.equal(existsSync(path('none.jsonl')), false);
    assert.match((await stateProbe(['compare', path('none.jsonl'), bad])).err, /there is no such file/);
  });

  it('are compared, with intervals', async () => {
    const [before, after] = [path('before.jsonl'), path('after.jsonl')];
    const rows = [result({ full: 0.9 }), result({ length: 128, full: 0.5 }), result({ length: 256 })];
    writeFileSync(before, rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const digest = 'b'.repeat(64);
    appendFileSync(after, `${JSON.stringify(result({ digest, full: 0.8 }))}\n`);
    appendFileSync(after, `${JSON.stringify(result({ digest, length: 128, full: 0.51 }))}\n`);
    const { code, out } = await stateProbe(['compare', before, after, '--json', '--fail-on-worse']);
    assert.equal(code, 1);
    const found = JSON.parse(out) as ReturnType<typeof compareResults>;
    const valid = schema('compare.schema.json');
    assert.ok(valid(found), ajv.errorsText(valid.errors));
    assert.deepEqual(
      found.rows.map(({ length, verdict }) => [length, verdict]),
      [
        [64, 'worse'],
        [128, 'same'],
      ],
    );
    assert.deepEqual(found.alone, [{ id: 'm', task: 'S5', length: 256, of: 'before' }]);
    const text = await stateProbe(['compare', before, after]);
    assert.equal(text.code, 0);
    assert.match(text.out, /^m +S5 +64 +90% of 1,000 +80% of 1,000 +−10\.0 +−13\.\d to −6\.\d +worse$/m);
  });

  it('of several seeds are one, of the newest file of a model; two models of any ids are compared', () => {
    const old = [result({ digest: 'c'.repeat(64), full: 0 }), result({ full: 1 }), result({ seed: 8, full: 0.5 })];
    const { rows } = compareResults(old, [result({ id: 'other', full: 0.75 })]);
    assert.deepEqual(
      rows.map(({ id, before, change }) => [id, before.words, before.full, change]),
      [['m → other', 2000, 0.75, 0]],
    );
    // A chat model that was asked otherwise in one dress has lost nothing of another dress.
    const told = (dress: string, digest: string) => result({ task: `told as ${dress}`, told: dress, digest });
    const chats = [told('python', 'old'), told('chess', 'old'), told('python', 'new')];
    assert.deepEqual(
      compareResults(chats, chats).rows.map(({ task, before }) => [task, before.words]),
      [
        ['told as chess', 1000],
        ['told as python', 1000],
      ],
    );
  });

  it('differ by an interval that holds the difference, and zero where nothing differs', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 10_000 }), (before, after, trials) => {
        const [low, high] = difference([before, trials], [after, trials]);
        assert.ok(low <= after - before + 1e-12 && after - before <= high + 1e-12);
        const [back, forth] = difference([after, trials], [before, trials]);
        assert.ok(Math.abs(back + high) < 1e-9 && Math.abs(forth + low) < 1e-9);
        assert.ok(low >= -1 - 1e-9 && high <= 1 + 1e-9);
      }),
      { seed: 20261129 },
    );
    // Newcombe (1998), Table II, (a): 56/70 less 48/80, method 10.
    const [low, high] = difference([48 / 80, 80], [56 / 70, 70]);
    assert.deepEqual([low.toFixed(4), high.toFixed(4)], ['0.0524', '0.3339']);
  });
});
