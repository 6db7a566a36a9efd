import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { patience } from '../../../scripts/lib/patience.mjs';
import type { Ask, PageMessage } from '../../../src/protocol/messages';
import { violations, waitUntil } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { useHarness } from './use-harness';

const INSIDE = 'Inside the architecture';

async function asked(page: Page, name: Ask['name']): Promise<Ask[]> {
  const said = await page.evaluate<PageMessage[]>('window.said');
  return said.flatMap((message) => (message.kind === 'ask' && message.name === name ? [message] : []));
}

/** States, layers and the inside of architectures, used as a person does. Skipped on a machine without a browser. */
describe('panels about the states and the layers', function () {
  this.timeout(60_000);
  const harness = useHarness();

  const cursorOf = (page: Page, layer: string) => page.getByRole('slider', { name: `Neuron of ${layer}` });

  it('reads values of neurons by keyboard, and pins and unpins their courses', async () => {
    const { page } = await harness().open({ scene: 'probe', height: 3000, panels: ['States', 'Layers'] });
    await page.getByRole('img', { name: /^Heat map of layer 1: 64 neurons/ }).waitFor();
    const cursor = cursorOf(page, 'layer 1');
    await cursor.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await waitUntil(
      page,
      `/^neuron 2, [−.\\d]+ at step 2$/.test(document.activeElement.getAttribute('aria-valuetext'))`,
    );
    await page.keyboard.press('End');
    assert.equal(await cursor.getAttribute('aria-valuenow'), '64');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Line chart of neuron 64 of layer 1 over 64 steps, from/ }).waitFor();
    const asks = await asked(page, 'neuron');
    assert.deepEqual(
      asks.map(({ body }) => body),
      [{ probe: 'probe', model: 'transformer', output: 'hidden.1', neuron: 63, form: 'raw' }],
    );
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Unpin neuron 64 of layer 1' }).click();
    assert.equal(await page.getByRole('img', { name: /^Line chart/ }).count(), 0);
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-label")'), 'Neuron of layer 1');
    await harness().leave(page);
  });

  it('shows value, step, neuron and source text under the pointer, and pins with a click', async () => {
    const { page } = await harness().open({ scene: 'probe', width: 1200, height: 2400, panels: ['States', 'Layers'] });
    const map = page.getByRole('img', { name: /^Heat map of embedding: 64 neurons/ });
    await map.waitFor();
    const box = await map.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width - 4, box.y + 1);
    await page.getByText(/^embedding, neuron 1, step 64$/).waitFor();
    assert.match((await page.locator('.tooltip').textContent()) ?? '', /a\[\d\], a\[\d\] = /);
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('img', { name: /^Line chart of neuron 1 of embedding/ }).waitFor();
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('img', { name: /^Line chart/ }).waitFor({ state: 'detached' });
    await harness().leave(page);
  });

  it('shows other forms and orders, and says why an order cannot be had', async () => {
    const { page } = await harness().open({ scene: 'probe', height: 3000, panels: ['States', 'Layers'] });
    await page.getByRole('img', { name: /^Heat map of layer 1: 64 neurons/ }).waitFor();
    await page.getByRole('combobox', { name: /^Values/ }).selectOption('change from step to step');
    await waitUntil(page, `window.said.some(({ name, body }) => name === 'rows' && body.form === 'change')`);
    await page.evaluate('window.refuse = ["neurons"]');
    await page.getByRole('combobox', { name: /^Neurons/ }).selectOption('by similarity');
    await page.getByText('Neurons stand as they are: neurons is refused here').waitFor();
    await page.evaluate('window.refuse = []');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Neurons stand as they are').waitFor({ state: 'detached' });
    assert.ok((await asked(page, 'neurons')).length >= 2);
    await harness().leave(page);
  });

  it('shows lanes of the chosen model, and of all when asked to', async () => {
    const { page } = await harness().open({ scene: 'many', panels: ['States', 'Layers'] });
    const lanes = page.getByRole('img', { name: /% of steps right/ });
    assert.equal(await lanes.count(), 1);
    await page.getByLabel('Lanes of all models').check();
    assert.equal(await lanes.count(), 23, 'all that have run');
    await harness().leave(page);
  });

  it('shows what is inside an architecture, in every look', async () => {
    const opened = await harness().open({ scene: 'probe', height: 4000, panels: ['States', 'Layers'] });
    const { page } = opened;
    await assertGoodInEveryLook(opened, LOOKS, INSIDE, async () => {
      await page.getByRole('application', { name: /^Attention, layer 1, head 1, steps 1 to 64/ }).waitFor();
      await page.getByLabel('Head').first().selectOption('2 of 4');
      await page.getByRole('application', { name: /^Attention, layer 1, head 2/ }).waitFor();
    });
    await page.getByRole('radio', { name: /^WFA-SSM/ }).click();
    await assertGoodInEveryLook(opened, LOOKS, INSIDE, async () => {
      const matrix = page.getByRole('application', {
        name: /^Transition matrix at step 1: 25 by 25, values from 0 to 1/,
      });
      await matrix.focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/^[01], row 1, column 2, step 1$/).waitFor();
    });
    await harness().leave(page);
  });

  it('shows one state as a matrix and as a row of a heat map, with the same values', async function () {
    this.retries(2);
    const { page, complaints } = await harness().open({ scene: 'probe', height: 4000, panels: [INSIDE] });
    await page.getByRole('radio', { name: /^Mamba/ }).click();
    const tall = page.getByRole('application', {
      name: /^Recurrent state, layer 2 at step 1: 16 by 4, rows across, /,
    });
    const box = await tall.boundingBox();
    assert.ok(box && box.width > 3 * box.height, 'it lies on its side');
    // Until all parts of the chosen model have come the panel is drawn anew, and the place in it begins anew, too.
    await page.getByRole('img', { name: /^Heat map of Decay, layer 1: 16 values by 64 steps/ }).waitFor();
    await page.waitForTimeout(patience(500));
    await tall.press('ArrowRight');
    await tall.press('ArrowRight');
    await tall.press('ArrowDown');
    const said = page.getByText(/, row 3, column 2, step 1$/);
    const turned = Number(((await said.textContent()) ?? '').split(',')[0]?.replace('−', '-'));
    // The row of the heat map above is the same state, row by row of the matrix.
    const flat = page.getByRole('slider', { name: 'Value of Recurrent state, layer 2' });
    for (let value = 0; value < 2 * 4 + 1; value++) await flat.press('ArrowDown');
    const [, above = ''] = /value 10, (\S+) at step 1/.exec((await flat.getAttribute('aria-valuetext')) ?? '') ?? [];
    assert.equal(turned, Number(above.replace('−', '-')));
    await page.getByRole('img', { name: /^Heat map of Decay, layer 1: 16 values by 64 steps/ }).waitFor();
    await page.getByRole('radio', { name: /^Elman RNN/ }).click();
    await page.getByText('This model gives no outputs beside its layers.').waitFor();
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });
});
