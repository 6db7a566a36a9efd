import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { closePanel, openPanel } from '../../open-panel';
import { type Opened, violations } from './harness';

/** A theme, and the width of the page in pixels. */
export type Look = readonly [theme: string, width: number];

/** Every theme and every width in which a panel is looked at, each once. */
export const LOOKS: readonly [Look, ...Look[]] = [
  ['dark', 600],
  ['light', 1200],
  ['hc-dark', 240],
  ['hc-light', 600],
];

/** From here on the page is an editor tab, in pixels. */
const TAB = 700;

/**
 * Holds a panel against axe-core and the width of the page, look by look. The page is opened once, in the first of them, and
 * looked at as a whole there; then it takes another look, in which the panel is mounted anew and its question looked at. What
 * stands around the questions is looked at once for all panels, by the tests of the page.
 *
 * @param shows does what a person does with the panel that was just opened, and waits until it shows the result
 */
export async function assertGoodInEveryLook(
  { page, complaints }: Opened,
  looks: readonly Look[],
  title: string,
  shows: () => Promise<void>,
): Promise<void> {
  for (const [at, look] of looks.entries()) {
    if (at > 0) await closePanel(page, title);
    await takeLook(page, look);
    await openPanel(page, title);
    await shows();
    assert.deepEqual(await violations(page, at === 0 ? undefined : title), [], look.join());
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), look.join());
    assert.deepEqual(complaints, [], look.join());
  }
}

/** Gives a page that is open another theme and width. */
export async function takeLook(page: Page, [theme, width]: Look): Promise<void> {
  const height = page.viewportSize()?.height ?? 900;
  await page.setViewportSize({ width, height });
  const place = width < TAB ? 'view' : 'editor';
  await page.evaluate(`window.setTheme('${theme}'); document.body.dataset.place = '${place}'`);
  // What is drawn for a width is drawn anew in the frame after that is known.
  await page.evaluate(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`);
}
