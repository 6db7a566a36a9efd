import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { findChromium } from '../../../scripts/lib/install.mjs';
import { encode } from '../../../src/page/saved/encode';
import { savedPage, type PageAssets } from '../../../src/page/saved/html';
import { ANSWERS } from '../../../webview/dev/answers';
import { attentionOf, hiddenLayer, probe as sampleProbe, tensorOf } from '../../../webview/dev/sample';
import { HOSTILE, SCENES } from '../../../webview/dev/scenes';
import type { Model, Probe } from '../../../src/protocol/messages';
import {
  answerKey,
  type Kept,
  type SavedBlock,
  type SavedModel,
  type SavedView,
} from '../../../src/protocol/saved-format';
import { openPanel } from '../../open-panel';
import { useBrowser } from '../shared-browser';
import { bundle, violations, waitUntil } from './harness';

const PANELS = [
  'States',
  'Layers',
  'Linear probes',
  'Trajectories',
  'Similarity of steps',
  'Inside the architecture',
  'Compare',
  'Accuracy by length',
];

/** The blocks of a page with sample data; layers of the names in `cut` are not among them. */
async function blocksOf(probe: Probe, cut: readonly string[] = []): Promise<string[]> {
  const blocks: SavedBlock[] = [];
  const keep = (block: SavedBlock): Kept => ({ block: blocks.push(block) });
  const steps = probe.steps.count;
  const savedOutput = (model: Model, output: string): Kept => {
    if (cut.includes(output)) return { reason: 'There was no room for this in the file.' };
    const [kind, layer] = output.split('.');
    if (kind === 'attention') {
      const { stride, size, weights } = attentionOf(0, 0, steps);
      return keep({
        stride,
        size,
        weights: [weights, ...[1, 2, 3].map((head) => attentionOf(head, 0, steps).weights)],
      });
    }
    const shape =
      kind === 'hidden' ? [model.layers[Number(layer)]?.neurons ?? 1] : tensorOf(model, output, 0, steps).shape;
    const whole =
      kind === 'hidden'
        ? hiddenLayer(model, Number(layer), steps)
        : Array.from({ length: steps }, (_, step) => [...tensorOf(model, output, step, steps).data]).flat();
    return keep({ shape, data: Float32Array.from(whole) });
  };
  const models: SavedModel[] = [];
  for (const model of probe.models) {
    if (model.state.kind !== 'done') continue;
    const key = { probe: probe.id, model: model.id };
    const outputs = [
      ...model.layers.map((_, at) => `hidden.${at}`),
      ...(model.inside ?? []).map(({ output }) => output),
    ];
    models.push({
      id: model.id,
      truth: Int32Array.from({ length: steps }, (_, step) => step % 6),
      known: steps,
      answers: {
        [answerKey('linearProbes', {})]: keep(await ANSWERS.linearProbes(key, probe)),
        [answerKey('trajectories', { reference: 'run' })]: keep(
          await ANSWERS.trajectories({ ...key, reference: 'run' }, probe),
        ),
        [answerKey('trajectories', { reference: 'words' })]: keep(
          await ANSWERS.trajectories({ ...key, reference: 'words' }, probe),
        ),
      },
      outputs: Object.fromEntries(outputs.map((output) => [output, savedOutput(model, output)])),
    });
  }
  const view: SavedView = {
    format: 'state-probe/view@2',
    version: '1.2.3',
    date: '2026-11-25T00:00:00Z',
    probe,
    accuracy: await ANSWERS.accuracy({ probe: probe.id }, probe),
    models,
  };
  return [view, ...blocks].map(encode);
}

