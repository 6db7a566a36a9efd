import type { Frame, Locator } from 'playwright-core';

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

  get layers(): Locator {
    return this.frame.getByRole('region', { name: 'Layers', exact: true });
  }

  /** One for each layer of the chosen model; it is drawn when it comes into sight. */
  get heatMaps(): Locator {
    return this.layers.getByRole('img', { name: /^Heat map of / });
  }

  /** The playhead; its value is the step, counting from one. */
  get playhead(): Locator {
    return this.frame.getByRole('slider', { name: 'Step' });
  }

  /** Moves the playhead to the first wrong step of the chosen model. */
  get firstError(): Locator {
    return this.frame.getByRole('button', { name: 'First error' });
  }

  /** State and beliefs at the playhead. */
  get details(): Locator {
    return this.frame.getByRole('region', { name: 'At this step' });
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

  /** Waits until the page has been told of a theme of this kind. */
  async waitForTheme(kind: 'light' | 'dark' | 'high-contrast'): Promise<void> {
    await this.frame.locator(`body.vscode-${kind}`).waitFor();
  }

  /** Waits until the playhead stands at a step, counting from one. */
  async waitForStep(step: number): Promise<void> {
    await this.frame.locator(`[role="slider"][aria-label="Step"][aria-valuenow="${step}"]`).waitFor();
  }
}
