import assert from 'node:assert/strict';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

describe('probing a selection', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
    await workbench.selectLines(3, 7);
    await workbench.runCommand('State Probe: Probe Selection');
    await workbench.visualizer.waitForModels();
  });
  after(() => workbench.close());

  it('shows the true state and a lane for each model', async () => {
    const { title, trueState, models } = workbench.visualizer;
    assert.match((await title.textContent()) ?? '', /s5\.word, lines 3–7/);
    assert.match((await trueState.getAttribute('aria-label')) ?? '', /after each of 9 steps/);
    assert.ok((await models.count()) >= 4, 'the two exact models and at least two trained ones');
    // The exact constructions are right at every step, whatever the word.
    for (const name of [/RNN-SSM/, /WFA-SSM/]) {
      assert.match((await models.filter({ hasText: name }).first().textContent()) ?? '', /right at every step/);
    }
  });

  it('marks the steps in the editor with the true state', async () => {
    const marks = await workbench.marks();
    assert.ok(marks.length >= 5, `a mark on each of the five lines: ${marks.join(' | ')}`);
  });

  it('shows the hidden state of every layer of the chosen model', async () => {
    const { models, layers, heatMaps } = workbench.visualizer;
    await models.filter({ hasText: 'Mamba' }).click();
    await layers.getByRole('heading', { name: /^Inside Mamba/ }).waitFor();
    assert.equal(await heatMaps.count(), 3, 'the embedding and two layers');
    for (const map of await heatMaps.all()) {
      await map.scrollIntoViewIfNeeded();
      await map.and(layers.getByRole('img', { name: /64 neurons by 9 steps, values from -?\d/ })).waitFor();
    }
    await workbench.screenshot('hidden-state');
  });

  it('moves the playhead by keys, and the selection in the editor with it', async () => {
    const { visualizer } = workbench;
    await visualizer.playhead.press('End');
    await visualizer.waitForStep(9);
    await workbench.waitForCursor(7);
    assert.match((await visualizer.details.textContent()) ?? '', /3 1 4 2 5/);
    await visualizer.playhead.press('Home');
    await visualizer.waitForStep(1);
    await workbench.waitForCursor(3);
    await visualizer.playhead.press('ArrowRight');
    await visualizer.waitForStep(2);
    await workbench.waitForCursor(4);
  });

  it('moves the playhead by the mouse', async () => {
    const { visualizer } = workbench;
    const box = await visualizer.playhead.boundingBox();
    assert.ok(box);
    await visualizer.playhead.click({ position: { x: box.width - 3, y: box.height / 2 } });
    await visualizer.waitForStep(9);
    await workbench.waitForCursor(7);
  });

  it('moves the playhead with the cursor', async () => {
    await workbench.focusEditor();
    await workbench.goToLine(4);
    await workbench.visualizer.waitForStep(2);
  });

  const themes = [
    ['Light Modern', 'light'],
    ['Dark High Contrast', 'high-contrast'],
    ['Dark Modern', 'dark'],
  ] as const;
  for (const [theme, kind] of themes) {
    it(`follows the theme ${theme}`, async () => {
      await workbench.useTheme(theme);
      await workbench.visualizer.waitForTheme(kind);
      await workbench.screenshot(`probe-${kind}`);
    });
  }
});

describe('a text that cannot be read', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('is said at its place', async () => {
    await workbench.openFile('s5.word');
    await workbench.goToLine(3);
    await workbench.page.keyboard.type('nonsense ');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.problem('nonsense')).first().waitFor();
    await workbench.screenshot('problem');
  });
});
