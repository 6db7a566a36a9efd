import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser.mjs';
import { Harness } from '../test/unit/webview/harness';
import { framesDuring, percentile } from './frames';
import type { Result } from './result';

/** A frame at sixty a second, and what the first screen is to take at most. */
const FRAME = { what: 'a frame', value: 16 };
const FIRST = { what: 'at most', value: 100 };
const MOST_BYTES = { what: 'at most', value: 400_000 };
const MOST_MEGABYTES = { what: 'at most', value: 150 };

/**
 * The first screen at the size of a side bar: the first picture after the steps of a text are known, lanes that come one by one,
 * playing, and memory at 5,000 steps.
 */
export default async function firstScreen(): Promise<Result[]> {
  const browser = await launchBrowser();
  const harness = await Harness.start(browser);
  const open = (scene: string): Promise<Page> =>
    harness.open({ scene, width: 300, height: 900 }).then(({ page }) => page);
  const page = await open('starting');
  const first = await framesDuring(page, async () => {
    await page.evaluate(`{
      const { probe } = window.sampleScenes.steps200();
      window.whole = probe;
      const models = probe.models.map((model) => ({ ...model, state: { kind: 'waiting' } }));
      window.tell({ kind: 'state', state: { kind: 'probe', probe: { ...probe, models } } });
    }`);
    await page.getByRole('radio').nth(7).waitFor();
    await page.waitForTimeout(300);
  });
  const lanes = await framesDuring(page, async () => {
    for (let model = 0; model < 8; model++) {
      await page.evaluate(`window.tell({ kind: 'model', probe: whole.id, model: whole.models[${model}] })`);
      await page.waitForTimeout(100);
    }
  });
  const play = await framesDuring(page, async () => {
    await page.getByRole('button', { name: 'First error' }).click();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForTimeout(6000);
  });
  const cpu = (frames: typeof first.frames): number[] => frames.map((frame) => frame.cpu);
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  const [empty, full] = [await megabytes(await open('empty')), await megabytes(await open('steps5000'))];
  const results: Result[] = [
    { what: 'script of the page', value: harness.sizes.js, unit: 'bytes', against: MOST_BYTES },
    ...(
      [
        ['first picture, 200 steps × 8 models, processor time of all its frames', sum(cpu(first.frames)), FIRST],
        ['a lane that comes, longest frame, processor time', percentile(cpu(lanes.frames), 1), FRAME],
        ['a lane that comes, median, processor time', percentile(cpu(lanes.frames), 0.5), FRAME],
        ['play, median, processor time', percentile(cpu(play.frames), 0.5), FRAME],
        [`play, longest of ${play.frames.length} frames, processor time`, percentile(cpu(play.frames), 1), FRAME],
      ] as const
    ).map(([what, value, against]) => ({ what, value, unit: 'ms', against })),
    { what: 'values of the page at 5,000 steps × 8 models', value: full.heap, unit: 'MB', against: MOST_MEGABYTES },
    {
      what: 'processes of pages, more than before it was opened',
      value: full.own - empty.own,
      unit: 'MB',
      against: MOST_MEGABYTES,
    },
  ];
  await browser.close();
  return results;
}

/** What V8 holds for a page after a collection, and what its process has of memory that no other shares. */
async function megabytes(page: Page): Promise<{ heap: number; own: number }> {
  const session = await page.context().newCDPSession(page);
  await page.waitForTimeout(1000);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  const processes = await page.context().browser()?.newBrowserCDPSession();
  const info = await processes?.send('SystemInfo.getProcessInfo');
  const renderers = (info?.processInfo ?? []).filter(({ type }) => type === 'renderer');
  // Pages of one site may share a process.
  const own = renderers.reduce((all, { id }) => all + privateKilobytes(id), 0);
  return { heap: (usedSize + backingStorageSize) / 1e6, own: (own * 1024) / 1e6 };
}

function privateKilobytes(id: number): number {
  const said = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
  return [...said.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].reduce((all, [, size]) => all + Number(size), 0);
}
