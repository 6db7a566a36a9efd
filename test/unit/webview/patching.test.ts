import assert from 'node:assert/strict';
import { type OpenOptions, violations } from './harness';
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

  for (const [theme, width] of [
    ['dark', 600],
    ['light', 1200],
    ['hc-dark', 240],
  ] as const)
    it(`shows beliefs before and after, and takes patches back, in ${theme} at ${width} pixels`, async () => {
      const { page, complaints } = await open({ theme, width });
      await page.getByLabel('State', { exact: true }).fill('1=2');
      await page.getByRole('button', { name: 'Replace', exact: true }).click();
      await page.getByText(/^The model believes otherwise after \d+ of \d+ steps\.$/).waitFor();
      await page.getByRole('cell', { name: 'state 1=2' }).waitFor();
      // Both runs stand above each other, with what differs between them.
      const differences = page.getByRole('img', { name: /^Differences\. / });
      await differences.waitFor();
      assert.match((await differences.getAttribute('aria-label'))!, /They differ first at step/);
      for (const name of ['before', 'after']) await page.getByRole('heading', { name, exact: true }).waitFor();
      await page.getByLabel('by that of').selectOption({ label: 'zero' });
      assert.equal(await page.getByLabel('State', { exact: true }).isVisible(), false);
      await page.getByRole('button', { name: 'Replace', exact: true }).click();
      await page.getByRole('cell', { name: 'zero', exact: true }).waitFor();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(complaints, []);
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

  it('says why a patch is refused', async () => {
    const { page } = await open();
    await page.getByLabel('State', { exact: true }).fill('nonsense');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByText("there is no 'nonsense' in this world").waitFor();
    await harness().leave(page);
  });
});
