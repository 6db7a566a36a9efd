import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const TEXT = `a = [10, 20, 30]
a[0], a[1] = a[1], a[0]
a[2] = a[0]
a[1], a[2] = a[2], a[1]
`;

describe('probing code that overwrites', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench((folder) => {
      writeFileSync(path.join(folder, 'copies.py'), TEXT);
      return Promise.resolve();
    });
    await workbench.openFile('copies.py');
  });
  after(() => workbench.close());

  it('runs models that follow swaps and copies, with lanes as of any other text', async () => {
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    const { models, trueState } = visualizer;
    await visualizer.openPanel('States');
    assert.match((await trueState.getAttribute('aria-label')) ?? '', /after each of 3 steps/);
    const exact = models.filter({ hasText: 'WFA-SSM (exact), T3' });
    assert.match((await exact.first().textContent()) ?? '', /right at every step/);
    assert.equal(await models.filter({ hasNotText: 'T3' }).count(), 0);
    assert.deepEqual((await workbench.marks()).slice(-1), ['a = [20, 20, 10]']);
    await workbench.screenshot('copies');
  });
});

describe('probing code that overwrites with chosen models that only permute', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench(
      (folder) => {
        writeFileSync(path.join(folder, 'copies.py'), TEXT);
        return Promise.resolve();
      },
      { settings: { 'stateProbe.models': ['s5-s4-1'] } },
    );
    await workbench.openFile('copies.py');
  });
  after(() => workbench.close());

  it('offers others by name, and runs them', async () => {
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    await visualizer.overview
      .getByText(/^None of the chosen models reads this text(: .+)?\. These do: WFA-SSM \(exact\), T3/)
      .waitFor();
    await visualizer.overview.getByRole('button', { name: 'Run These Models' }).click();
    const exact = visualizer.models.filter({ hasText: 'WFA-SSM (exact), T3' });
    await exact.filter({ hasText: /right at every step/ }).waitFor();
    assert.equal(await visualizer.models.filter({ hasText: 'S4, 1 layer' }).count(), 1, 'the choice stays');
    await visualizer.overview.getByRole('button', { name: 'Run These Models' }).waitFor({ state: 'hidden' });
  });

  it('tells the text with swaps, which models that only permute read', async () => {
    await workbench.openFile('copies.py');
    await workbench.runCommand('State Probe: Rewrite As…', 'open');
    await workbench.pick('Python', 'Python');
    await workbench.lines.filter({ hasText: '# The places: 1 a[0], 2 a[1], 3 a[2]; 4 is spare.' }).waitFor();
    await workbench.lines.filter({ hasText: '# (3 4)' }).waitFor();
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    await visualizer.models.filter({ hasText: 'S4, 1 layer' }).filter({ hasNotText: 'overwrites' }).waitFor();
  });
});
