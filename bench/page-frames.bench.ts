import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser.mjs';
import { Harness } from '../test/unit/webview/harness';
import { framesDuring, percentile } from './frames';
import type { Result } from './result';

/** A frame at sixty a second. */
const FRAME = 16;
/** Milliseconds between two movements of the hand, as a mouse reports them to a page: one in each frame. */
const PACE = 16;

/** A layer's heat map on screen, zoomed so that pointers and wheels have something to do. */
async function opened(harness: Harness): Promise<Page> {
  const { page } = await harness.open({ scene: 'big', width: 1200, height: 900, place: 'editor', panels: ['Layers'] });
  // All layers once on screen: fetching their 32 MiB from the stand-in, on the page's own thread, is not measured.
  const last = page.getByRole('img', { name: /^Heat map of layer 7/ });
  await last.scrollIntoViewIfNeeded();
  await page.getByRole('img', { name: /^Heat map of layer 7: 256 neurons by 4096 steps, values/ }).waitFor();
  for (let layer = 0; layer < 8; layer++) {
    await page
      .getByRole('img', { name: /^Heat map of/ })
      .nth(layer)
      .scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
  }
  return page;
}

async function scrub(page: Page): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Step' }).boundingBox();
  if (!box) throw new Error('no ruler');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 60, y);
  await page.mouse.down();
  for (let move = 0; move < 150; move++) {
    await page.mouse.move(box.x + 60 + ((box.width - 80) * move) / 150, y);
    await page.waitForTimeout(PACE);
  }
  await page.mouse.up();
}

async function hover(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: /^Heat map of layer 5/ }).boundingBox();
  if (!box) throw new Error('no heat map');
  for (let move = 0; move < 100; move++) {
    await page.mouse.move(box.x + 100 + move * 7, box.y + 10 + (move % 50) * 2);
    await page.waitForTimeout(PACE);
  }
}

async function turn(page: Page, across: number, down: number, times: number): Promise<void> {
  for (let move = 0; move < times; move++) {
    await page.mouse.wheel(across, down);
    await page.waitForTimeout(PACE);
  }
}

async function zoom(page: Page, times: number, down: number): Promise<void> {
  await page.keyboard.down('Control');
  await turn(page, 0, down, times);
  await page.keyboard.up('Control');
}

/** Work of the main thread for each frame while a person scrubs, hovers, scrolls and zooms over 4,096 steps × 8 × 256. */
export default async function pageFrames(): Promise<Result[]> {
  const browser = await launchBrowser();
  const harness = await Harness.start(browser);
  const page = await opened(harness);
  const acts: [string, () => Promise<void>][] = [
    ['scrub, all steps in view', () => scrub(page)],
    ['hover over a heat map', () => hover(page)],
    ['zoom in', () => zoom(page, 30, -40)],
    ['scroll through steps', () => turn(page, 60, 0, 120)],
    ['scrub, zoomed', () => scrub(page)],
    ['zoom out', () => zoom(page, 30, 40)],
    ['scroll the page', () => turn(page, 0, -40, 40).then(() => turn(page, 0, 40, 40))],
  ];
  const results: Result[] = [];
  let longest = 0;
  for (const [what, act] of acts) {
    const { frames, collection } = await framesDuring(page, act);
    longest = Math.max(longest, collection);
    if (frames.length === 0) throw new Error(`${what}: no frame in the trace`);
    const of = (share: number, time: 'wall' | 'cpu'): number =>
      percentile(
        frames.map((frame) => frame[time]),
        share,
      );
    const budget = { what: 'a frame', value: FRAME };
    results.push(
      { what: `${what}: longest of ${frames.length} frames`, value: of(1, 'wall'), unit: 'ms', against: budget },
      { what: `${what}: longest, processor time`, value: of(1, 'cpu'), unit: 'ms', against: budget },
      { what: `${what}: 95th percentile, processor time`, value: of(0.95, 'cpu'), unit: 'ms', against: budget },
    );
  }
  await browser.close();
  const collector = "V8's garbage collection, in no frame: longest task";
  return [...results, { what: collector, value: longest, unit: 'ms', against: { what: 'a frame', value: FRAME } }];
}
