import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

/** Four swaps by way of a variable of a function. */
const SORT = `const row = [3, 1, 5, 2, 4];

function swap(i) {
  const held = row[i];
  row[i] = row[i + 1];
  row[i + 1] = held;
}

debugger;
for (let end = row.length - 1; end > 0; end--)
  for (let i = 0; i < end; i++)
    if (row[i] > row[i + 1])
      swap(i);
`;

const ROTATE = `def rotate(xs):
    out = []
    for i in range(len(xs)):
        out.append(xs[(i + 1) % len(xs)])
    return out

row = [3, 1, 2]
row = rotate(row)
row = rotate(row)
`;

const LAUNCH = {
  version: '0.2.0',
  configurations: [
    {
      type: 'node',
      request: 'launch',
      name: 'Sort',
      program: '${workspaceFolder}/sort.js',
      console: 'internalConsole',
    },
  ],
};

/** At every stop the editor would fill its own views anew, which nobody looks at here. */
const QUIET = {
  'debug.openDebug': 'neverOpen',
  'debug.internalConsoleOptions': 'neverOpen',
  'debug.inlineValues': 'off',
};

describe('steps that a text alone does not show', () => {
  let workbench: Workbench;
  before(async () => {
    const prepare = async (folder: string): Promise<void> => {
      await writeFile(path.join(folder, 'sort.js'), SORT);
      await writeFile(path.join(folder, 'rotate.py'), ROTATE);
    };
    workbench = await openWorkbench(prepare, { settings: { launch: LAUNCH, ...QUIET } });
  });
  after(() => workbench.close());

  it('are those of a program in the JavaScript debugger, which a recording follows', async () => {
    await workbench.openFile('sort.js');
    await workbench.runCommand('Debug: Start Debugging');
    const { page } = workbench;
    await page
      .locator('.debug-toolbar')
      .getByRole('button', { name: /^Step Over/ })
      .waitFor();
    await page.locator('.debug-top-stack-frame-line').first().waitFor();
    await workbench.runCommand('State Probe: Record from Debugger…', 'open');
    await workbench.answerBox('nothing');
    await page
      .getByText(/nothing is not defined/)
      .first()
      .waitFor();
    await workbench.answerBox('row', 'record-expression');
    await workbench.pick('', 'Step to the End');
    const { frame, title } = await workbench.visualizer();
    await title.filter({ hasText: 'sort.js' }).waitFor();
    await frame
      .getByText(/4 steps/)
      .first()
      .waitFor();
    await frame.getByText(/recorded from the debugger: row at \d+ stops/).waitFor();
    await workbench.waitForMark(/row = \[1, 3, 5, 2, 4\].*visit 1 of 4/);
    await workbench.screenshot('recorded');
    await workbench.runCommand('State Probe: Save Trace…', 'open');
    const file = await workbench.saveAsOffered();
    await workbench.waitUntil(() => existsSync(file) && statSync(file).size > 0);
    const saved = JSON.parse(await readFile(file, 'utf8')) as {
      steps: { map: number[]; range: { start: { line: number } } }[];
    };
    // What bubble sort does to 3 1 5 2 4, by hand: four times two neighbours.
    assert.deepEqual(
      saved.steps.map(({ map, range }) => [map, range.start.line]),
      [
        [[1, 0, 2, 3, 4], 12],
        [[0, 1, 3, 2, 4], 12],
        [[0, 1, 2, 4, 3], 12],
        [[0, 2, 1, 3, 4], 12],
      ],
    );
  });

  it('are those inside of a call, into which one steps and out again', async () => {
    await workbench.openFile('rotate.py');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    const { frame, title } = visualizer;
    await title.filter({ hasText: 'rotate.py' }).waitFor();
    const step = visualizer.world;
    await step.getByText('A call of rotate.').waitFor();
    await step.getByRole('button', { name: 'Step Into' }).press('Enter');
    await step.getByText('Inside of rotate.').waitFor();
    await frame
      .getByText(/8 steps/)
      .first()
      .waitFor();
    // Who stepped by the keyboard goes on by it.
    const out = step.getByRole('button', { name: 'Step Out' });
    await out.and(frame.locator(':focus')).waitFor();
    await workbench.lenses.filter({ hasText: 'State Probe: no model ran' }).waitFor();
    await workbench.screenshot('stepped-into');
    await workbench.reload();
    const again = await workbench.visualizer();
    await again.world.getByRole('button', { name: 'Step Out' }).click();
    await again.frame
      .getByText(/2 steps/)
      .first()
      .waitFor();
  });
});
