import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { PageMessage } from '../../../src/protocol/messages';
import type { OpenOptions } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

const TITLE = 'Similarity of steps';

/** Used as a person does. Skipped on a machine without a browser. */
describe('the panel of similarity', function () {
  this.timeout(60_000);
  const harness = useHarness();

  const open = async (options: Partial<OpenOptions> = {}) => {
    const opened = await harness().open({ scene: 'probe', ...options });
    await openPanel(opened.page, TITLE);
    const cosines = opened.page.getByRole('application', { name: /^Cosine of the hidden states/ });
    await cosines.waitFor();
    return { ...opened, cosines };
  };
  const asked = async (page: Page): Promise<unknown[]> =>
    (await page.evaluate<PageMessage[]>('window.said')).flatMap((one) =>
      one.kind === 'ask' && one.name === 'similarity' ? [one.body] : [],
    );

  it('is without a complaint in every look', async () => {
    const opened = await open();
    await assertGoodInEveryLook(opened, LOOKS, TITLE, async () => {
      await opened.cosines.waitFor();
      await opened.cosines.scrollIntoViewIfNeeded();
    });
    await harness().leave(opened.page);
  });

  it('shows the last layer over the whole run, and another when it is chosen', async () => {
    const { page } = await open();
    await page.getByRole('combobox', { name: /^Layer/ }).selectOption({ label: 'embedding' });
    await page.getByRole('application', { name: /^Cosine of the hidden states of embedding, steps 1 to 64/ }).waitFor();
    const key = { probe: 'probe', model: 'transformer', from: 0, to: 64 };
    assert.deepEqual(await asked(page), [
      { ...key, output: 'hidden.2' },
      { ...key, output: 'hidden.0' },
    ]);
    await harness().leave(page);
  });

  it('reads single values by keyboard, and goes to a step', async () => {
    const { page, cosines } = await open();
    await cosines.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByText(/^cosine −?[\d.]+, steps 3 and 2: different true states$/).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.getByText('Step 3 of 64', { exact: true }).first().waitFor();
    await harness().leave(page);
  });

  it('has one number for each layer', async () => {
    const { page } = await open();
    const rows = page.getByRole('table', { name: /^Agreement by layer/ }).getByRole('row');
    assert.deepEqual(
      (await rows.allTextContents()).map((text) => text.trim()),
      ['embedding50%', 'layer 165%', 'layer 280%'],
    );
    await harness().leave(page);
  });

  it('says when steps are left out', async () => {
    const { page } = await open({ scene: 'long' });
    await page.getByText('Shows every 4th of these steps; zoom in for all.').waitFor();
    await harness().leave(page);
  });

  it('says why there is nothing, and tries again', async () => {
    const { page } = await harness().open({ scene: 'probe' });
    await page.evaluate(`window.refuse = ['similarity']`);
    await openPanel(page, TITLE);
    await page.getByText('similarity is refused here').waitFor();
    await page.evaluate(`window.refuse = []`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('application', { name: /^Cosine of the hidden states/ }).waitFor();
    await harness().leave(page);
  });
});
