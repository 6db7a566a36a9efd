import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench } from './editor';
import type { Visualizer } from './visualizer';
import type { Workbench } from './workbench';

/** The longest text that a probe takes (`stateProbe.maxSteps` at its greatest). */
const STEPS = 100_000;

describe('a text of 100,000 steps', function () {
  this.timeout(300_000);
  let workbench: Workbench;
  let visualizer: Visualizer;
  before(async () => {
    const settings = {
      'stateProbe.models': ['s5-rnn-ssm', 's5-elman-rnn-1', 's5-transformer-2'],
      'stateProbe.maxSteps': STEPS,
    };
    const prepare = async (folder: string): Promise<void> => {
      const swap = (k: number): string => `(${(k % 4) + 1} ${(k % 4) + 2})`;
      await writeFile(
        path.join(folder, 'long.word'),
        Array.from({ length: STEPS }, (_, k) => swap((k * k + 3 * k) / 2)).join('\n'),
      );
    };
    workbench = await openWorkbench(prepare, { settings });
    await workbench.openFile('long.word');
    await workbench.runCommand('State Probe: Probe File');
    visualizer = await workbench.visualizer();
  });
  after(() => workbench.close());

  it('is followed by models whose step takes as much at every length, and refused by attention with a reason', async () => {
    await visualizer.waitForModels();
    await workbench.screenshot('long');
    assert.equal(await visualizer.playhead.getAttribute('aria-valuemax'), String(STEPS));
    const text = (await visualizer.frame.locator('body').textContent()) ?? '';
    assert.match(text, /its attention over 100,?000 tokens/s);
  });

  it('can be gone through from the first to the last step', async () => {
    await visualizer.playhead.press('End');
    await visualizer.waitForStep(STEPS);
    await workbench.screenshot('long-end');
    await visualizer.playhead.press('Home');
    await visualizer.waitForStep(1);
  });
});
