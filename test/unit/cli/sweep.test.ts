import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { circleSpec, parityManifest, paritySpec, temporaryFolder } from '../models/tiny-models';
import { stateProbe, stateProbeProcess } from './run-cli';

describe('a sweep in the terminal', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const [file, out] = [join(folder.path, 'sweep.json'), join(folder.path, 'rows.jsonl')];
  const asked = {
    models: ['parity.onnx', 'again.onnx', 'circle.onnx'],
    ...{ lengths: [2, '3-9'], seeds: [1, 2], count: 20, out: 'rows.jsonl' },
  };

  before(() => {
    folder.write('parity.onnx', paritySpec(parityManifest()));
    copyFileSync(join(folder.path, 'parity.onnx'), join(folder.path, 'again.onnx'));
    const table = [0, 1, 2].map((place) => [0, 1, 2].map((id) => (id === place && place < 2 ? 1 : 0)));
    folder.write('circle.onnx', circleSpec(table, 'circle'));
    writeFileSync(file, JSON.stringify(asked));
  });
  const lines = (): string[] => readFileSync(out, 'utf8').trim().split('\n').sort();

  it('measures every file once, goes on from what stands there, and commands measure the same', async () => {
    const html = join(folder.path, 'page.html');
    const all = await stateProbeProcess(['sweep', file, '--json', '--processes', '2', '--html', html]);
    assert.equal(all.code, 0, all.err);
    const whole = lines();
    assert.deepEqual(whole.map((line) => (JSON.parse(line) as { id: string; layers: number }).id).sort(), [
      ...new Array<string>(4).fill('circle'),
      ...new Array<string>(4).fill('parity'),
    ]);
    assert.match(readFileSync(html, 'utf8'), /Parity by counting/);
    // Killed while a line was written.
    writeFileSync(out, `${whole.slice(0, 3).join('\n')}\n`);
    appendFileSync(out, '{"format":"state-pr');
    const listed = await stateProbeProcess(['sweep', file, '--list', '--json']);
    const { commands, known } = JSON.parse(listed.out) as { commands: string[][]; known: number };
    assert.equal(known, 3);
    const again = await stateProbeProcess(['sweep', file]);
    assert.match(again.out, /rows\.jsonl: 5 measurements, 3 stood there already/);
    assert.deepEqual(
      lines().filter((line) => !line.endsWith('state-pr')),
      whole,
    );
    rmSync(out);
    writeFileSync(out, `${whole.slice(0, 3).join('\n')}\n`);
    const [command] = commands;
    assert.equal((await stateProbeProcess(command!)).code, 0);
    const more = lines();
    assert.ok(more.length > 3 && more.every((line) => whole.includes(line)));
  });

  it('measures words of each density, which rows, commands and the page tell apart', async () => {
    const dense = { models: ['parity.onnx'], lengths: [40], densities: [1, 0.25], seeds: [1], count: 20 };
    writeFileSync(file, JSON.stringify({ ...dense, out: 'dense.jsonl' }));
    const html = join(folder.path, 'dense.html');
    const all = await stateProbe(['sweep', file, '--html', html]);
    assert.match(all.out, /dense\.jsonl: 2 measurements/, all.err);
    const rows = join(folder.path, 'dense.jsonl');
    const measured = readFileSync(rows, 'utf8');
    const densities = measured
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { density: number }).density);
    assert.deepEqual(densities.sort(), [0.25, 1]);
    assert.match(readFileSync(html, 'utf8'), /by density/);
    writeFileSync(rows, '');
    const { commands } = JSON.parse((await stateProbe(['sweep', file, '--list', '--json'])).out) as {
      commands: string[][];
    };
    for (const command of commands) assert.equal((await stateProbe(command)).code, 0);
    assert.deepEqual(readFileSync(rows, 'utf8').trim().split('\n').sort(), measured.trim().split('\n').sort());
    assert.match((await stateProbe(['eval', '--density', '1.5'])).err, /--density: a share above 0 and at most 1/);
  });

  it('says what cannot be measured at its place, and measures the rest of what can be opened', async () => {
    const of = async (change: object): Promise<{ code: number | null; err: string }> => {
      writeFileSync(file, JSON.stringify({ ...asked, ...change }));
      return stateProbe(['sweep', file]);
    };
    const missing = await of({ models: ['parity.onnx', 'none.onnx'] });
    assert.ok(missing.code === 1 && missing.err.includes(`${file}:1:26: error: models[1]: `), missing.err);
    assert.match((await of({ models: ['no-such-*'] })).err, /:1:12: error: models\[0\]: no model's id is like/);
    assert.match((await of({ tasks: ['S2', 'S9'] })).err, /tasks\[1\]: none of these models has the task 'S9'/);
    assert.match(
      (await of({ models: ['parity.onnx', 'https://host/v1/chat/completions'] })).err,
      /:1:26: error: models\[1\]: an address of a chat model is/,
    );
    assert.match((await of({ densities: [0] })).err, /densities\[0\]: must be more than 0, not 0/);
    assert.match((await stateProbe(['sweep', out])).err, /of rows a page is made: --html PAGE\.html/);
  });
});
