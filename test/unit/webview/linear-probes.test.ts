import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { readableText } from '../../../src/analysis/readable';
import type { PageMessage } from '../../../src/protocol/messages';
import { type OpenOptions, violations, waitUntil } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { closePanel, openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

const TITLE = 'Linear probes';
const LANES = /^State read from /;

/** Numbers of the requests for linear probes, and of those that were taken back. */
async function requests(page: Page): Promise<{ asked: number[]; cancelled: number[] }> {
  const said = await page.evaluate<PageMessage[]>('window.said');
  return {
    asked: said.flatMap((one) => (one.kind === 'ask' && one.name === 'linearProbes' ? [one.request] : [])),
    cancelled: said.flatMap((one) => (one.kind === 'cancel' ? [one.request] : [])),
  };
}

describe('what linear probes say', () => {
  const read = (name: string, ...outcome: number[]) => ({ name, probe: { outcome: Uint8Array.from(outcome) } });

  it('begins with the layer from which the state can be read longest, and compares the model', () => {
    const layers = [read('embedding', 0, 1, 1, 0), read('layer 1', 1, 1, 0, 1), read('layer 2', 1, 1, 1, 0)];
    assert.equal(
      readableText(layers, { firstWrong: 2 }),
      'The true state can be read without an error up to step 3 from layer 2; up to step 2 from layer 1; ' +
        'not even at the first step from embedding. The model itself is first wrong at step 3.',
    );
  });

  it('puts layers together that are alike, and tells few', () => {
    const same = [read('a', 1, 1), read('b', 1, 2), read('c', 1, 1), read('d', 0, 1)];
    assert.equal(
      readableText(same, { firstWrong: null }),
      'The true state can be read without an error at every step that has a state from a, b and c; not even at the first step from d. ' +
        'The model itself is right at every step.',
    );
    const many = [0, 1, 2, 3, 4].map((until) => read(`l${until}`, ...[1, 1, 1, 1, 1].fill(0, until)));
    assert.match(
      readableText(many, { firstWrong: 1 }),
      /up to step 2 from l2; from the other layers it is lost sooner/,
    );
  });

  it('says so where there is no state', () => {
    assert.equal(
      readableText([read('embedding', 2, 2)], { firstWrong: null }),
      'There is no true state to be read at any step.',
    );
  });
});

/** Used as a person does. Skipped on a machine without a browser. */
describe('the panel of linear probes', function () {
  this.timeout(60_000);
  const harness = useHarness();

  async function open(options: Partial<OpenOptions> = {}): Promise<{ page: Page; complaints: string[] }> {
    return harness().open({ scene: 'probe', height: 3000, ...options });
  }

  it('asks only when it is opened, and shows a lane for each layer', async () => {
    const { page, complaints } = await open();
    assert.deepEqual((await requests(page)).asked, []);
    await openPanel(page, TITLE);
    await page.getByRole('img', { name: LANES }).first().waitFor();
    assert.equal(await page.getByRole('img', { name: LANES }).count(), 3);
    await page
      .getByText(/^The true state can be read without an error up to step \d+ \(token \d+\) from layer 2; /)
      .waitFor();
    await page.getByText(/ridge-regularised linear discriminants on 384 random words/).waitFor();
    await page
      .getByText(/^\d+% right \(\d+% to \d+%\) on 8,192 held-out states$/)
      .first()
      .waitFor();
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('is fitted to tell something else by keyboard, and keeps the focus there', async () => {
    const { page, complaints } = await open();
    await openPanel(page, TITLE);
    const select = page.getByRole('combobox', { name: 'Fitted to tell' });
    await select.focus();
    await page.keyboard.type('the sign');
    await page.getByRole('img', { name: /^the sign read from layer 2: / }).waitFor();
    assert.equal(await page.getByRole('img', { name: LANES }).count(), 0);
    await page.getByText(/^The sign can be read .*The model's own answers have it right at every step/).waitFor();
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'SELECT');
    assert.deepEqual(await violations(page), []);
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('End');
    await page
      .getByText(/^wrong: even, margin −[\d.]+$/)
      .first()
      .waitFor();
    await select.selectOption('the whole state');
    await page.getByRole('img', { name: LANES }).first().waitFor();
    assert.deepEqual(complaints, []);
    await harness().leave(page);
  });

  it('follows the playhead, in headings and aloud', async () => {
    const { page } = await open();
    await openPanel(page, TITLE);
    await page.getByRole('img', { name: LANES }).first().waitFor();
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('End');
    await page
      .getByText(/^wrong: [\d ]+, margin −[\d.]+$/)
      .first()
      .waitFor();
    await page.getByText(/^Read at step 64: embedding (right|wrong), layer 1 wrong, layer 2 wrong\.$/).waitFor();
    await harness().leave(page);
  });

  it('shows how far it is, is cancelled, and starts anew, with the focus where one was', async () => {
    const { page } = await open();
    await page.evaluate('window.hold = ["linearProbes"]');
    await openPanel(page, TITLE);
    await page.getByText('Fitting a linear probe for each layer…').waitFor();
    const [request = -1] = (await requests(page)).asked;
    await page.evaluate(
      `window.tell({ kind: 'progress', request: ${request}, done: 3, total: 12, message: 'ran 3 of 12 batches' })`,
    );
    await page.getByText('ran 3 of 12 batches').waitFor();
    assert.equal(await page.locator('.task progress').getAttribute('value'), '3');
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Cancelled.').waitFor();
    assert.deepEqual((await requests(page)).cancelled, [request]);
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Start');
    await page.evaluate('window.hold = []');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: LANES }).first().waitFor();
    await harness().leave(page);
  });

  it('says why it failed, and tries again', async () => {
    const { page } = await open();
    await page.evaluate('window.refuse = ["linearProbes"]');
    await openPanel(page, TITLE);
    await page.getByText('linearProbes is refused here').waitFor();
    await page.evaluate('window.refuse = []');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('img', { name: LANES }).first().waitFor();
    await harness().leave(page);
  });

  it('takes its request back when another model is chosen or it is closed', async () => {
    const { page } = await open();
    await page.evaluate('window.hold = ["linearProbes"]');
    await openPanel(page, TITLE);
    await page.getByText('Fitting a linear probe for each layer…').waitFor();
    await page.getByRole('radio', { name: /^Mamba/ }).click();
    await waitUntil(page, `window.said.filter(({ name }) => name === 'linearProbes').length === 2`);
    await closePanel(page, TITLE);
    const { asked, cancelled } = await requests(page);
    assert.deepEqual(cancelled, asked);
    await harness().leave(page);
  });

  it('is accessible and fits, in every look', async () => {
    const opened = await open();
    const { page } = opened;
    await assertGoodInEveryLook(opened, LOOKS, TITLE, () => page.getByRole('img', { name: LANES }).first().waitFor());
    await harness().leave(page);
  });

  it('takes hostile names for text, and worlds of their own and texts without an end', async () => {
    for (const scene of ['hostile', 'worlds', 'chess', 'long', 'many']) {
      const { page, complaints } = await open({ scene, width: 320 });
      await openPanel(page, TITLE);
      await page.getByRole('img', { name: LANES }).first().waitFor();
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), scene);
      assert.doesNotMatch(await page.title(), /owned/);
      assert.deepEqual(complaints, []);
      await harness().leave(page);
    }
  });
});
