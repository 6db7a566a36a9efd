import type { Locator, Page } from 'playwright-core';
import { shrink } from './shrink';
import type { Visualizer } from './visualizer';

/** A panel on a picture. */
export interface PanelPicture {
  /** Part of the file's name. */
  id: string;
  /** Of the panel, as its heading says; the overview, which is none, has no title. */
  title: string | null;
  /** Of the model that it is shown of. */
  model: string;
  /** Whether the ruler belongs to it: plots over steps say nothing without. */
  ruler: boolean;
  /** Does what a person does with it, and waits until it shows the result. */
  show: (panel: Locator) => Promise<void>;
}

/** Where Mamba of two layers first goes wrong, counting from one. */
const STEP = 8;
/** Fitting probes runs a model over hundreds of words. */
const FITTED = { timeout: 120_000 };
/** Until canvases are drawn anew after a change of the theme, in milliseconds. */
const DRAWN = 600;
/** CSS pixels around a panel. */
const MARGIN = { side: 8, ruler: 4 };

const MAMBA = 'Mamba, 2 layers';
/** Keeps track for long: what it looks like when a model knows the state. */
const LSTM = 'LSTM, 1 layer';
/** Loses the state and keeps the sign. */
const NEGATIVE = 'Mamba with eigenvalues in [-1, 1], 2 layers';
const image = (panel: Locator, name: RegExp): Locator => panel.getByRole('img', { name }).first();
const matrix = (panel: Locator, name: RegExp): Locator => panel.getByRole('application', { name }).first();

/** Measured when it is opened. */
async function causalMap(panel: Locator): Promise<void> {
  if ((await panel.getByText(/pairs of random words of/).count()) > 0) return;
  await panel.getByText('Which state carries the belief?').click();
  await panel.getByText(/pairs of random words of/).waitFor(FITTED);
}

export const PANELS: readonly PanelPicture[] = [
  { id: 'overview', title: null, model: MAMBA, ruler: false, show: (panel) => panel.waitFor() },
  { id: 'states', title: 'States', model: MAMBA, ruler: true, show: (panel) => image(panel, /^True state/).waitFor() },
  {
    id: 'details',
    title: 'At this step',
    model: MAMBA,
    ruler: false,
    show: (panel) => panel.getByRole('table').waitFor(),
  },
  {
    id: 'layers',
    title: 'Layers',
    model: MAMBA,
    ruler: true,
    show: async (panel) => {
      await panel.getByRole('combobox', { name: 'Neurons' }).selectOption('by similarity');
      await panel.getByRole('img', { name: /^Heat map of layer 2: .*values from/ }).waitFor();
      const neurons = panel.getByRole('slider', { name: /layer 1/ });
      if ((await panel.getByRole('img', { name: /^Line chart of / }).count()) === 0) await neurons.press('Enter');
      await image(panel, /^Line chart of .* over \d+ steps/).waitFor();
    },
  },
  {
    id: 'linear-probes',
    title: 'Linear probes',
    model: LSTM,
    ruler: true,
    show: (panel) => image(panel, /^State read from layer 1/).waitFor(FITTED),
  },
  {
    id: 'linear-probes-sign',
    title: 'Linear probes',
    model: NEGATIVE,
    ruler: true,
    show: async (panel) => {
      await panel.getByRole('combobox', { name: 'Fitted to tell' }).selectOption('the sign');
      await panel.getByText(/^The sign can be read/).waitFor(FITTED);
    },
  },
  {
    id: 'tracking',
    title: 'Parts of the state',
    model: NEGATIVE,
    ruler: true,
    show: (panel) => panel.getByText(/ keeps the sign to /).waitFor(FITTED),
  },
  {
    id: 'trajectories',
    title: 'Trajectories',
    model: LSTM,
    ruler: false,
    show: (panel) => image(panel, /^States of layer 1/).waitFor(FITTED),
  },
  {
    id: 'similarity',
    title: 'Similarity of steps',
    model: LSTM,
    ruler: false,
    show: (panel) => matrix(panel, /^Cosine of the hidden states of layer 1/).waitFor(FITTED),
  },
  {
    id: 'inside-state',
    title: 'Inside the architecture',
    model: MAMBA,
    ruler: true,
    show: (panel) => image(panel, /^Heat map of Recurrent state.*: .*values from/).waitFor(FITTED),
  },
  {
    id: 'inside-attention',
    title: 'Inside the architecture',
    model: 'Transformer, 2 layers',
    ruler: false,
    show: (panel) => matrix(panel, /which steps each step reads/).waitFor(FITTED),
  },
  {
    id: 'causal-map-exact',
    title: 'Patching',
    model: 'RNN-SSM (exact)',
    ruler: false,
    show: causalMap,
  },
  {
    id: 'causal-map-transformer',
    title: 'Patching',
    model: 'Transformer, 2 layers',
    ruler: false,
    show: causalMap,
  },
  {
    id: 'compare',
    title: 'Compare',
    model: MAMBA,
    ruler: true,
    show: (panel) => image(panel, /^Differences\. /).waitFor(),
  },
  {
    id: 'depths',
    title: 'This text at every depth',
    model: MAMBA,
    ruler: false,
    show: (panel) => panel.getByText(/^4 layers/).waitFor(FITTED),
  },
  {
    id: 'accuracy',
    title: 'Accuracy by length',
    model: MAMBA,
    ruler: false,
    show: (panel) => panel.getByRole('region', { name: 'Accuracy, table' }).waitFor(),
  },
];

/** Opens this panel alone, of its model. */
export async function showPanel(visualizer: Visualizer, picture: PanelPicture): Promise<void> {
  await visualizer.models.filter({ hasText: picture.model }).click();
  await visualizer.goTo(STEP);
  await visualizer.closePanels();
  const panel = picture.title === null ? visualizer.overview : await visualizer.openPanel(picture.title);
  await picture.show(panel);
}

/** Writes what the page shows of the panel, and of the ruler above it, into a PNG file. */
export async function pictureOf(
  page: Page,
  visualizer: Visualizer,
  picture: PanelPicture,
  file: string,
): Promise<void> {
  const panel = picture.title === null ? visualizer.overview : visualizer.panel(picture.title);
  await visualizer.scrollBelowRuler(panel);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(DRAWN);
  const box = await panel.boundingBox();
  const ruler = await visualizer.ruler.boundingBox();
  if (box === null || ruler === null) throw new Error(`There is no ${picture.id} to be seen`);
  // Without the line that sets it off from what stands above.
  const top = picture.ruler ? ruler.y - MARGIN.ruler : box.y + 1;
  const clip = {
    x: box.x - MARGIN.side,
    y: top,
    width: box.width + 2 * MARGIN.side,
    height: box.y + box.height - top,
  };
  await page.screenshot({ path: file, clip });
  await shrink(file);
}
