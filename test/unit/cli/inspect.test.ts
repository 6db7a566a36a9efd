import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { onnxFile } from '../models/onnx-fixture';
import { lookupSpec, parityManifest } from '../models/tiny-models';
import { builtCli, ROOT, stateProbe, stateProbeProcess } from './run-cli';

interface Layer {
  output: string;
  width: number;
  probe: {
    heldOut: { accuracy: number; states: number; byToken: object[] };
    readUntil: number | null;
    accuracy: number;
    margin: { least: number };
    ofText?: { heldOut: { accuracy: number; byToken: object[] } };
  };
  explained: [number, number];
  similarity: number;
}

interface Found {
  seed: number;
  models: {
    id: string;
    layers: Layer[];
    inside: { output: string; shape?: number[]; min?: number; heads?: { itself: number; back: number }[] }[];
    problems: unknown[];
    firstWrong: number;
    method: string;
    fitted: { tokens: number; chance: number[] };
    label?: { name: string; blocks: number; firstWrong: number | null };
    readable: string;
    skipped?: string;
    saved: string[];
  }[];
}

const parsed = (out: string): Found => JSON.parse(out) as Found;

describe('terminal: inspect', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'state-probe-inspect-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the state in the last layer of a model that keeps track, and in no layer of one that does not', async () => {
    const { code, out, err } = await stateProbeProcess([
      ...['inspect', 'samples/shuffle.py', '--models', 's5-ids4-1,s5-transformer-2', '--json'],
    ]);
    assert.equal(code, 0, err);
    const { seed, models } = parsed(out);
    assert.equal(seed, 24301);
    const [exact, lost] = models;
    assert.deepEqual(
      exact?.layers.map(({ output }) => output),
      ['hidden.0', 'hidden.1'],
    );
    const last = exact.layers[1]!;
    assert.equal(last.probe.readUntil, null);
    assert.equal(last.probe.accuracy, 1);
    assert.ok(last.probe.heldOut.accuracy > 0.99 && last.probe.heldOut.states > 1000);
    assert.ok(last.probe.margin.least > 0);
    assert.ok(last.similarity > 0.99 && last.similarity <= 1);
    assert.ok(last.explained[0] >= last.explained[1] && last.explained[0] + last.explained[1] <= 1);
    // After its embedding a model has read one token only, of which 11 lead to 11 of 120 states.
    assert.ok(exact.layers[0]!.probe.heldOut.accuracy < 0.2);
    assert.match(exact.readable, /at every step from layer 1.*The model itself is right at every step/);
    assert.deepEqual(
      exact.inside.map(({ output, shape }) => [output, shape]),
      [
        ['state.1', [16]],
        ['transition.1', [16, 16]],
      ],
    );
    for (const { probe } of lost!.layers) assert.ok(probe.readUntil !== null && probe.accuracy < 0.5);
    // What its own output layer reads of its last layer, a probe of words as short as it can follow reads as well.
    const top = lost!.layers.at(-1)!.probe;
    assert.ok(top.heldOut.accuracy > 0.85 && top.ofText!.heldOut.accuracy < 0.3, JSON.stringify(top.heldOut));
    assert.ok(top.readUntil! >= lost!.firstWrong - 2, `${top.readUntil} steps, the model ${lost!.firstWrong}`);
    assert.match(
      lost!.method,
      /random words of 7 tokens.*of which the model has at least 90% right; beside them .* of 56 tokens.*last LayerNormalization/,
    );
    assert.equal(lost!.fitted.tokens, 7);
    assert.ok(top.heldOut.byToken.length === 7 && top.ofText!.heldOut.byToken.length === 56);

    const heads = lost!.inside.flatMap(({ heads = [] }) => heads);
    assert.equal(heads.length, 8);
    for (const { itself, back } of heads) assert.ok(itself > 0 && itself < 1 && back > 0 && back < 49);
    assert.deepEqual([...exact.problems, ...lost!.problems], []);
  });

  it('fits probes to tell a quotient or where an object is', async () => {
    const ask = (label: string) =>
      stateProbe([
        ...['inspect', 'samples/shuffle.py', '--models', 's5-mamba-negative-2', '--layer', 'last'],
        ...['--label', label, '--json', '--save', 'probes', '--out', join(folder, label.replace(':', '-'))],
      ]);
    const found = await Promise.all(['state', 'sign', 'object:1'].map(ask));
    const [state, sign, place] = found.map(({ out, err }) => parsed(out).models[0] ?? assert.fail(err));
    // Eigenvalues below zero let it count swaps modulo two for as long as it likes; the state is lost after ten.
    assert.ok(state!.layers[0]!.probe.readUntil !== null && state!.layers[0]!.probe.ofText!.heldOut.accuracy < 0.5);
    assert.equal(state!.label, undefined);
    assert.equal(sign!.layers[0]!.probe.readUntil, null);
    assert.ok(sign!.layers[0]!.probe.ofText!.heldOut.accuracy > 0.97);
    assert.deepEqual([sign!.label!.name, sign!.label!.blocks, sign!.label!.firstWrong], ['the sign', 2, null]);
    assert.match(sign!.readable, /^The sign can be read .*The model's own answers have it right at every step\.$/);
    assert.match(sign!.method, /of the sign, on/);
    // A guess: after one of eleven tokens ten are odd; object 1 stays with seven of eleven.
    assert.ok(Math.abs(sign!.fitted.chance[0]! - 10 / 11) < 1e-9, String(sign!.fitted.chance[0]));
    assert.ok(Math.abs(place!.fitted.chance[0]! - 7 / 11) < 1e-9, String(place!.fitted.chance[0]));
    assert.equal(place!.label!.blocks, 5);
    // A trace tells where the object is without any of this.
    const { trace } = JSON.parse(found[2]!.out) as { trace: { slots: string[]; objects: string[] } };
    const object = place!.label!.name.slice('where '.length, -' is'.length);
    assert.ok(trace.objects.includes(object), object);
    const rows = readFileSync(place!.saved[0]!, 'utf8').trim().split('\n');
    assert.equal(rows.length, 50);
    for (const row of rows.slice(1))
      assert.ok(
        trace.slots.some((slot) => row.trim().endsWith(slot)),
        row,
      );
  });

  it('says which labels there are where one is asked for that is not there', async () => {
    const { code, out } = await stateProbe([
      ...['inspect', 'samples/shuffle.py', '--models', 's5-mamba-1', '--label', 'object:6'],
    ]);
    assert.equal(code, 1);
    assert.match(out, /cannot be fitted to tell 'object:6', only: state, sign, object:1, .*object:5/);
  });

  it('fails where no model can do what is asked, also where none was asked for by name', async () => {
    for (const [asked, reason] of [
      [['--label', 'object:6'], /: probes of it cannot be fitted to tell 'object:6', only: state, sign, object:1/],
      [['--layer', '9'], /: it has no layer 9, only 0 \(the embedding\) to \d$/m],
    ] as const) {
      const { code, err } = await stateProbe(['inspect', 'samples/shuffle.py', ...asked, '--json']);
      assert.equal(code, 1, asked.join(' '));
      assert.match(err, /^samples\/shuffle\.py:1:1: error: none of the models is inspected: s5-/m);
      assert.match(err, reason);
    }
    // Some can: the others say why they cannot.
    const copies = 'a = [10, 20, 30]\na[0], a[1] = a[1], a[0]\na[2] = a[0]\n';
    const args = ['inspect', '-', '--language', 'python', '--layer', '2', '--components', 'text'];
    const some = await stateProbe(args, copies);
    assert.equal(some.code, 0, some.err);
    assert.match(some.out, /it has no layer 2/);
  });

  it('measures the same for the same seed, on other words for another one, and only the layers asked for', async () => {
    const ask = (seed: string) =>
      stateProbe([
        ...['inspect', 'samples/shuffle.py', '--models', 's5-wfa-ssm', '--layer', '0', '--seed', seed, '--json'],
      ]);
    const [first, again, other] = (await Promise.all([ask('5'), ask('5'), ask('6')])).map(({ out }) => parsed(out));
    assert.deepEqual(first, again);
    assert.deepEqual(
      first?.models[0]?.layers.map(({ output }) => output),
      ['hidden.0'],
    );
    assert.notDeepEqual(first.models[0].layers[0]!.probe.heldOut, other?.models[0]?.layers[0]?.probe.heldOut);
  });

  it('prints a table for people', async () => {
    const { out } = await stateProbe([
      'inspect',
      'samples/shuffle.py',
      '--models',
      's5-rnn-ssm',
      '--components',
      'words',
    ]);
    assert.match(out, /^layer +width +probe, held out +95% interval +read right until +steps read right/m);
    assert.match(out, /^layer 1 .*the end +100%/m);
    assert.match(out, /random words of \d+ tokens, measured on \d+ others, seed 24301/);
    assert.match(out, /components of the states of the random words/);
  });

  it('saves what panels save, a file for each, and none that is half written', async () => {
    const what = 'lanes,probes,trajectories,similarity,attention,npz,safetensors';
    const { code, out, err } = await stateProbe([
      ...['inspect', 'samples/coins.txt', '--language', 'narrative', '--models', 's5-transformer-1'],
      ...['--save', what, '--out', folder, '--json'],
    ]);
    assert.equal(code, 0, err);
    const { saved } = parsed(out).models[0]!;
    const stem = 'coins.txt.s5-transformer-1';
    const heads = [1, 2, 3, 4].map((head) => `attention.1.head-${head}.csv`);
    const endings = ['lanes.csv', 'probes.csv', 'trajectories.csv', 'similarity.csv'];
    const cosines = ['cosine.hidden.0.csv', 'cosine.hidden.1.csv'];
    const names = [...endings, ...cosines, ...heads, 'npz', 'safetensors'].map((ending) => `${stem}.${ending}`);
    assert.deepEqual(
      saved,
      names.map((name) => join(folder, name)),
    );
    assert.deepEqual(readdirSync(folder).sort(), names.sort());

    const lines = (name: string) =>
      readFileSync(join(folder, `${stem}.${name}`), 'utf8')
        .trimEnd()
        .split('\r\n');
    const steps = lines('lanes.csv').length - 1;
    for (const name of ['probes.csv', 'trajectories.csv', 'cosine.hidden.0.csv', heads[0]!])
      assert.equal(lines(name).length, steps + 1, name);
    assert.match(lines('probes.csv')[0]!, /^\uFEFFstep,embedding: outcome,embedding: margin,embedding: read,layer 1/);
    assert.equal(lines('similarity.csv').length, 3);
    const arrays = unzipSync(readFileSync(join(folder, `${stem}.npz`)));
    assert.deepEqual(Object.keys(arrays).sort(), [
      ...['after.npy', 'hidden.0.npy', 'hidden.1.npy', 'predicted.npy', 'tokens.npy', 'truth.npy'],
    ]);
  });

  it('says which model cannot be inspected, and why; one that was named makes the exit code 1', async () => {
    const { code, out } = await stateProbe([
      ...['inspect', 'samples/shuffle.py', '--models', 'parity-mamba-2,s5-ids4-1', '--layer', '4'],
    ]);
    assert.equal(code, 1);
    assert.match(out, /\(parity-mamba-2\): not inspected: it reads the language parity/);
    assert.match(out, /\(s5-ids4-1\): not inspected: it has no layer 4, only 0 \(the embedding\) to 1/);
  });

  it('says of a model that shows nothing but its logits that there is nothing to inspect', async () => {
    const manifest = parityManifest({ id: 'opaque' });
    writeFileSync(
      join(folder, 'opaque.onnx'),
      onnxFile(
        lookupSpec(
          [
            [8, 0],
            [0, 8],
          ],
          manifest,
        ),
      ),
    );
    const args = ['inspect', '-', '--language', 'python', '--model-folder', folder, '--models', 'opaque'];
    const { code, out } = await stateProbe(args, 'a = 1\nb = 2\na, b = b, a\n');
    assert.equal(code, 1);
    assert.match(out, /\(opaque\): not inspected: it shows nothing but its logits/);
  });

  it('tells a text that cannot be read from wrong usage', async () => {
    const broken = await stateProbe(['inspect', '-', '--language', 'word', '--models', 's5-ids4-1'], '(1 2)(2 9');
    assert.equal(broken.code, 1);
    assert.match(broken.err, /^-:1:\d+: error: /);
    for (const [args, reason] of [
      [['--models', 'none'], /there is no model 'none'/],
      [['--save', 'pictures', '--out', 'x'], /--save 'pictures' is not one of lanes/],
      [['--save', 'npz'], /--out DIR says where --save writes/],
      [['--out', 'x'], /--out goes with --save/],
      [['--layer', 'first'], /--layer must be a whole number/],
      [['--components', 'nothing'], /--components 'nothing' is not one of text, words/],
    ] as const) {
      const { code, err } = await stateProbe(['inspect', 'samples/shuffle.py', ...args]);
      assert.equal(code, 2, err);
      assert.match(err, reason);
    }
  });

  it('stops when it is interrupted, and leaves no half of a file', async function () {
    if (process.platform === 'win32') this.skip();
    const args = ['inspect', 'samples/hundred-swaps.word', '--all', '--save', 'npz', '--out', folder];
    const child = spawn(process.execPath, [await builtCli(), ...args], { cwd: ROOT });
    // The first file is there: it is in the middle of the other models.
    while (readdirSync(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 130);
    const left = readdirSync(folder);
    assert.ok(left.length < 5 && left.every((name) => name.endsWith('.npz')), left.join());
  });

  it('tells every layer at every step by four readings, at the last layer as the model itself', async () => {
    const { code, out, err } = await stateProbe([
      ...['inspect', 'samples/s5.word', '--models', 's5-transformer-1', '--grid', '--json'],
    ]);
    assert.equal(code, 0, err);
    const [model] = (
      JSON.parse(out) as {
        models: {
          accuracy: number;
          grid: {
            reading: string;
            layers: {
              output: string;
              heldOut?: { accuracy: number };
              selectivity?: number;
              steps: { state: number[]; right: boolean; probability: number }[];
            }[];
          }[];
        }[];
      }
    ).models;
    assert.deepEqual(
      model!.grid.map(({ reading, layers }) => [reading, layers.map(({ output }) => output)]),
      ['lens', 'probe', 'twin', 'shuffled'].map((reading) => [reading, ['hidden.0', 'hidden.1']]),
    );
    const [lens, probe, twin] = model!.grid;
    const { steps } = lens!.layers.at(-1)!;
    assert.equal(steps.filter(({ right }) => right).length / steps.length, model!.accuracy);
    assert.ok(steps.every(({ state, probability }) => state.length === 5 && probability >= 0 && probability <= 1));
    const [read, control] = [probe!, twin!].map(({ layers }) => layers.at(-1)!);
    assert.equal(control!.selectivity, read!.heldOut!.accuracy - control!.heldOut!.accuracy);
  });

  it('shows the grid as tables, and says which reading there is not', async () => {
    const { code, out, err } = await stateProbe([
      ...['inspect', 'samples/s5.word', '--models', 's5-wfa-ssm', '--layer', 'last', '--grid'],
    ]);
    assert.equal(code, 0, err);
    assert.match(out, /^the output head \(logit lens\): probability of the true state/m);
    assert.match(out, /^1 +9\d(\.\d)?%\n2 +9\d(\.\d)?%/m);
    assert.match(out, /^layer +head: steps right +probe: steps right +held out/m);
    assert.match(out, /^layer 1 +100% +100% +100% /m);
  });
});
