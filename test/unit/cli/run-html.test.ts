import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../../../scripts/lib/install.mjs';
import { openPanel } from '../../open-panel';
import { useBrowser } from '../shared-browser';
import { stateProbe, stateProbeProcess } from './run-cli';

const MODELS = ['--models', 's5-wfa-ssm,s5-mamba-1'];

describe('terminal: run --html', function () {
  this.timeout(120_000);
  const browser = useBrowser();
  let folder = '';
  const file = (name: string): string => path.join(folder, name);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'state-probe-html-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('writes a page that a browser shows without network, in place of an older one', async function () {
    await writeFile(file('out.html'), 'old');
    const { code, out, err } = await stateProbeProcess([
      'run',
      'samples/shuffle.py',
      ...MODELS,
      '--html',
      file('out.html'),
    ]);
    assert.equal(code, 0, err);
    assert.match(out, /^saved the view as .*out\.html \(\d+\.\d MB\)$/m);
    assert.deepEqual(await readdir(folder), ['out.html']);
    if (findChromium() === undefined) this.skip();
    const context = await (await browser()).newContext({ offline: true, viewport: { width: 900, height: 2400 } });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(pathToFileURL(file('out.html')).href);
      await page.getByRole('heading', { level: 1, name: 'shuffle.py' }).waitFor();
      await page.getByRole('radio', { name: /Mamba, 1 layer/ }).waitFor();
      await openPanel(page, 'Layers');
      await page.getByRole('img', { name: /^Heat map of layer 1: \d+ neurons by 49 steps/ }).waitFor();
      await openPanel(page, 'Linear probes');
      await page.getByText(/The true state can be read without an error/).waitFor();
      await openPanel(page, 'Accuracy by length');
      // Also of models that were not run.
      await page.getByRole('checkbox', { name: 'Transformer, 2 layers' }).waitFor();
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });

  it('holds the lanes only, where that is asked for, and says so', async function () {
    const words = '(1 2) (2 3) (1 2 3 4 5) '.repeat(100);
    const args = ['run', '-', '--language', 'word', '--models', 's5-wfa-ssm', '--html'];
    const full = await stateProbe([...args, file('full.html')], words);
    const lanes = await stateProbe([...args, file('lanes.html'), '--without-states'], words);
    assert.deepEqual([full.code, lanes.code], [0, 0], full.err + lanes.err);
    const [all, few] = await Promise.all([readFile(file('full.html')), readFile(file('lanes.html'))]);
    assert.ok(few.length < all.length / 2, `${few.length} of ${all.length} bytes`);
    assert.ok(!few.includes('id="block-1"') && all.includes('id="block-1"'));
    await Promise.all([rm(file('full.html')), rm(file('lanes.html'))]);
    const alone = await stateProbe(['run', 'samples/s5.word', '--without-states']);
    assert.deepEqual([alone.code, alone.err.includes('--without-states goes with --html')], [2, true]);
  });

  it('says in JSON where and how large', async () => {
    const target = file('json.html');
    // What is measured for panels alone takes the most time, and makes no other line.
    const args = ['run', '-', '--language', 'word', ...MODELS, '--html', target, '--without-states', '--json'];
    const { code, out, err } = await stateProbe(args, '(1 2) (2 3) (1 2 3 4 5)');
    assert.equal(code, 0, err);
    const { html } = JSON.parse(out) as { html: { path: string; bytes: number } };
    const written = await readFile(target);
    assert.deepEqual(html, { path: target, bytes: written.length });
    assert.match(written.toString(), /<title>standard input – State Probe<\/title>/);
  });

  it('leaves nothing behind when the text cannot be read, the place cannot be written, or the usage is wrong', async () => {
    const before = await readdir(folder);
    await writeFile(file('bad.word'), '(1 2) (1');
    const bad = await stateProbe(['run', file('bad.word'), ...MODELS, '--html', file('bad.html')]);
    assert.equal(bad.code, 1);
    assert.match(bad.err, /bad\.word:1:\d+: error: /);
    const nowhere = await stateProbe(['run', 'samples/shuffle.py', ...MODELS, '--html', file('no/where.html')]);
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.err, /^state-probe: .*where\.html cannot be written \(no such folder\)$/m);
    const wrong = await stateProbe(['run', 'samples/shuffle.py', '--html', file('notes.md')]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /'.*notes\.md' does not end in \.html/);
    const two = await stateProbe(['run', 'samples/shuffle.py', 'samples/word.uci', '--html', file('two.html')]);
    assert.equal(two.code, 2);
    assert.match(two.err, /--html takes one FILE/);
    assert.deepEqual((await readdir(folder)).sort(), [...before, 'bad.word'].sort());
  });
});
