import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const SORT = `def order(row):
    for i in range(len(row) - 1):
        if row[i] > row[i + 1]:
            row[i], row[i + 1] = row[i + 1], row[i]
`;

describe('a function that nothing calls', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench(async (folder) => {
      await writeFile(path.join(folder, 'sort.py'), SORT);
    });
    await workbench.openFile('sort.py');
  });
  after(() => workbench.close());

  it('is offered to be tried, with a call that fits it', async () => {
    await workbench.lenses.filter({ hasText: 'Probe with Example Input…' }).click();
    assert.equal(await workbench.answerBox('order([2, 1, 0])', 'example-input'), 'order([3, 1, 5, 2, 4])');
    const { title } = await workbench.visualizer();
    await title.filter({ hasText: 'sort.py, lines 1–4' }).waitFor();
    await workbench.waitForMark(/row = \[1, 2, 0\]/);
    await workbench.screenshot('example-input-probed');
  });

  it('is read with what was answered before, which the page says', async () => {
    await workbench.runCommand('State Probe: Probe File');
    const { frame, title } = await workbench.visualizer();
    await title.filter({ hasText: /^sort\.py$/ }).waitFor();
    await frame.getByText('order([2, 1, 0])').first().waitFor();
  });
});
