import assert from 'node:assert/strict';
import type { OpenOptions } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

const TITLE = 'Every layer at every step';
const MAP = /^Probability of the true state in \d layers after [\d,]+ steps, read by/;

/** Used as a person does. Skipped on a machine without a browser. */
describe('the grid of layers and steps', function () {
  this.timeout(60_000);
  const harness = useHarness();
  const open = async (options: Partial<OpenOptions> = {}) => {
    const opened = await harness().open({ scene: 'probe', height: 3000, ...options });
    await openPanel(opened.page, TITLE);
    const map = opened.page.getByRole('application', { name: MAP });
    await map.waitFor();
    return { ...opened, map };
  };

  it('shows what is chosen, with its controls, in every look', async () => {
    const opened = await open();
    const { page, map } = opened;
    await assertGoodInEveryLook(opened, LOOKS, TITLE, async () => {
      await map.waitFor();
      const table = page.getByRole('table', { name: 'Readings by layer' });
      const columns = (): Promise<string[]> => table.getByRole('columnheader').allTextContents();
      assert.deepEqual(await columns(), ['Layer', 'Steps right']);
      const read = page.getByLabel('Read from each layer by');
      await read.selectOption('a linear probe');
      await table.getByText('Held out').waitFor();
      assert.deepEqual(await columns(), ['Layer', 'Steps right', 'Held out']);
      await read.selectOption('a linear probe of an untrained twin');
      await page.getByText(/^Selectivity: held-out accuracy/).waitFor();
      assert.deepEqual(await columns(), ['Layer', 'Steps right', 'Held out', 'Selectivity']);
      assert.equal(await table.getByRole('row').count(), 4);
      assert.match((await map.getAttribute('aria-label')) ?? '', /in 3 layers after 64 steps, .*untrained twin/);
    });
    await harness().leave(page);
  });

  it('names the belief of a cell, and goes to its step and layer, by keyboard and by mouse', async () => {
    const { page, map } = await open();
    await map.focus();
    await page.keyboard.press('ArrowDown');
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await page.getByText(/^layer 2, step 4, right: [\d ]+$/).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Step 4 (\(token \d+\) )?of 64$/)
      .first()
      .waitFor();
    const box = (await map.boundingBox())!;
    await page.mouse.move(box.x + box.width - 2, box.y + 4);
    await page.getByText(/^layer 1, step 64, wrong: [\d ]+$/).waitFor();
    await openPanel(page, 'Linear probes');
    await page.locator('.track.probed').first().waitFor();
    await page.setViewportSize({ width: 600, height: 300 });
    await map.scrollIntoViewIfNeeded();
    const lane = page.locator('.track.probed[data-output="hidden.1"]');
    const inView = async (): Promise<boolean> => {
      const { y, height } = (await lane.boundingBox())!;
      return y >= 0 && y + height <= 300;
    };
    assert.equal(await inView(), false);
    const { width, height } = (await map.boundingBox())!;
    await map.click({ position: { x: width - 2, y: height / 4 } });
    await page
      .getByText(/^Step 64 (\(token \d+\) )?of 64$/)
      .first()
      .waitFor({ state: 'attached' });
    await page.evaluate('new Promise(requestAnimationFrame)');
    assert.equal(await inView(), true);
    await harness().leave(page);
  });

  it('says why it cannot be shown, and keeps the rest of the panel', async () => {
    const { page } = await harness().open({ scene: 'probe', height: 3000 });
    await page.evaluate(`window.refuse = ['grid']`);
    await openPanel(page, 'Linear probes');
    await page.getByText('grid is refused here').waitFor();
    await page
      .getByRole('img', { name: /^State read from / })
      .first()
      .waitFor();
    await page.evaluate(`window.refuse = []`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('application', { name: MAP }).waitFor();
    await harness().leave(page);
  });
});
