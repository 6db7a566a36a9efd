import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { patience } from '../../scripts/lib/patience.mjs';
import { openWorkbench } from './editor';
import { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

/** Linear probes of every chosen model are fitted before the file is written. */
const SAVED = patience(240_000);
const POLL = 200;
/** Of every chosen model there is as much in the file: one that is right to the end, one with attention, one without. */
const MODELS = ['s5-rnn-ssm', 's5-transformer-2', 's5-elman-rnn-1'];

describe('a page to take away', function () {
  this.timeout(2 * SAVED);
  let workbench: Workbench;
  let folder = '';
  before(async () => {
    const prepare = (made: string): Promise<void> => {
      folder = made;
      return Promise.resolve();
    };
    workbench = await openWorkbench(prepare, { settings: { 'stateProbe.models': MODELS } });
    await workbench.openFile('shuffle.py');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
  });
  after(() => workbench.close());

  it('is not written when the person thinks better of it', async () => {
    const before = await readdir(folder);
    const { frame } = await workbench.visualizer();
    await frame.getByRole('button', { name: 'Save page…' }).click();
    await workbench.dismissInput();
    assert.deepEqual(await readdir(folder), before);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const before = await readdir(folder);
    await workbench.runCommand('State Probe: Save View as HTML', 'open');
    const file = await workbench.saveAsOffered();
    const progress = workbench.message(/Saving the view of shuffle\.py/);
    await progress.filter({ hasText: /\(\d+ of \d+\)/ }).waitFor();
    await workbench.screenshot('saving-view');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'hidden' });
    await workbench.waitUntil(() => !existsSync(`${file}.partial`));
    assert.deepEqual(await readdir(folder), before);
  });

  it('is saved from the editor, and shows in a browser what the editor showed', async () => {
    await workbench.runCommand('State Probe: Save View as HTML', 'open');
    const file = await workbench.saveAsOffered();
    assert.equal(path.relative(folder, file), 'shuffle-py.html');
    await workbench.message(/Saved the view as shuffle-py\.html/).waitFor({ timeout: SAVED });
    assert.ok(!existsSync(`${file}.partial`));
    await workbench.screenshot('saved-view');

    const browser = workbench.page.context().browser();
    assert.ok(browser);
    const context = await browser.newContext({ offline: true, viewport: { width: 1200, height: 1600 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
    const saved = new Visualizer(page.mainFrame());
    const shown = await workbench.visualizer();
    await saved.title.waitFor();
    assert.equal(await saved.title.textContent(), await shown.title.textContent());
    assert.equal(await saved.step(), await shown.step());
    assert.deepEqual(await saved.models.allTextContents(), await shown.models.allTextContents());
    await saved.models.filter({ hasText: /Transformer, \d layers/ }).click();
    await saved.firstError.click();
    assert.ok((await saved.step()) > 1);
    await saved.openPanel('Layers');
    await saved.heatMaps.first().waitFor();
    await saved.openPanel('Linear probes');
    await page.getByText(/The true state can be read without an error/).waitFor();
    await saved.openPanel('Inside the architecture');
    await page
      .getByRole('application', { name: /which steps each step reads/ })
      .first()
      .waitFor();
    await page.waitForTimeout(POLL);
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
