import assert from 'node:assert/strict';
import { type OpenOptions, violations } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

/** Used as a person does. Skipped on a machine without a browser. */
describe('what layers remember, and what transitions do', function () {
  this.timeout(60_000);
  const harness = useHarness();
  const open = async (model: string, panel: string, options: Partial<OpenOptions> = {}) => {
    const opened = await harness().open({ scene: 'probe', height: 3200, ...options });
    await opened.page.locator(`.chip[data-model="${model}"]`).click();
    await openPanel(opened.page, panel);
    return opened;
  };

  it('is shown over the tokens before, in every look', async () => {
    const opened = await open('mamba', 'Memory');
    const { page } = opened;
    await assertGoodInEveryLook(opened, LOOKS, 'Memory', async () => {
      const tokens = page.getByRole('application', { name: /^The token of some tokens ago/ });
      await tokens.waitFor();
      await tokens.focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/^read right in \d+%$/).waitFor();
      await page
        .getByText(/, 1 token ago$/)
        .first()
        .waitFor();
      const sums = page.getByRole('application', { name: /^How far what a token leaves is the same/ });
      await sums.focus();
      for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowRight');
      await page.getByText('nothing is left of it', { exact: true }).waitFor();
    });
    await harness().leave(page);
  });

  it('is shown on the complex plane, of each token and of the word', async () => {
    const { page, complaints } = await open('mamba', 'Inside the architecture');
    await page
      .getByText(/: eigenvalues of its transition$/)
      .first()
      .click();
    const planes = page.getByRole('img', { name: /^Eigenvalues on the complex plane\./ });
    await planes.nth(1).waitFor();
    assert.match((await planes.first().getAttribute('aria-label'))!, /Of each of 64 tokens: real parts from −1 to 1/);
    assert.match((await planes.nth(1).getAttribute('aria-label'))!, /Of the whole word: .* 75% on the circle/);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('shows all heads of all layers at a glance', async () => {
    const { page, complaints } = await open('transformer', 'Inside the architecture');
    await page.getByText('Attention: all heads at a glance').click();
    const heads = page.getByRole('img', { name: /^Attention, layer \d+, head \d+: \d+% on itself/ });
    await heads.nth(3).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });
});

describe('two models beside each other', function () {
  this.timeout(60_000);
  const harness = useHarness();

  it('are compared layer by layer where they read the same text', async () => {
    const { page, complaints } = await harness().open({ scene: 'probe', height: 3200 });
    await page.locator('.chip[data-model="mamba"]').click();
    await openPanel(page, 'Compare');
    await page.getByText('How alike their layers are').click();
    const map = page.getByRole('application', { name: /^Likeness of 3 layers of Mamba/ });
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('0.5', { exact: true }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });
});
