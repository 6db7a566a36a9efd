import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openWorkbench } from './editor';
import type { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

/** Steps of the focus between two things on the page, at most. */
const TABS = 40;

/** From a text to the inside of a model without the mouse: everything on the way can be reached and pressed by keys. */
describe('by keyboard alone', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let visualizer: Visualizer;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
    await workbench.runCommand('State Probe: Probe File');
    visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
  });
  after(() => workbench.close());

  const isFocused = (target: Locator): Promise<boolean> =>
    target.evaluate((element) => element === document.activeElement);

  /** Presses Tab until something has the focus. */
  const tabTo = async (target: Locator): Promise<void> => {
    for (let press = 0; press < TABS; press++) {
      if (await isFocused(target)) return;
      await workbench.page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not come to ${String(target)}`);
  };

  it('comes to the page by a command, and to the models by Tab', async () => {
    await workbench.focusEditor();
    await workbench.page.keyboard.press('F1');
    await workbench.page.keyboard.type('State Probe: Focus on Visualizer View');
    await workbench.page.keyboard.press('Enter');
    const chosen = visualizer.frame.getByRole('radio', { checked: true });
    await tabTo(chosen);
  });

  it('chooses a model by arrow keys', async () => {
    const before = await visualizer.frame.getByRole('radio', { checked: true }).textContent();
    await workbench.page.keyboard.press('ArrowDown');
    const chosen = visualizer.frame.getByRole('radio', { checked: true });
    assert.notEqual(await chosen.textContent(), before);
    assert.ok(await isFocused(chosen), 'the focus goes along');
  });

  it('moves the playhead, and with it the selection in the text', async () => {
    await tabTo(visualizer.playhead);
    await workbench.page.keyboard.press('End');
    await visualizer.waitForStep(9);
    await workbench.waitForCursor(7);
    await workbench.page.keyboard.press('Home');
    await visualizer.waitForStep(1);
  });

  it('opens a panel and closes it again', async () => {
    const title = visualizer.frame.getByRole('button', { name: 'Is it my text or the model?', exact: true });
    await tabTo(title);
    await workbench.page.keyboard.press('Enter');
    await visualizer.frame.getByRole('region', { name: 'Random words of this length' }).waitFor();
    assert.equal(await title.getAttribute('aria-expanded'), 'true');
    await workbench.screenshot('keyboard');
    await workbench.page.keyboard.press('Enter');
    assert.equal(await title.getAttribute('aria-expanded'), 'false');
  });

  it('opens what the documentation says of a question, beside the text', async () => {
    await tabTo(visualizer.frame.getByRole('button', { name: 'Help: Is it my text or the model?' }));
    await workbench.page.keyboard.press('Enter');
    const tab = workbench.page.getByRole('tab', { name: /^Preview visualizer\.md/ });
    await tab.waitFor();
    await visualizer.waitUntil(async () => {
      const headings = workbench.page.frames().map((frame) => frame.locator('#is-it-my-text-or-the-model').count());
      return (await Promise.allSettled(headings)).some((found) => found.status === 'fulfilled' && found.value > 0);
    }, 'the page shows the heading');
    await workbench.screenshot('documentation');
    await workbench.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'hidden' });
  });

  it('goes back to the text, and from a step to the next', async () => {
    await workbench.focusEditor();
    await workbench.goToLine(3);
    await visualizer.waitForStep(1);
    await workbench.runCommand('State Probe: Go to Next Step');
    await visualizer.waitForStep(2);
    await workbench.waitForCursor(4);
  });

  it('takes the probe away', async () => {
    await workbench.runCommand('State Probe: Remove Probe');
    await workbench.lenses.filter({ hasText: 'Remove' }).waitFor({ state: 'hidden' });
    assert.deepEqual(await workbench.marks(), []);
  });
});
