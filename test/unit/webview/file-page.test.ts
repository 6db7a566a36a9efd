import assert from 'node:assert/strict';
import { violations, waitUntil } from './harness';
import { LOOKS, takeLook } from './looks';
import { useHarness } from './use-harness';

/** Used as a person does. Skipped on a machine without a browser. */
describe('the page of an ONNX file', function () {
  this.timeout(60_000);
  const harness = useHarness();

  it('shows all there is, is accessible and fits, in every look', async () => {
    const { page, complaints } = await harness().openFile({ scene: 'model' });
    assert.deepEqual(await page.getByRole('heading', { level: 2 }).allTextContents(), [
      ...['Inputs', 'Outputs', 'Layers', 'Operators', 'Metadata', 'Tensors'],
    ]);
    await page.getByRole('cell', { name: '[batch, length, 120]' }).waitFor();
    await page.getByText('171 tensors.', { exact: true }).waitFor();
    for (const look of LOOKS) {
      await takeLook(page, look);
      assert.deepEqual(await violations(page), [], look.join());
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), look.join());
    }
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('finds tensors by name, by keyboard, and keeps what is searched for when the file is another', async () => {
    const { page } = await harness().openFile({ scene: 'many' });
    await page.getByText('50,000 tensors of the first 50,000 tensors; the first 200 are shown.').waitFor();
    assert.equal(await page.getByRole('table', { name: 'Outputs' }).getByRole('row').count(), 201);
    await page.getByText('and 19800 more: state-probe graph FILE --json has all').waitFor();
    await page.getByLabel('Name holds').focus();
    await page.keyboard.type('LAYERS.3/mixer/Mul_output_7');
    await page.getByText('279 tensors of the first 50,000 tensors; the first 200 are shown.').waitFor();
    await page.keyboard.type('799');
    await page.getByText('1 tensor of the first 50,000 tensors.').waitFor();
    await page.getByRole('button', { name: 'Show This Tensor: /model/layers.3/mixer/Mul_output_7799' }).click();
    assert.deepEqual(await page.evaluate('said.at(-1)'), {
      kind: 'show',
      tensor: '/model/layers.3/mixer/Mul_output_7799',
    });
    await page.getByLabel('Name holds').focus();
    await page.evaluate('document.querySelector("h1").id = "before"; acquireVsCodeApi().postMessage(); undefined');
    await waitUntil(page, 'document.querySelector("#before") === null');
    await page.getByText('1 tensor of the first 50,000 tensors.').waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'wanted');
    await page.keyboard.type('x');
    await page.getByText('0 tensors of the first 50,000 tensors.').waitFor();
    await harness().leave(page);
  });

  it('folds long metadata, which opens by keyboard, so that tensors are in sight below it', async () => {
    const { page } = await harness().openFile({ scene: 'model', width: 600 });
    const metadata = page.getByRole('table', { name: 'Metadata' });
    const box = await metadata.boundingBox();
    assert.ok(box && box.height < 120, JSON.stringify(box));
    assert.equal(await metadata.locator('details').getAttribute('open'), null);
    await metadata.getByText(/^\{"format":1,"id":"x+…$/).press('Enter');
    assert.equal(await metadata.locator('details').getAttribute('open'), '');
    assert.match((await metadata.textContent()) ?? '', /x{1500}"\}/);
    assert.deepEqual(await violations(page), []);
    await harness().leave(page);
  });

  it('says why a file is none, and shows hostile names as text', async () => {
    const failed = await harness().openFile({ scene: 'failed' });
    await failed.page.getByRole('alert').getByText('not an ONNX model').waitFor();
    assert.deepEqual(await violations(failed.page), []);
    await harness().leave(failed.page);
    const { page, complaints } = await harness().openFile({ scene: 'hostile', width: 300 });
    await page.getByRole('cell', { name: '<img' }).first().waitFor();
    assert.equal(await page.locator('img').count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });
});