describe('a saved page in a browser without network', function () {
  this.timeout(60_000);
  const browser = useBrowser();
  let folder = '';
  let assets: PageAssets;

  before(async function () {
    if (findChromium() === undefined) this.skip();
    const [page, standIn] = await Promise.all([bundle('webview/main.ts', true), bundle('webview/saved/main.ts', true)]);
    assets = { script: page.js, style: page.css, standIn: standIn.js, notices: 'MIT' };
    folder = await mkdtemp(path.join(tmpdir(), 'state-probe-saved-'));
  });
  after(async () => {
    if (folder !== '') await rm(folder, { recursive: true });
  });

  /** Opens a page from the disk; what it complains of, and what it asks the network for, is collected. */
  async function open(
    probe: Probe,
    { cut = [], ...options }: BrowserContextOptions & { cut?: readonly string[] } = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const file = path.join(folder, `${probe.id}.html`);
    await writeFile(file, [...savedPage(probe.title, assets, await blocksOf(probe, cut))].join(''));
    const viewport = { width: 700, height: 900 };
    const context = await (
      await browser()
    ).newContext({ viewport, offline: true, reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('#content > *');
    return { page, complaints };
  }
  const openPanels = async (page: Page): Promise<void> => {
    for (const name of PANELS) await openPanel(page, name);
    await waitUntil(
      page,
      `!/(Loading|Fitting|Computing|Comparing)/.test(document.getElementById('content').innerText)`,
    );
  };

  it('draws every panel, and keeps to its policy', async () => {
    const { page, complaints } = await open(sampleProbe('whole', 40));
    await openPanels(page);
    await page.getByRole('radio', { name: /Transformer/ }).click();
    await waitUntil(
      page,
      `!/(Loading|Fitting|Computing|Comparing)/.test(document.getElementById('content').innerText)`,
    );
    for (const name of [
      /^True state after each of 40 steps/,
      /^Heat map of layer 1: \d+ neurons/,
      /^State read from layer 1/,
      /^States of layer 1 after 40 steps/,
      /^Differences\. /,
    ])
      await page.getByRole('img', { name }).first().waitFor();
    await page.getByRole('application', { name: /^Cosine of the hidden states/ }).waitFor();
    await page
      .getByRole('application', { name: /which steps each step reads/ })
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'Accuracy, table' }).waitFor();
    // There is ink on the canvases: not one colour all over.
    const blank = await page.evaluate<string[]>(`[...document.querySelectorAll('canvas')]
      .filter((canvas) => canvas.checkVisibility() && canvas.getBoundingClientRect().height > 20)
      .filter((canvas) => new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size < 2)
      .filter((canvas) => canvas.getBoundingClientRect().top < innerHeight && canvas.getBoundingClientRect().bottom > 0)
      .map((canvas) => canvas.ariaLabel)`);
    assert.deepEqual(blank, []);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('explains a short name once, also where two views have it', async () => {
    const probe = sampleProbe('twice', 4);
    const [view] = probe.views;
    assert.ok(view);
    const objects = view.objects.map((name) => `${name} of a long name`);
    const { page } = await open({
      ...probe,
      views: [
        { ...view, objects },
        { ...view, objects },
      ],
    });
    await openPanel(page, 'States');
    const told = await page.getByRole('list', { name: 'Legend' }).getByRole('listitem').allInnerTexts();
    const keys = told.filter((text) => text.includes('of a long name'));
    assert.deepEqual([keys.length, new Set(keys).size], [objects.length, objects.length]);
    await page.context().close();
  });

  it('moves the playhead, pins a neuron and takes another form of the states', async () => {
    const { page, complaints } = await open(sampleProbe('moves', 40));
    await openPanel(page, 'Layers');
    const slider = page.getByRole('slider', { name: 'Step' });
    await slider.focus();
    await page.keyboard.press('End');
    assert.equal(await slider.getAttribute('aria-valuenow'), '40');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: /^Step 39 / }).waitFor();
    assert.equal(await slider.getAttribute('aria-valuenow'), '39');
    await page.getByRole('combobox', { name: 'Values' }).selectOption('centred');
    await page.getByRole('combobox', { name: 'Neurons' }).selectOption('by similarity');
    await page.getByRole('slider', { name: 'Neuron of layer 1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Line chart of neuron \d+ of layer 1 over 40 steps/ }).waitFor();
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('has nothing that only VS Code can do, and says what was cut', async () => {
    const probe = sampleProbe('cut', 40);
    const reason = 'A saved page has at most 50 MiB';
    const { page, complaints } = await open(
      { ...probe, cuts: [{ what: 'parts', shown: 1, total: 3, reason }] },
      { cut: ['hidden.1'] },
    );
    await openPanels(page);
    const text = await page.evaluate<string>('document.body.innerText');
    assert.match(text, /Shows 1 of 3 parts of what is inside the models: A saved page has at most 50 MiB/);
    assert.match(text, /There was no room for this in the file/);
    assert.match(text, /A saved page measures no models anew: open the text in VS Code/);
    assert.match(text, /Saved with State Probe 1\.2\.3 on November 25, 2026/);
    await page.getByText('What this page is of').click();
    const of = await page.locator('.saved-footer li').allInnerTexts();
    assert.match(of[0] ?? '', /^State Probe .*; random words of seed \d+$/);
    assert.equal(of.length - 1, probe.models.filter(({ state }) => state.kind === 'done').length);
    for (const line of of.slice(1)) assert.match(line, /: SHA-256 [0-9a-f]{64}, run on cpu$/);
    // What only runs models is not there, nor is the documentation.
    for (const name of ['Every layer at every step', 'Memory', 'Patching', 'Ablation'])
      assert.equal(await page.getByText(name, { exact: true }).count(), 0, name);
    for (const name of [
      'Help:',
      'Show in source',
      'Open in an editor tab',
      'Save page…',
      'Measure these models here',
      'Try again',
    ])
      assert.equal(await page.getByRole('button', { name }).count(), 0, name);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('saves pictures and tables as downloads, and no file that the extension writes', async () => {
    const { page, complaints } = await open(sampleProbe('saves', 20));
    for (const name of ['States', 'Layers']) await openPanel(page, name);
    await page.getByRole('button', { name: 'Save… States' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Picture as PNG' }).click();
    const download = await coming;
    assert.match(download.suggestedFilename(), /\.png$/);
    const bytes = await readFile(await download.path());
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    await page.getByRole('button', { name: 'Save… Layers' }).click();
    await page.getByRole('menuitem', { name: 'Picture as SVG' }).waitFor();
    assert.equal(await page.getByRole('menuitem', { name: /Hidden states/ }).count(), 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('shows hostile names as text and runs none of them', async () => {
    const state = SCENES['hostile']?.();
    assert.ok(state?.kind === 'probe');
    const models = state.probe.models.map((model) => ({
      ...model,
      id: `${model.id}"></script><img src=x onerror=alert(1)>`,
    }));
    const { page, complaints } = await open({ ...state.probe, models });
    await openPanels(page);
    assert.match(await page.title(), /^<img src=x onerror=/);
    const [image = '', script = ''] = HOSTILE;
    const text = await page.evaluate<string>('document.body.innerText');
    assert.ok(text.includes(image) && text.includes(script));
    assert.equal(await page.locator('img, iframe, object, embed, a[href], [onclick], [onerror]').count(), 0);
    assert.equal(
      await page.evaluate(
        `document.scripts.length - document.querySelectorAll('script[type="application/json"]').length`,
      ),
      2,
    );
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('runs no script that is put into it, and believes no other window', async () => {
    const { page, complaints } = await open(sampleProbe('guarded', 10));
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="data:image/png,x" onerror="document.title = \\'owned\\'">');
      window.postMessage({ kind: 'state', state: { kind: 'empty' } }, '*');
    }`);
    await page.waitForTimeout(300);
    assert.notEqual(await page.title(), 'owned');
    assert.ok(
      complaints.some((complaint) => /Content Security Policy/.test(complaint)),
      complaints.join('\n'),
    );
    await page.getByRole('slider', { name: 'Step' }).waitFor();
    await page.context().close();
  });

  it("follows the reader's colours, and is accessible in all of them", async () => {
    const { page, complaints } = await open(sampleProbe('themes', 30), { colorScheme: 'light' });
    await openPanels(page);
    for (const [media, classes] of [
      [{ colorScheme: 'light' }, 'vscode-light'],
      [{ colorScheme: 'dark' }, 'vscode-dark'],
      [{ colorScheme: 'light', contrast: 'more' }, 'vscode-high-contrast vscode-high-contrast-light'],
      [{ colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' }, 'vscode-high-contrast'],
    ] as const) {
      await page.emulateMedia(media);
      await waitUntil(page, `document.body.className === '${classes}'`);
      assert.deepEqual(await violations(page), [], classes);
      // Forced colours are those of the reader's system, for canvases too.
      const foreground = await page.evaluate<string>(
        `document.documentElement.style.getPropertyValue('--vscode-foreground')`,
      );
      assert.equal(foreground.startsWith('rgb('), 'forcedColors' in media, classes);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
});
