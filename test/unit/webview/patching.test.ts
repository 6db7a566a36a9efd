import assert from 'node:assert/strict';
import type { OpenOptions } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

/** Used as a person does. Skipped on a machine without a browser. */
describe('the panel of replaced states', function () {
  this.timeout(60_000);
  const harness = useHarness();
  const open = async (options: Partial<OpenOptions> = {}) => {
    const opened = await harness().open({ scene: 'probe', height: 2000, ...options });
    await opened.page.locator('.chip[data-model="mamba"]').click();
    await openPanel(opened.page, 'Patching');
    return opened;
  };

  it('shows beliefs before and after, and takes patches back, in every look', async () => {
    const opened = await open();
    const { page } = opened;
    await page.getByLabel('State', { exact: true }).fill('1=2');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByText(/^The model believes otherwise after \d+ of \d+ steps\.$/).waitFor();
    await page.getByRole('cell', { name: 'state 1=2' }).waitFor();
    await page.getByLabel('by that of').selectOption({ label: 'zero' });
    assert.equal(await page.getByLabel('State', { exact: true }).isVisible(), false);
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await assertGoodInEveryLook(opened, LOOKS, 'Patching', async () => {
      // Patches are kept while the panel is closed.
      for (const name of ['state 1=2', 'zero']) await page.getByRole('cell', { name, exact: true }).waitFor();
      // Both runs stand above each other, with what differs between them.
      const differences = page.getByRole('img', { name: /^Differences\. / });
      await differences.waitFor();
      assert.match((await differences.getAttribute('aria-label'))!, /They differ first at step/);
      for (const name of ['before', 'after']) await page.getByRole('heading', { name, exact: true }).waitFor();
    });
    await page.getByRole('button', { name: 'Remove patch 1' }).click();
    await page.getByRole('cell', { name: 'state 1=2' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/believes otherwise/).waitFor({ state: 'detached' });
    await harness().leave(page);
  });

  it('keeps patches while another model is looked at', async () => {
    const { page } = await open();
    await page.getByLabel('by that of').selectOption({ label: 'zero' });
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByRole('cell', { name: 'zero', exact: true }).waitFor();
    await page.locator('.chip[data-model="transformer"]').click();
    await page.getByRole('cell', { name: 'zero', exact: true }).waitFor({ state: 'detached' });
    await page.locator('.chip[data-model="mamba"]').click();
    await page.getByRole('cell', { name: 'zero', exact: true }).waitFor();
    await page.getByText(/^The model believes otherwise after/).waitFor();
    await harness().leave(page);
  });

  it('puts states of random and of other texts into a language model, and maps it over pairs of texts', async () => {
    const opened = await harness().open({ scene: 'language', height: 2000 });
    const { page } = opened;
    await openPanel(page, 'Patching');
    const options = await page.getByLabel('by that of').locator('option').allTextContents();
    assert.deepEqual(options, [
      ...['a random text that leads to the state …', 'this text after step …', 'another text that was probed …'],
      ...['a random text', 'zero'],
    ]);
    await page.getByLabel('by that of').selectOption({ label: 'another text that was probed …' });
    const other = page.getByLabel('which is');
    await other.waitFor();
    const [, second = ''] = await other.locator('option').allTextContents();
    await other.selectOption({ index: 1 });
    await page.getByLabel('After step (the last if absent)').fill('3');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    const title = second.replace(/ \(\d+ steps\)$/, '');
    await page.getByRole('cell', { name: `${title}, after step 3`, exact: true }).waitFor();
    await assertGoodInEveryLook(opened, LOOKS, 'Patching', async () => {
      await page.getByText('Which state carries the belief?').click();
      await page.getByText(/^States of one random text are put into the run of another that begins alike/).waitFor();
      await page.getByText(/pairs of random texts of \d+ steps/).waitFor();
      await page.getByLabel('by that of').selectOption({ label: 'another text that was probed …' });
      await other.waitFor();
    });
    await harness().leave(page);
  });

  it('says why a patch is refused', async () => {
    const { page } = await open();
    await page.getByLabel('State', { exact: true }).fill('nonsense');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByText("there is no 'nonsense' in this world").waitFor();
    await harness().leave(page);
  });
});
