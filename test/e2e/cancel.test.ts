import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { patience } from '../../scripts/lib/patience.mjs';
import { openWorkbench } from './editor';
import type { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

/** Steps that keep the models busy long enough for a person to change their mind. */
const STEPS = 20_000;
/** A cancelled run ends at once; the editor may be slow to say so. */
const ENDED = patience(20_000);

describe('cancelling a probe', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let visualizer: Visualizer;
  before(async () => {
    const prepare = async (folder: string): Promise<void> => {
      // Of long lines the editor draws all, seen or not.
      const line = `${'(1 2 3 4 5) (1 2) '.repeat(5)}\n`;
      await writeFile(path.join(folder, 'long.word'), line.repeat(STEPS / 10));
    };
    workbench = await openWorkbench(prepare, { settings: { 'stateProbe.maxSteps': STEPS } });
    await workbench.openFile('long.word');
    await workbench.runCommand('State Probe: Probe File');
    visualizer = await workbench.visualizer();
    await visualizer.models.first().waitFor();
  });
  after(() => workbench.close());

  const cancel = () => visualizer.frame.getByRole('button', { name: 'Cancel', exact: true });
  const cancelled = () => visualizer.frame.getByText(/^Cancelled: \d of 8 models did not run\.$/);

  it('from the page, by keyboard, says what did not run and offers to begin again', async () => {
    await cancel().focus();
    await workbench.page.keyboard.press('Enter');
    await cancelled().waitFor({ timeout: ENDED });
    await cancel().waitFor({ state: 'hidden' });
    assert.equal(await visualizer.frame.evaluate('document.activeElement.textContent'), 'Probe Again');
    await workbench.screenshot('cancelled');
  });

  it('says so above the text, and takes the notification away', async () => {
    await workbench.lenses.filter({ hasText: /State Probe: cancelled after \d of 8 models/ }).waitFor();
    await workbench.message('Probing long.word').waitFor({ state: 'hidden' });
    await workbench.statusBar.getByRole('button', { name: /State Probe: (idle|CPU)/ }).waitFor();
  });

  it('begins again by keyboard, and ends from the notification', async () => {
    await visualizer.frame.getByRole('button', { name: 'Probe Again' }).focus();
    await workbench.page.keyboard.press('Enter');
    await cancel().waitFor();
    const message = workbench.message('Probing long.word');
    await message.waitFor();
    await message.hover();
    await message.getByRole('button', { name: 'Cancel' }).click();
    await cancelled().waitFor({ timeout: ENDED });
    await message.waitFor({ state: 'hidden' });
  });

  it('is listed by the status bar while it lasts, and ends from the list', async () => {
    await visualizer.frame.getByRole('button', { name: 'Probe Again' }).focus();
    await workbench.page.keyboard.press('Enter');
    const entry = workbench.statusBar.getByRole('button', { name: /^Running in State Probe: Probing long\.word/ });
    await entry.click();
    await workbench.page.getByPlaceholder('Choose what to cancel').waitFor();
    await workbench.screenshot('what-runs');
    await workbench.page.keyboard.press('Enter');
    await cancelled().waitFor({ timeout: ENDED });
    await entry.waitFor({ state: 'hidden' });
  });

  it('begins anew after the window was reloaded while models ran', async () => {
    await visualizer.frame.getByRole('button', { name: 'Probe Again' }).click();
    await cancel().waitFor();
    await workbench.lenses.filter({ hasText: /State Probe: running/ }).waitFor();
    // That it runs again is written within a second; until then it is known as cancelled.
    await workbench.page.waitForTimeout(patience(1500));
    await workbench.reload();
    visualizer = await workbench.visualizer();
    await visualizer.title.filter({ hasText: 'long.word' }).waitFor();
    await visualizer.models.first().waitFor();
    await workbench.lenses.filter({ hasText: /State Probe: running/ }).waitFor();
    await workbench.screenshot('reloaded-while-running');
    await cancel().click();
    await cancelled().waitFor({ timeout: ENDED });
  });

  it('leaves the way free for another one', async () => {
    await workbench.openFile('s5.word');
    await workbench.runCommand('State Probe: Probe File');
    await visualizer.title.filter({ hasText: 's5.word' }).waitFor();
    await visualizer.waitForModels();
    await workbench.lenses.filter({ hasText: /\d of 8 models right to the end/ }).waitFor();
  });
});

describe('cancelling while a text is read', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench(async (folder) => {
      // As much as is read at most, which takes a few seconds.
      const swaps = 'a[0], a[1] = a[1], a[0]\n'.repeat(16_000);
      await writeFile(path.join(folder, 'large.py'), `a = [1, 2, 3, 4, 5]\n${swaps}`);
    });
    await workbench.openFile('large.py');
    await workbench.runCommand('State Probe: Focus on Visualizer View');
    await (await workbench.visualizer()).frame.getByRole('button', { name: 'Probe Selection' }).waitFor();
    await workbench.focusEditor();
  });
  after(() => workbench.close());

  it('says that nothing was probed, and what can be done', async () => {
    const { frame, title } = await workbench.visualizer();
    await workbench.runCommand('State Probe: Probe File');
    await frame.getByRole('button', { name: 'Cancel', exact: true }).click();
    await frame.getByText('Nothing of the text was probed.').waitFor({ timeout: ENDED });
    assert.match((await title.textContent()) ?? '', /large\.py/);
    await frame.getByRole('button', { name: 'Probe File' }).waitFor();
    await workbench.screenshot('cancelled-reading');
    assert.equal(await workbench.lenses.filter({ hasText: 'State Probe' }).count(), 0);
  });
});
