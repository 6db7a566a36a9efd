import assert from 'node:assert/strict';
import { violations } from './harness';
import { useHarness } from './use-harness';

/** Used as a person does. Skipped on a machine without a browser. */
describe('tensors that were chosen in a file', function () {
  this.timeout(60_000);
  const harness = useHarness();

  it('stand on the page when they are chosen, each with its values over the steps, and go when they are removed', async () => {
    const { page, complaints } = await harness().open({ scene: 'probe', theme: 'light', width: 320, height: 3200 });
    const about = { file: 'mamba.onnx', model: 'Mamba' };
    const own = { ...about, key: 1, name: '/layers.0/Add_output_0', isOwn: true };
    const other = { ...about, key: 2, name: '<b>table</b>', isOwn: false };
    const tell = (...tensors: object[]) =>
      page.evaluate(
        `window.tell({ kind: 'state', state: { kind: 'probe', probe: { ...window.sampleScenes.probe().probe, tensors: ${JSON.stringify(tensors)} } } })`,
      );
    await tell(own);
    // The panel opens by itself.
    const matrix = page.getByRole('application', { name: /^\/layers\.0\/Add_output_0: 32 rows, .* steps across/ });
    await matrix.waitFor();
    await matrix.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('step 2:').waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('said.filter(({ kind }) => kind === "playhead").at(-1)?.step'), 1);
    await page.keyboard.press('Escape');
    await tell(own, other);
    await page.getByRole('application', { name: /^<b>table<\/b>: 4 rows, 8 columns, its last axis across/ }).waitFor();
    await page.getByText('to another file they may mean something else').waitFor();
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
    await page.getByRole('button', { name: 'Remove <b>table</b>' }).click();
    assert.equal(await page.evaluate('said.filter(({ name }) => name === "removeTensor").at(-1)?.body.key'), 2);
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: '.test-out/page/chosen-tensors.png' });
    await tell();
    await page.getByText('press Show This Tensor beside a tensor').waitFor();
    assert.equal(await matrix.count(), 0);
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });
});
