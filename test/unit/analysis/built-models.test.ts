import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withBuilt } from '../../../src/analysis/built-models';
import { isProbed, probe, type ProbedModel } from '../../../src/analysis/probe';
import { believed } from '../../../src/analysis/told';
import { InferenceClient } from '../../../src/inference/client';
import { readCatalogue, readModel, type Model } from '../../../src/models/catalogue';
import { readText } from '../../../src/readers';
import { nextWorld } from '../../../src/trace/formal';
import { states, type Trace } from '../../../src/trace/trace';
import { useKeptProcesses } from '../kept-processes';

describe('exact models that are built for a text', function () {
  this.timeout(120_000);
  useKeptProcesses();
  const client = new InferenceClient();
  let folder: string;
  let bundled: Model[];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'built-'));
    ({ models: bundled } = await readCatalogue([join(__dirname, '../../../models')]));
  });
  after(() => {
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  async function run(trace: Trace): Promise<{ entry: ProbedModel; model: Model }> {
    const [model] = await withBuilt([], { trace }, { folder, tell: (reason: string) => assert.fail(reason) });
    assert.ok(model !== undefined && model.manifest.id.startsWith('built-'));
    const read = await readModel(model.path);
    assert.deepEqual(read, model, 'its manifest is in its file');
    const [entry] = (await probe(trace, [model], client, { providers: ['cpu'] })).entries;
    assert.ok(entry && isProbed(entry), JSON.stringify(entry));
    return { entry, model };
  }

  it('say after every symbol which may come next, in languages of one’s own', async () => {
    for (const text of [
      '# expression: (ab|c)*d\nabccabd',
      '# expression: ((0|1)(0|1)(0|1))*\n0110100011101',
      '# state s (accepting): x -> t, y -> s\n# state t: x -> u\n# state u (accepting): yes -> s, x -> u\nx x yes y x x x',
    ]) {
      const trace = await readText({ uri: 'a.lang', language: 'formal', text }, {});
      const { entry, model } = await run(trace);
      assert.equal(entry.run.accuracy, 1, text);
      const truth = states(nextWorld(trace)).slice(1);
      const said = entry.run.steps.map((step) => step && believed(model.manifest.task, entry.trace, step.predicted));
      assert.deepEqual(said, truth, text);
    }
  });

  it('follow what computes a cell from itself, resets among it', async () => {
    const counter =
      'phase = 0\nfor press in "abrabbrab":\n    if press == "r":\n        phase = 0\n    else:\n        phase = (phase + 1) % 3\n';
    const sevens = 's = 0\nfor b in [1, 0, 6, 1, 2, 0, 3]:\n    s = (s + b) % 7\n';
    for (const text of [counter, sevens]) {
      const trace = await readText({ uri: 'a.py', language: 'python', text }, {});
      const { entry, model } = await run(trace);
      const said = entry.run.steps.map((step) => step && believed(model.manifest.task, trace, step.predicted));
      assert.deepEqual(said, states(trace).slice(1), text);
    }
  });

  it('are built where no exact model reads the text, and once for each language', async () => {
    const ids = async (text: string, language: string) => {
      const trace = await readText({ uri: 'a', language, text }, {});
      return (await withBuilt(bundled, { trace }, { folder, tell: (reason: string) => assert.fail(reason) })).map(
        ({ manifest: { id } }) => id,
      );
    };
    assert.ok((await ids('# language: parity\n0110', 'formal')).every((id) => !id.startsWith('built-')));
    assert.ok((await ids('a, b = 1, 2\na, b = b, a\n', 'python')).every((id) => !id.startsWith('built-')));
    const [first] = await ids('# expression: (ab)*c\nab', 'formal');
    const files = readdirSync(folder).length;
    const [second] = await ids('# expression: (ab)*c\nababc', 'formal');
    assert.equal(first, second);
    assert.equal(readdirSync(folder).length, files);
    // A folder that cannot be made leaves the others, and is told of.
    const told: string[] = [];
    const trace = await readText({ uri: 'a', language: 'formal', text: '# expression: (ab)*c\nab' }, {});
    const place = { folder: join(__filename, 'no'), tell: (reason: string) => told.push(reason) };
    assert.deepEqual(await withBuilt([], { trace }, place), []);
    assert.match(told.join(), /^the exact model that is built for this text cannot be written, and does not run: /);
    // What counts has no end of states.
    assert.deepEqual(
      await ids('# language: shuffle-dyck-3\n{}', 'formal'),
      bundled.map(({ manifest: { id } }) => id),
    );
  });
});
