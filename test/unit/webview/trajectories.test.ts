import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { markedStates, nearest, placeOf, planeOf } from '../../../webview/draw/plane';
import { openPanel } from '../../open-panel';
import { assertGoodInEveryLook, LOOKS } from './looks';
import { useHarness } from './use-harness';

describe('points of a plane', () => {
  it('places points within a square and leaves out what is no number', () => {
    const points = Float32Array.of(0, 0, 4, 2, NaN, NaN);
    const plane = planeOf(points);
    assert.deepEqual(plane, { x: 2, y: 1, half: 2 });
    const [left = NaN, below = NaN] = placeOf(plane, points, 0) ?? [];
    assert.ok(Math.abs(left - 0.06) < 1e-9 && Math.abs(below - 0.72) < 1e-9, `${left} ${below}`);
    assert.equal(placeOf(plane, points, 2), null);
    assert.deepEqual(planeOf(Float32Array.of(NaN, NaN)), { x: 0, y: 0, half: 1 });
    assert.equal(planeOf(Float32Array.of(3, 3)).half, 1, 'a single point has a plane, too');
  });

  it('finds the nearest point within reach', () => {
    const points = Float32Array.of(0, 0, 4, 2, NaN, NaN);
    const plane = planeOf(points);
    assert.equal(nearest(plane, points, [0.93, 0.3], 200, 12), 1);
    assert.equal(nearest(plane, points, [0.5, 0.5], 200, 12), null);
  });

  it('marks the most frequent states and counts all', () => {
    const states = Int32Array.of(7, 1, 1, 2, 2, 2, -1, 3, 4, 5, 6);
    assert.deepEqual(markedStates(states), { marked: [2, 1, 3, 4, 5, 6], total: 7 });
  });
});

/** Skipped on a machine without a browser. */
describe('panel of trajectories', function () {
  this.timeout(60_000);
  const harness = useHarness();

  const opened = async (page: Page): Promise<void> => {
    await openPanel(page, 'Trajectories');
    await page.getByRole('img', { name: /^States of layer 2 after 64 steps along two principal components/ }).waitFor();
  };

  it('shows the planes of all layers, in every look', async () => {
    const shown = await harness().open({ scene: 'probe', height: 4000 });
    const { page } = shown;
    await assertGoodInEveryLook(shown, LOOKS, 'Trajectories', async () => {
      await opened(page);
      assert.equal(await page.getByRole('img', { name: /^States of/ }).count(), 3);
      assert.match((await page.locator('.trajectory-marks').textContent()) ?? '', /\d+ other states; the 6 most/);
    });
    await harness().leave(page);
  });

  it('follows the playhead, and moves it with a click on a point', async () => {
    const { page } = await harness().open({ scene: 'probe', height: 4000 });
    await opened(page);
    await page.getByText(/^Step 1: /).waitFor();
    await page.getByRole('slider', { name: /step/i }).first().focus();
    const head = page.locator('.trajectory-head').first();
    const before = await head.boundingBox();
    await page.keyboard.press('End');
    await page.getByText(/^Step 64: \d+ \d+ \d+ \d+ \d+$/).waitFor();
    const after = await head.boundingBox();
    assert.ok(before && after && (before.x !== after.x || before.y !== after.y), 'the mark moved');
    const path = page.locator('.trajectory-path polyline').first();
    assert.equal((await path.getAttribute('points'))?.split(' ').length, 31);
    await page.getByLabel('Path of the last 30 steps').uncheck();
    assert.equal(await path.getAttribute('points'), '');
    await page.mouse.click(before.x + before.width / 2, before.y + before.height / 2);
    await page.getByText(/^Step 1: /).waitFor();
    await page
      .locator('.tooltip')
      .getByText(/^embedding, step 1$/)
      .waitFor();
    await harness().leave(page);
  });

  it('takes components of random words, and says why they cannot be had', async () => {
    const { page } = await harness().open({ scene: 'probe', height: 4000 });
    await opened(page);
    await page.getByLabel('Path of the last 30 steps').uncheck();
    await page.getByRole('combobox', { name: 'Components of' }).selectOption('random words');
    await page.getByText('Faint points: states of the random words.').waitFor();
    const path = page.locator('.trajectory-path polyline').first();
    assert.equal((await path.getAttribute('points')) ?? '', '', 'still without a path');
    await page.evaluate('window.refuse = ["trajectories"]');
    await page.getByRole('combobox', { name: 'Components of' }).selectOption('this run');
    await page.getByText('trajectories is refused here').waitFor();
    await page.evaluate('window.refuse = []');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('img', { name: /^States of embedding/ }).waitFor();
    await harness().leave(page);
  });
});
