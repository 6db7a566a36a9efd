import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { reachOf, stepsWithin } from '../../../webview/parts/reach';
import type { Model } from '../../../src/protocol/messages';
import type { OpenOptions } from './harness';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { openPanel } from '../../open-panel';
import { useHarness } from './use-harness';

const TRAINING = 'Over training';

/** Goes through the moments of a training, from the last one to the one before it, by keyboard. */
async function followsTraining(page: Page): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Moment of the training of Small Mamba, 1 layer' });
  const said = async (text: RegExp): Promise<void> =>
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', text);
  await said(/^moment 4 of 4, after 15,211 steps \(3\.04 minutes\): /);
  const current = page.locator('.moments [aria-current]');
  assert.match((await current.textContent()) ?? '', /^15,211/);
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await said(/^moment 3 of 4, after 3,500 steps \(0\.70 minutes\): error at \d+ .* right$/);
  assert.match((await current.textContent()) ?? '', /^3,500/);
  // What it believed then, where the playhead stands.
  assert.match((await page.locator('.moment-belief').textContent()) ?? '', /^ ?Step \d+, (right|wrong): /);
}

describe('how far a model was trained and is right, in steps of a text', () => {
  it('is counted in tokens', () => {
    const tokens = Int32Array.of(1, 3, 4, 6, 9);
    assert.deepEqual(
      [0, 1, 4, 5, 9, 99].map((most) => stepsWithin(tokens, most)),
      [0, 1, 3, 3, 5, 5],
    );
    const model = { measured: { reach: 4, line: '' }, trained: 7, state: { kind: 'done', run: { tokens } } };
    assert.deepEqual(reachOf(model as unknown as Model), {
      ...{ right: 3, trained: 4 },
      text:
        'Line: at least 90% of random words right up to there, 3 steps (4 tokens). ' +
        'Dots: trained on words up to there, 4 steps (6 tokens).',
    });
    assert.deepEqual(reachOf({ state: { kind: 'waiting' } } as unknown as Model), {});
  });
});

/** Used as a person does. Skipped on a machine without a browser. */
describe('the panel of what is tracked instead', function () {
  this.timeout(60_000);
  const harness = useHarness();
  const open = async (options: Partial<OpenOptions> = {}) => {
    const opened = await harness().open({ scene: 'probe', height: 2000, ...options });
    await opened.page.locator('.chip[data-model="mamba"]').click();
    await openPanel(opened.page, 'Parts of the state');
    await opened.page.getByText(/^Mamba, 2 layers keeps the sign to all 64 tokens, /).waitFor();
    return opened;
  };

  it('is without a complaint in every look, opened by keyboard', async () => {
    const opened = await open();
    const { page } = opened;
    await assertGoodInEveryLook(opened, LOOKS, 'Parts of the state', async () => {
      await page.getByText(/^Mamba, 2 layers keeps the sign to all 64 tokens, /).waitFor();
      await page.getByText('Figures', { exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('row', { name: /^the sign 64 96% / }).waitFor();
      assert.equal(await page.getByRole('img', { name: /^where \d+ is: right from step 1/ }).count(), 5);
      await page
        .getByRole('img', { name: /^the sign: right .* error at \d+ \(token \d+\) · \d+% right, one/ })
        .waitFor();
    });
    await harness().leave(page);
  });

  it('goes through the moments of a training by keyboard, in every look', async () => {
    const opened = await open();
    await assertGoodInEveryLook(opened, LOOKS, TRAINING, () => followsTraining(opened.page));
    await harness().leave(opened.page);
  });

  it('tells groups of states that were learned, and from what', async () => {
    const { page } = await open();
    await page.locator('.chip[data-model="transformer"]').click();
    await page
      .getByText(/^Transformer, .* keeps apart 3 groups of states to 40 tokens, the whole state to 10 /)
      .waitFor();
    await page.getByText('Figures', { exact: true }).click();
    await page.getByText(/^Groups of states: 3 of 40, learned from what the model mixes up in 100 words, /).waitFor();
    await page.getByRole('row', { name: /^3 groups of states 40 92% / }).waitFor();
    await harness().leave(page);
  });

  it('has the trained length beside the outcome, in words', async () => {
    const { page } = await open();
    await page
      .getByText(
        /lost .* at step \d+ \(token \d+\)\. .*Trained on words up to 15 tokens\. On random words: at least 90% of words right up to length 10;/,
      )
      .waitFor();
    assert.match(
      (await page.getByRole('slider', { name: 'Step' }).getAttribute('title')) ?? '',
      /8 steps \(9 tokens\)/,
    );
    await harness().leave(page);
  });
});
