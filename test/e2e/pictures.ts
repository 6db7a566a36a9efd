// Makes the pictures of the README and of docs/ anew: `npm run pictures`, where `npm test -- e2e` has run once.
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, runMain } from '../../scripts/lib/process.mjs';
import { launchBrowser } from '../editor/browser.mjs';
import { installExtension, makeProfile, removeProfile, serve, windowUrl } from '../editor/server.mjs';
import { WINDOW, Workbench } from './workbench';

const IMAGES = path.join(ROOT, 'docs/images');

/** Few models, so that lanes, table and heat maps have room in one window. */
const MODELS = ['s5-rnn-ssm', 's5-mamba-2'];

/** CSS pixels: beside it, the lines of the program keep their marks in sight. */
const SIDE_BAR = 680;

const THEMES = [
  ['Light Modern', 'light'],
  ['Dark High Contrast', 'high-contrast'],
  ['Dark Modern', 'dark'],
] as const;

void runMain(async () => {
  const vsix = process.argv[2];
  if (vsix === undefined) throw new Error('Which packed extension? Name a .vsix');
  await mkdir(IMAGES, { recursive: true });
  const profile = await makeProfile({ 'stateProbe.models': MODELS, 'editor.fontSize': 13 });
  try {
    await installExtension(profile, vsix);
    const server = await serve(profile);
    const browser = await launchBrowser(profile.home);
    try {
      const folder = path.join(profile.folder, 'samples');
      await cp(path.join(ROOT, 'samples'), folder, { recursive: true });
      const page = await browser.newPage({ viewport: WINDOW });
      await page.goto(windowUrl(server.authority, folder));
      const workbench = new Workbench(page, IMAGES);
      await workbench.waitForExtension();
      await probeShuffle(workbench);
      for (const [theme, kind] of THEMES) {
        await workbench.useTheme(theme);
        await (await workbench.visualizer()).waitForTheme(kind);
        await workbench.screenshot(`probe-${kind}`);
      }
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await removeProfile(profile);
  }
});

/** The program probed, with the playhead where Mamba first loses track. */
async function probeShuffle(workbench: Workbench): Promise<void> {
  await workbench.openFile('shuffle.py');
  await workbench.runCommand('State Probe: Probe File');
  const visualizer = await workbench.visualizer();
  await workbench.widenSideBar(SIDE_BAR);
  await visualizer.waitForModels();
  await visualizer.models.filter({ hasText: 'Mamba, 4 layers' }).click();
  await visualizer.firstError.click();
  await workbench.waitForMark(/✗ /);
  // Lanes at the top, right below the ruler, so that a heat map comes into sight too: only then it is drawn.
  await visualizer.frame.locator('.sticky').evaluate((ruler) => {
    window.scrollBy(0, ruler.getBoundingClientRect().top);
  });
  await visualizer.layers
    .getByRole('img', { name: /values from -?\d/ })
    .first()
    .waitFor();
}
