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

  it('shows the hidden state of every layer', async () => {
    const { heatMaps } = workbench.visualizer;
    await heatMaps.first().waitFor();
    assert.ok((await heatMaps.count()) >= 2, 'the embedding and at least one layer');
  });

  it('moves the playhead by keys, and the selection in the editor with it', async () => {
    const { playhead } = workbench.visualizer;
    await playhead.press('Home');
    await workbench.visualizer.waitForStep(1);
    await workbench.waitForCursor(3);
    await playhead.press('ArrowRight');
    await workbench.visualizer.waitForStep(2);
    await workbench.waitForCursor(4);
    await playhead.press('End');
    await workbench.visualizer.waitForStep(9);
    await workbench.waitForCursor(7);
    assert.match((await workbench.visualizer.details.textContent()) ?? '', /\(\)/);
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
    await workbench.problem('nonsense').waitFor();
    await workbench.screenshot('problem');
  });
});
