import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const SAMPLE = path.join(__dirname, '../../samples/hundred-swaps.word');

describe('probing a hundred swaps with a transformer that writes its states', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench((folder) => cp(SAMPLE, path.join(folder, 'swaps.word')), {
      settings: { 'stateProbe.models': ['s5-writing-transformer-2', 's5-transformer-2'] },
    });
    await workbench.openFile('swaps.word');
  });
  after(() => workbench.close());

  it('has a lane of what it wrote, step by step, right where the same depth without it is lost', async () => {
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    const { models, trueState } = visualizer;
    await visualizer.openPanel('States');
    assert.match((await trueState.getAttribute('aria-label')) ?? '', /after each of 100 steps/);
    const writes = models.filter({ hasText: 'Transformer that writes its states, 2 layers' });
    assert.match((await writes.first().textContent()) ?? '', /right at every step/);
    const without = models.filter({ hasText: 'Transformer, 2 layers' });
    assert.match((await without.first().textContent()) ?? '', /error at \d+ · \d+% right/);
    await workbench.screenshot('escapes');
  });
});
