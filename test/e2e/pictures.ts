// Makes the pictures of the README, of docs/ and of the walkthrough anew: `npm run pictures`, where `npm test -- e2e` has
// run once. Everything on them is real: the packed extension, bundled models, a sample. Ids of panels, such as
// `npm run pictures -- layers compare`, make the pictures of those panels alone.
import type { Page } from 'playwright-core';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, runMain, say, since } from '../../scripts/lib/process.mjs';
import { launchBrowser } from '../browser.mjs';
import { installExtension, makeProfile, removeProfile, serve, windowUrl } from '../editor/server.mjs';
import { PANELS, pictureOf, showPanel, type PanelPicture } from './panel-pictures';
import { shrink } from './shrink';
import type { Visualizer } from './visualizer';
import { pictureWalkthrough } from './walkthrough-pictures';
import { WINDOW, Workbench } from './workbench';

const IMAGES = path.join(ROOT, 'docs/images');
const PANEL_IMAGES = path.join(IMAGES, 'panels');

/** As many as stand with a lane of their own each, of every outcome. */
const MODELS = ['s5-rnn-ssm', 's5-mamba-negative-2', 's5-mamba-2', 's5-transformer-2', 's5-s4-2', 's5-lstm-1'];

/** CSS pixels: beside it, the lines of the program keep their marks in sight. */
const SIDE_BAR = 680;

/** CSS pixels of the page: as a side bar is when nobody drags it, and as an editor tab of half a screen. */
const WIDTHS = { narrow: 320, wide: 900 };
/** Of the window while panels are pictured, so that each is on screen as a whole. */
const TALL = 2600;

const THEMES = [
  ['Light Modern', 'light'],
  ['Dark High Contrast', 'high-contrast'],
  ['Dark Modern', 'dark'],
] as const;

void runMain(async () => {
  const start = performance.now();
  const [vsix, ...ids] = process.argv.slice(2);
  if (vsix === undefined) throw new Error('Which packed extension? Name a .vsix');
  await mkdir(PANEL_IMAGES, { recursive: true });
  const profile = await makeProfile({ 'stateProbe.models': MODELS, 'editor.fontSize': 13 });
  try {
    await installExtension(profile, vsix);
    const server = await serve(profile);
    const browser = await launchBrowser({ home: profile.home });
    try {
      const folder = path.join(profile.folder, 'samples');
      await cp(path.join(ROOT, 'samples'), folder, { recursive: true });
      const page = await browser.newPage({ viewport: WINDOW });
      await page.goto(windowUrl(server.authority, folder));
      const workbench = new Workbench(page, folder, IMAGES, () => page.close());
      await workbench.waitForExtension();
      const visualizer = await probeShuffle(workbench);
      if (ids.length === 0) {
        await picturePage(workbench, visualizer);
        await pictureWalkthrough(workbench, visualizer, path.join(ROOT, 'media/walkthrough'));
      }
      const panels = ids.length === 0 ? PANELS : PANELS.filter(({ id }) => ids.includes(id));
      await picturePanels(workbench, page, panels);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await removeProfile(profile);
  }
  say(`Made the pictures in ${since(start)}`);
});

/** The program probed, with the playhead where Mamba first loses track. */
async function probeShuffle(workbench: Workbench): Promise<Visualizer> {
  await workbench.openFile('shuffle.py');
  await workbench.runCommand('State Probe: Probe File');
  const visualizer = await workbench.visualizer();
  await visualizer.waitForModels();
  // The other lists leave their room to the visualizer.
  for (const name of ['Models', 'History']) await workbench.closeSection(name);
  await visualizer.models.filter({ hasText: 'Mamba, 2 layers' }).click();
  await visualizer.firstError.click();
  await workbench.waitForMark(/✗ .*Mamba/);
  return visualizer;
}

/** The editor with marks, and the visualizer beside it. The theme is dark in the end. */
async function picturePage(workbench: Workbench, visualizer: Visualizer): Promise<void> {
  await workbench.widenSideBar(SIDE_BAR);
  for (const [theme, kind] of THEMES) {
    await workbench.useTheme(theme);
    await visualizer.waitForTheme(kind);
    await visualizer.frame.evaluate(() => window.scrollTo(0, 0));
    await workbench.screenshot(`probe-${kind}`);
    await shrink(path.join(IMAGES, `probe-${kind}.png`));
  }
}

/** Every panel in the side bar and in an editor tab, which are open at once. */
async function picturePanels(workbench: Workbench, page: Page, panels: readonly PanelPicture[]): Promise<void> {
  await page.setViewportSize({ width: WINDOW.width, height: TALL });
  const narrow = await workbench.visualizer();
  await workbench.widenSideBar(WIDTHS.narrow);
  await workbench.widenSideBar(2 * WIDTHS.narrow - (await narrow.width()));
  await narrow.waitForWidth(WIDTHS.narrow);
  await workbench.runCommand('State Probe: Open Visualizer');
  // It opens beside the program, and takes the focus when it is there.
  await (await workbench.visualizer('editor')).waitForModels();
  await workbench.runCommand('View: Join All Editor Groups');
  const wide = await workbench.visualizer('editor');
  await wide.waitForModels();
  await page.setViewportSize({ width: WINDOW.width + WIDTHS.wide - (await wide.width()), height: TALL });
  await wide.waitForWidth(WIDTHS.wide);
  for (const panel of panels) {
    for (const visualizer of [narrow, wide]) await showPanel(visualizer, panel);
    for (const [theme, kind] of THEMES) {
      await workbench.useTheme(theme);
      for (const [width, visualizer] of [
        ['narrow', narrow],
        ['wide', wide],
      ] as const) {
        await visualizer.waitForTheme(kind);
        const file = path.join(PANEL_IMAGES, `${panel.id}-${width}-${kind}.png`);
        await pictureOf(page, visualizer, panel, file);
      }
    }
  }
}
