import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { patience } from '../../scripts/lib/patience.mjs';
import { onnxFile } from '../unit/models/onnx-fixture';
import { parityManifest, paritySpec } from '../unit/models/tiny-models';
import { FakeEndpoint, swapped } from '../unit/chat/fake-endpoint';
import { program, writeTrackingModel } from '../unit/language-model/tracking-model';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

describe('models of one’s own', () => {
  let workbench: Workbench;
  const endpoint = new FakeEndpoint();
  const model = (id: string, name: string): Uint8Array => onnxFile(paritySpec(parityManifest({ id, name })));
  const row = (text: string | RegExp): Locator =>
    workbench.page.getByRole('tree', { name: 'Models' }).getByRole('treeitem').filter({ hasText: text });
  const inFolder = (name: string): string => path.join(workbench.folder, name);
  /** What the language model of the editor was asked. */
  const heard = (): string[] => readFileSync(inFolder('heard.txt'), 'utf8').trim().split('\n');

  before(async () => {
    await endpoint.open();
    workbench = await openWorkbench(
      (folder) => {
        writeFileSync(path.join(folder, 'counter.onnx'), model('counter', 'Counter of mine'));
        writeFileSync(path.join(folder, 'dropped.onnx'), model('dropped', 'Counter that was dropped'));
        writeTrackingModel(folder);
        writeFileSync(path.join(folder, 'cups.py'), program([0, 2, 1, 0]));
        writeFileSync(path.join(folder, 'opening.pgn'), '1. e4 e5 2. Nf3 Nc6\n');
        writeFileSync(path.join(folder, 'wait.py'), `# wait\n${program([0, 2])}`);
        writeFileSync(path.join(folder, 'remote.state-probe.json'), '{\n  "layers": "two"\n}\n');
        writeFileSync(path.join(folder, 'cut.onnx'), model('cut', 'Counter cut short').subarray(0, 200));
        const sweep = { models: ['counter.onnx'], lengths: [2, 4], count: 20 };
        writeFileSync(path.join(folder, 'sweep.json'), JSON.stringify(sweep));
        return Promise.resolve();
      },
      // Which models are chosen is written to the person's settings.
      { isLast: true },
    );
    await workbench.page.setViewportSize({ width: 1440, height: 1400 });
  });
  after(async () => {
    await workbench.close();
    endpoint.close();
  });

  it('are checked: everything that the contract asks of a file, and what to change', async () => {
    await workbench.runCommand('State Probe: Check Model File', 'open');
    await workbench.answerDialog(inFolder('cut.onnx'), 'Check');
    const shown = workbench.page.getByRole('tab', { name: /^Check of cut\.onnx/ });
    await shown.waitFor();
    await workbench.lines.filter({ hasText: /✗.file.+cut.short/ }).waitFor();
    await workbench.screenshot('check-model-file');
  });

  it('are told of in files whose slips are underlined', async () => {
    await workbench.openFile('remote.state-probe.json');
    await (await workbench.problem('Incorrect type. Expected "integer"')).first().waitFor();
    await workbench.screenshot('manifest-problem');
  });

  it('are opened: what is in a file, and its tensors by name', async () => {
    await workbench.runCommand('State Probe: Open Model', 'open');
    await workbench.answerDialog(inFolder('counter.onnx'), 'Open');
    await workbench.page.getByRole('tab', { name: /^counter\.onnx/ }).waitFor();
    const { frame } = await workbench.visualizer('editor');
    await frame.getByRole('heading', { name: 'What is in this file' }).waitFor();
    await frame.getByLabel('Name holds').fill('parity');
    await frame.getByText('1 tensor.', { exact: true }).waitFor();
    await frame.getByRole('table', { name: 'Tensors' }).getByRole('cell', { name: 'Mod' }).waitFor();
    await workbench.screenshot('open-model');
    await frame.getByRole('button', { name: 'Show This Tensor: parity' }).click();
    await workbench.message(/A tensor is shown over a text: probe one first/).waitFor();
  });

  it('are added by their files', async () => {
    await workbench.runCommand('State Probe: Add Model…', 'open');
    await workbench.pick('Files', 'Files', 'open');
    await workbench.answerDialog(inFolder('counter.onnx'), 'Add');
    await workbench.message(/counter\.onnx follows the contract: \d+ of \d+ checks passed/).waitFor();
    await workbench.showSection('Models');
    await row('Counter of mine').waitFor();
  });

  it('are added by a drop on their list, which says what is no model', async () => {
    await drop('coins.txt');
    await workbench.message('coins.txt is no model').waitFor();
    await drop('cut.onnx');
    await workbench.message(/cut\.onnx is not used: file: .*cut short/).waitFor();
    await drop('dropped.onnx');
    await workbench.message(/dropped\.onnx follows the contract/).waitFor();
    await row('Counter that was dropped').waitFor();
    await workbench.screenshot('dropped-models');
    assert.equal(await row('coins.txt').count(), 0);
  });

  it('are language models in their folders, which answer after every step of a program', async () => {
    await workbench.runCommand('State Probe: Add Model…', 'open');
    await workbench.pick('Folder', 'Folder', 'open');
    await workbench.answerDialog(inFolder('tracking-lm'), 'Add');
    await workbench.message('tracking-lm is a language model of 2 layers').waitFor();
    await workbench.showSection('Models');
    const language = row('tracking-lm');
    await language.getByRole('checkbox').click();
    await workbench.openFile('cups.py');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    const { frame, models } = visualizer;
    await models.filter({ hasText: 'tracking-lm' }).click();
    await frame
      .getByText(/tracking-lm .*right/)
      .first()
      .waitFor();
    await workbench.screenshot('language-model');
    assert.equal(await frame.getByText('tracking-lm lost').count(), 0);
    const layers = await visualizer.openPanel('Every layer at every step');
    await layers.getByRole('row', { name: /layer 2 .*100%/ }).waitFor({ timeout: patience(60_000) });
    await workbench.screenshot('language-model-layers');
    await visualizer.closePanels();
    // Its second layer holds the state, on the text and on random ones.
    await workbench.runCommand('State Probe: Examine Language Model…', 'open');
    await workbench.pick('tracking-lm', 'tracking-lm');
    await workbench.page.getByRole('tab', { name: /^tracking-lm on cups\.py/ }).waitFor();
    await workbench.lines
      .filter({ hasText: /layer.2\s+100%.*none/ })
      .first()
      .waitFor();
    await workbench.screenshot('examine-language-model');
  });

  it('stand beside bundled text readers, which are ticked and have a lane of a game too', async () => {
    await workbench.showSection('Models');
    await row('text-transformer-3').getByRole('checkbox').click();
    await workbench.openFile('opening.pgn');
    await workbench.runCommand('State Probe: Probe File');
    const { frame, models } = await workbench.visualizer();
    await models.filter({ hasText: 'text-transformer-3' }).click();
    await frame
      .getByText(/text-transformer-3 .*(right|lost)/)
      .first()
      .waitFor();
    await workbench.screenshot('text-reader');
    await workbench.showSection('Models');
    await row('text-transformer-3').getByRole('checkbox').click();
  });

  it('are chat models at their address, once it is agreed that texts are sent there', async () => {
    endpoint.answering = swapped;
    await workbench.runCommand('State Probe: Add Model…', 'open');
    await workbench.pick('Address', 'Address', 'open');
    await workbench.type('');
    await workbench.answerBox(endpoint.place('org/tiny'));
    await workbench.screenshot('chat-consent');
    await workbench.confirm(/Use Server/);
    await workbench.message(/org\/tiny is added/).waitFor();
    assert.equal(endpoint.heard.length, 0);
    await workbench.showSection('Models');
    await row('org/tiny').getByRole('checkbox').click();
    await workbench.openFile('cups.py');
    await workbench.runCommand('State Probe: Probe File');
    const { frame, models } = await workbench.visualizer();
    await models.filter({ hasText: 'org/tiny' }).click();
    await frame
      .getByText(/org\/tiny .*right/)
      .first()
      .waitFor();
    await workbench.screenshot('chat-model');
    assert.equal(endpoint.heard.length, 4);
  });

  it('are language models that another extension brings, once it is agreed that texts are sent to them', async () => {
    await workbench.runCommand('State Probe: Add Model…', 'open');
    await workbench.pick('Language Model of This Editor', 'Language Model of This Editor', 'open');
    await workbench.pick('Cups One', 'Cups One');
    await workbench.screenshot('editor-model-consent');
    await workbench.confirm(/Use Models/);
    await workbench.message(/cups-1 is added/).waitFor();
    assert.ok(!existsSync(inFolder('heard.txt')));
    await workbench.showSection('Models');
    await row('cups-1').getByRole('checkbox').click();
    await workbench.openFile('cups.py');
    await workbench.runCommand('State Probe: Probe File');
    const { frame, models } = await workbench.visualizer();
    await models.filter({ hasText: 'cups-1' }).click();
    await frame
      .getByText(/cups-1 .*right/)
      .first()
      .waitFor();
    await workbench.screenshot('editor-model');
    assert.deepEqual(heard(), Array<string>(4).fill('asked'));
    // All that was asked and said.
    await workbench.runCommand('State Probe: Examine Language Model…', 'open');
    await workbench.pick('cups-1', 'cups-1', 'open');
    await workbench.pick('This Text', 'This Text');
    await workbench.page.getByRole('tab', { name: /^cups-1 on cups\.py/ }).waitFor();
    await workbench.lines.filter({ hasText: /right.at.100%.of.4.steps/ }).waitFor();
    await workbench.screenshot('examine-editor-model');
  });

  it('are cancelled while they think', async () => {
    rmSync(inFolder('heard.txt'));
    await workbench.openFile('wait.py');
    await workbench.runCommand('State Probe: Probe File');
    await waitFor(() => Promise.resolve(existsSync(inFolder('heard.txt')) && heard().includes('asked')));
    await workbench.runCommand('State Probe: Cancel Probe');
    await waitFor(() => Promise.resolve(heard().includes('cancelled')));
    const { models } = await workbench.visualizer();
    await models.filter({ hasText: /cups-1.*cancelled/is }).waitFor();
    await workbench.screenshot('editor-model-cancelled');
    assert.deepEqual(heard(), ['asked', 'cancelled']);
  });

  it('show a tensor of theirs over the text that is probed', async () => {
    await workbench.openFile('shuffle.py');
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.frame.locator('.strip, .chip').first().waitFor();
    await workbench.runCommand('State Probe: Open Model', 'open');
    await workbench.answerDialog(inFolder('counter.onnx'), 'Open');
    const file = await workbench.visualizer('editor');
    await file.frame.getByLabel('Name holds').fill('count');
    await file.frame.getByRole('button', { name: 'Show This Tensor: count' }).click();
    await visualizer.frame.getByRole('application', { name: /^count: 1 row, \d+ columns, steps across/ }).waitFor();
    await visualizer.frame.getByText('to another file they may mean something else').waitFor();
    await workbench.screenshot('show-tensor');
  });

  it('are measured by a sweep, whose page is shown', async () => {
    writeFileSync(inFolder('sweep.html'), '<p>of somebody else</p>');
    await workbench.runCommand('State Probe: Run Sweep…', 'open');
    await workbench.answerDialog(inFolder('sweep.json'), 'Run');
    await workbench.message(/sweep\.html stands beside the sweep and is no page of one/).waitFor();
    assert.equal(readFileSync(inFolder('sweep.html'), 'utf8'), '<p>of somebody else</p>');
    rmSync(inFolder('sweep.html'));
    await workbench.runCommand('State Probe: Run Sweep…', 'open');
    await workbench.answerDialog(inFolder('sweep.json'), 'Run');
    await workbench.page.getByRole('tab', { name: 'Sweep: sweep.json' }).waitFor();
    await waitFor(async () => {
      const shown = workbench.page.frames().map((frame) => frame.getByRole('rowheader', { name: 'Counter of mine' }));
      return (await Promise.all(shown.map((cell) => cell.count().catch(() => 0)))).some((count) => count > 0);
    });
    await workbench.screenshot('sweep');
    assert.equal(readFileSync(inFolder('results.jsonl'), 'utf8').trim().split('\n').length, 2);
  });

  /** The tab of its editor lies beside the list, which the explorer does not. */
  async function drop(name: string): Promise<void> {
    const { page } = workbench;
    await workbench.showExplorer();
    await workbench.explorer.getByRole('treeitem', { name }).first().dblclick();
    const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
    await tab.waitFor();
    await workbench.activityBarItem.click();
    await tab.dragTo(row('Counter of mine'));
  }
});

/** Looks now and then, as long as a test may take. */
async function waitFor(there: () => Promise<boolean>): Promise<void> {
  while (!(await there())) await new Promise((resolve) => setTimeout(resolve, 200));
}
