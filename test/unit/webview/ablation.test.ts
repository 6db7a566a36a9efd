import assert from 'node:assert/strict';
import { type OpenOptions, violations } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

/** Used as a person does. Skipped on a machine without a browser. */
describe('the panels of interventions', function () {
  this.timeout(60_000);
  const harness = useHarness();
  const open = async (panel: string, options: Partial<OpenOptions> = {}) => {
    const opened = await harness().open({ scene: 'probe', height: 2600, ...options });
    await opened.page.locator('.chip[data-model="mamba"]').click();
    await openPanel(opened.page, panel);
    return opened;
  };

  it('show what is right without each part, the most harmful first, in every look', async () => {
    const opened = await open('Ablation');
    const { page } = opened;
    await assertGoodInEveryLook(opened, LOOKS, 'Ablation', async () => {
      const table = page.getByRole('table', { name: 'The model without each part' });
      await table.waitFor();
      const names = (): Promise<string[]> => table.getByRole('rowheader').allTextContents();
      assert.deepEqual((await names()).slice(0, 2), ['nothing left out', 'layer 1, layer']);
      await page.getByLabel('Put out of action').selectOption({ label: 'neurons' });
      await page.getByRole('rowheader', { name: 'layer 1, neuron' }).waitFor();
      assert.equal((await names()).length, 3);
    });
    await harness().leave(page);
  });

  it('show how many bits a model takes', async () => {
    const { page, complaints } = await open('Ablation');
    await page.getByText('How many bits does it take?').click();
    const map = page.getByRole('application', { name: /^Share of words right with 4 precisions/ });
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('7 bits, 4 steps', { exact: true }).waitFor();
    await page.getByText('4 bits: to 8', { exact: true }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('show which state carries the belief, as a sentence and a map', async () => {
    const { page, complaints } = await open('Patching');
    await page.getByText('Which state carries the belief?').click();
    await page.getByText(/^From step 4 on the belief is carried in the recurrent state/).waitFor();
    const map = page.getByRole('application', { name: /^Share of pairs that follow the other word, for \d states/ });
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('embedding, step 2', { exact: true }).waitFor();

    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });
});
