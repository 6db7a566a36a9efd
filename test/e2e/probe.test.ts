import assert from 'node:assert/strict';
import { patience } from '../../scripts/lib/patience.mjs';
import { openWorkbench } from './editor';
import type { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

describe('probing a selection', () => {
  let workbench: Workbench;
  let visualizer: Visualizer;
  before(async () => {
    workbench = await openWorkbench(undefined, { isNew: true });
    await workbench.openFile('s5.word');
    await workbench.selectLines(3, 7);
    await workbench.runCommand('State Probe: Probe Selection');
    visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
  });
  after(() => workbench.close());

  it('shows the true state and a lane for each model', async () => {
    const { title, trueState, models } = visualizer;
    await visualizer.openPanel('States');
    assert.match((await title.textContent()) ?? '', /s5\.word, lines 3–7/);
    assert.match((await trueState.getAttribute('aria-label')) ?? '', /after each of 9 steps/);
    // The exact construction is right at every step, whatever the word.
    assert.match((await models.filter({ hasText: 'WFA-SSM' }).first().textContent()) ?? '', /right at every step/);
    for (const name of [/Elman RNN/, /Transformer/, /Mamba/])
      assert.ok((await models.filter({ hasText: name }).count()) > 0);
  });

  it('has the side bar to itself: the lists below are closed until somebody opens them', async () => {
    for (const name of ['Models', 'History'])
      assert.equal(await workbench.section(name).getAttribute('aria-expanded'), 'false', name);
    await workbench.openSection('Models');
    await workbench.page.getByRole('tree', { name: 'Models' }).getByRole('treeitem').first().waitFor();
    await workbench.section('Models').click();
  });

  it('names the provider that ran the models', async () => {
    await workbench.statusBar.getByRole('button', { name: 'State Probe: CPU' }).waitFor();
  });

  it('marks every line with the true state after it', async () => {
    const marks = await workbench.marks();
    assert.equal(marks.length, 5);
    assert.match(marks[0] ?? '', /^\[3, 2, 1, 4, 5\]/);
    // Three steps stand on the last line: the state is that after one of them, which it names.
    assert.match(marks[4] ?? '', /^\[\d, 1, 4, 2, \d\] {2}after step [789]/);
  });

  it('shows the hidden state of every layer of the chosen model', async () => {
    const { models, layers, heatMaps } = visualizer;
    await visualizer.openPanel('Layers');
    await models.filter({ hasText: 'Mamba, 4 layers' }).click();
    await heatMaps.nth(4).waitFor();
    assert.equal(await heatMaps.count(), 5, 'the embedding and four layers');
    for (const map of await heatMaps.all()) {
      await map.scrollIntoViewIfNeeded();
      await map.and(layers.getByRole('img', { name: /64 neurons by 9 steps, values from -?\d/ })).waitFor();
    }
    await workbench.screenshot('hidden-state');
  });

  it('moves the playhead by keys, and the selection in the editor with it', async () => {
    await visualizer.playhead.press('End');
    await visualizer.waitForStep(9);
    await workbench.waitForCursor(7);
    // The selection ended on that line already, so the world may not be drawn yet.
    await visualizer.world.getByRole('row', { name: /^true\W+3\W+1\W+4\W+2\W+5/ }).waitFor();
    await visualizer.playhead.press('Home');
    await visualizer.waitForStep(1);
    await workbench.waitForCursor(3);
    await visualizer.playhead.press('ArrowRight');
    await visualizer.waitForStep(2);
    await workbench.waitForCursor(4);
  });

  it('moves the playhead by the mouse', async () => {
    const box = await visualizer.playhead.boundingBox();
    assert.ok(box);
    await visualizer.playhead.click({ position: { x: box.width - 3, y: box.height / 2 } });
    await visualizer.waitForStep(9);
    await workbench.waitForCursor(7);
  });

  it('moves the playhead with the cursor', async () => {
    await workbench.focusEditor();
    await workbench.goToLine(4);
    await visualizer.waitForStep(2);
  });

  it('opens in a tab too, with the same probe', async () => {
    await workbench.runCommand('State Probe: Open Visualizer');
    const tab = await workbench.visualizer('editor');
    await tab.openPanel('States');
    await tab.trueState.waitFor();
    await tab.waitForStep(2);
    await tab.pressTo('End', 9);
    await visualizer.waitForStep(9);
    await workbench.screenshot('tab');
  });
});

describe('probing a program', () => {
  let workbench: Workbench;
  let visualizer: Visualizer;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('shuffle.py');
    await workbench.runCommand('State Probe: Probe File');
    visualizer = await workbench.visualizer();
    await workbench.widenSideBar(560);
    await visualizer.waitForModels();
  });
  after(() => workbench.close());

  it('goes to the first wrong step, on the page and in the program', async () => {
    await visualizer.models.filter({ hasText: 'Mamba, 4 layers' }).click();
    const lane = await visualizer.models.filter({ hasText: 'Mamba, 4 layers' }).textContent();
    const wrong = Number(/error at (\d+)/.exec(lane ?? '')?.[1]);
    assert.ok(wrong > 1, `Mamba goes wrong somewhere: ${lane ?? ''}`);
    await visualizer.firstError.click();
    await visualizer.waitForStep(wrong);
    await workbench.waitForMark(/✗ /);
  });

  it('names every model of a mark that has room for one', async () => {
    const mark = workbench.lines.locator('span').filter({ hasText: /^$/ });
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'First wrong in this line' });
    // Marks are drawn anew while the editor follows the playhead: what was pointed at may be gone when the pointer rests.
    let isShown = false;
    for (let attempt = 0; attempt < 6 && !isShown; attempt++) {
      const wrong = await mark.evaluateAll((spans) =>
        spans.findIndex((span) => getComputedStyle(span, '::after').content.startsWith('"✗')),
      );
      await workbench.page.mouse.move(0, 0);
      await mark.nth(wrong).hover({ position: { x: 20, y: 8 } });
      isShown = await hover.waitFor({ timeout: patience(4000) }).then(
        () => true,
        () => false,
      );
      if (!isShown) await workbench.screenshot(`hover-${attempt}`);
    }
    assert.ok(isShown, 'the mark says which models are wrong');
  });

  const themes = [
    ['Light Modern', 'light'],
    ['Dark High Contrast', 'high-contrast'],
    ['Dark Modern', 'dark'],
  ] as const;
  for (const [theme, kind] of themes) {
    it(`follows the theme ${theme}`, async () => {
      await workbench.useTheme(theme);
      await visualizer.waitForTheme(kind);
      await workbench.screenshot(`probe-${kind}`);
    });
  }
});
