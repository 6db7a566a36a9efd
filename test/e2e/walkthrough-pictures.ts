import type { Locator, Page } from 'playwright-core';
import path from 'node:path';
import { shrink } from './shrink';
import type { Visualizer } from './visualizer';
import { WINDOW, type Workbench } from './workbench';

/** The lower part of a window says nothing more; CSS pixels. */
const TALLEST = 720;
/** Of the window while the visualizer is pictured: from the overview to the headings of closed panels. */
const TALL = 1420;

/** Until what was just opened is drawn, in milliseconds. */
const DRAWN = 600;

/** Makes the pictures of the walkthrough's four steps of a window in which a text was probed. */
export async function pictureWalkthrough(workbench: Workbench, visualizer: Visualizer, folder: string): Promise<void> {
  const { page } = workbench;
  const take = async (name: string, part: Locator, height = TALLEST): Promise<void> => {
    await pictureOfPart(page, part, height, path.join(folder, `${name}.png`));
  };
  await take('probe', page.locator('.part.editor'));

  await page.setViewportSize({ width: WINDOW.width, height: TALL });
  await visualizer.closePanels();
  await visualizer.frame.evaluate(() => window.scrollTo(0, 0));
  await take('visualizer', page.locator('.part.sidebar'), TALL);
  await page.setViewportSize(WINDOW);

  await workbench.closeSection('Visualizer');
  await workbench.openSection('Models');
  const model = page.getByRole('tree', { name: 'Models' }).getByRole('treeitem', { name: /^Mamba, 2 layers mamba/ });
  await model.scrollIntoViewIfNeeded();
  await model.click();
  await page.keyboard.press('ArrowRight'); // its details
  await take('models', page.locator('.part.sidebar'));
  await workbench.closeSection('Models');
  await workbench.openSection('Visualizer');

  await workbench.runCommand('State Probe: Open Sample…', 'open');
  await workbench.listed.first().waitFor();
  await take('sample', page.locator('.quick-input-widget'));
  await page.keyboard.press('Escape');
}

async function pictureOfPart(page: Page, part: Locator, height: number, file: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(DRAWN);
  const box = await part.boundingBox();
  if (box === null) throw new Error('What is to be pictured is not there');
  await page.screenshot({ path: file, clip: { ...box, height: Math.min(box.height, height) } });
  await shrink(file);
}
