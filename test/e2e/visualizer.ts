import type { Frame, Locator } from 'playwright-core';
import { openPanel } from '../open-panel';
import { patience } from '../../scripts/lib/patience.mjs';

/** How long the page may take to answer, in milliseconds. */
const ANSWERED = patience(10_000);

/** The page of the visualizer, by the names that it gives to its parts (and that a screen reader says). */
export class Visualizer {
  constructor(readonly frame: Frame) {}

  /** What was probed. */
  get title(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  get trueState(): Locator {
    return this.frame.getByRole('img', { name: /^True state after each of \d+ steps/ });
  }

  /** One for each model, with its name and how it did. */
  get models(): Locator {
    return this.frame.getByRole('radiogroup', { name: 'Models' }).getByRole('radio');
  }

  /** A panel by its title; it is there as soon as the question that it answers is open. */
  panel(title: string): Locator {
    return this.frame.getByRole('region', { name: title, exact: true });
  }

  async openPanel(title: string): Promise<Locator> {
    await openPanel(this.frame, title);
    return this.panel(title);
  }

  async closePanels(): Promise<void> {
    // The panels of a question first, while they are to be seen.
    const open = this.frame.locator(
      '.panel-toggle[aria-expanded="true"]:visible, .question-toggle[aria-expanded="true"]',
    );
    while ((await open.count()) > 0) await open.last().click();
  }

  /** All models, by how they did. */
  get overview(): Locator {
    return this.frame.getByRole('region', { name: 'Models', exact: true });
  }

  /** Stays in sight above the panels. */
  get ruler(): Locator {
    return this.frame.locator('.ruler');
  }

  /** Scrolls until an element stands right below what always stays in sight, whatever follows it on the page. */
  async scrollBelowRuler(element: Locator): Promise<void> {
    await element.evaluate((target) => {
      document.body.style.paddingBottom = '100vh';
      const kept = document.querySelector('.sticky');
      if (kept === null) return;
      window.scrollTo(0, 0);
      const above = kept.contains(target) || !kept.parentElement?.contains(target);
      if (!above) window.scrollTo(0, target.getBoundingClientRect().top - kept.getBoundingClientRect().height);
    });
  }

  /** Of the page, in CSS pixels. */
  width(): Promise<number> {
    return this.frame.evaluate(() => window.innerWidth);
  }

  /** Waits until the page is so wide; the policy of the page forbids what Playwright's own waiting evaluates. */
  waitForWidth(width: number): Promise<void> {
    return this.waitUntil(async () => (await this.width()) === width, `the page is ${width} wide`);
  }

  get layers(): Locator {
    return this.panel('Layers');
  }

  /** One for each layer of the chosen model; it is drawn when it comes into sight. */
  get heatMaps(): Locator {
    return this.layers.getByRole('img', { name: /^Heat map of / });
  }

  /** That of a layer, once it is in sight and drawn. */
  async heatMap(layer: string): Promise<Locator> {
    const map = this.layers.getByRole('img', { name: new RegExp(`^Heat map of ${layer}\\b`) });
    await map.evaluate((target) => target.scrollIntoView({ block: 'center' }));
    const drawn = map.and(this.layers.getByRole('img', { name: /values from/ }));
    await drawn.waitFor();
    return drawn;
  }

  /** The playhead; its value is the step, counting from one. */
  get playhead(): Locator {
    return this.frame.getByRole('slider', { name: 'Step' });
  }

  /** Moves the playhead to the first wrong step of the chosen model. */
  get firstError(): Locator {
    return this.frame.getByRole('button', { name: 'First error' });
  }

  /** The world at the playhead, as it is and as the chosen model believes it to be. */
  get world(): Locator {
    return this.frame.getByRole('region', { name: /^Step \d/ });
  }

  /** Waits until every model has run, or has said why it cannot. */
  async waitForModels(): Promise<void> {
    await this.models.first().waitFor();
    await this.models
      .filter({ hasText: /waiting|running/ })
      .first()
      .waitFor({ state: 'hidden' });
  }

  async step(): Promise<number> {
    return Number(await this.playhead.getAttribute('aria-valuenow'));
  }

  /** Presses a key of the playhead until it stands at a step: a key may be lost while the focus comes from the editor. */
  async pressTo(key: 'Home' | 'End', step: number): Promise<void> {
    await this.waitUntil(async () => {
      await this.playhead.press(key);
      return (await this.step()) === step;
    }, `the playhead stands at step ${step}`);
  }

  /** Moves the playhead by its keys to a step, counting from one. */
  async goTo(step: number): Promise<void> {
    await this.pressTo('Home', 1);
    for (let at = 1; at < step; at++) await this.playhead.press('ArrowRight');
    await this.waitForStep(step);
  }

  /** What has the focus, by the name that a screen reader says. */
  focused(): Promise<string> {
    return this.frame.evaluate(() => {
      const at = document.activeElement;
      const label = at instanceof HTMLSelectElement || at instanceof HTMLInputElement ? at.labels?.[0] : undefined;
      // A label holds the words of its own control, too.
      const words = [...(label?.childNodes ?? [])].filter(
        (node) => node !== at && !(node instanceof HTMLSelectElement),
      );
      const named = at?.getAttribute('aria-label') ?? words.map((node) => node.textContent).join('');
      return (named === '' ? (at?.textContent ?? '') : named).trim();
    });
  }

  /** Where an element is in the window, after it was scrolled into sight. */
  async boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    await element.evaluate((target) => target.scrollIntoView({ block: 'center' }));
    const box = await element.boundingBox();
    if (box === null) throw new Error('It is not to be seen');
    return box;
  }

  /** Waits for something that no element alone says. */
  async waitUntil(happened: () => Promise<boolean>, what: string): Promise<void> {
    const end = Date.now() + ANSWERED;
    while (!(await happened())) {
      if (Date.now() > end) throw new Error(`This never came true: ${what}`);
      await this.frame.page().waitForTimeout(50);
    }
  }

  /** Presses a key of the playhead so often without a pause, as when it is held. */
  async pressFast(key: string, times: number): Promise<void> {
    await this.playhead.evaluate(
      async (slider, [pressed, count]) => {
        for (let time = 0; time < count; time++) {
          slider.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
          await new Promise((resolve) => setTimeout(resolve, 15));
        }
      },
      [key, times] as const,
    );
  }

  /** Waits until the page has been told of a theme of this kind. */
  async waitForTheme(kind: 'light' | 'dark' | 'high-contrast'): Promise<void> {
    await this.frame.locator(`body.vscode-${kind}`).waitFor();
  }

  /** Waits until the playhead stands at a step, counting from one. */
  async waitForStep(step: number): Promise<void> {
    const there = this.frame.locator(`[role="slider"][aria-label="Step"][aria-valuenow="${step}"]`).waitFor();
    await there.catch(async (error: unknown) => {
      const at = await this.step().catch(() => 'no step: the page does not answer');
      throw new Error(`The playhead stands at ${at}, not at ${step}`, { cause: error });
    });
  }
}
