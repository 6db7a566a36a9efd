import assert from 'node:assert/strict';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

describe('commands', () => {
  let workbench: Workbench;
  beforeEach(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
  });
  afterEach(() => workbench.close());

  it('probes a selection from the context menu', async () => {
    await workbench.selectLines(3, 4);
    await workbench.lines.filter({ hasText: '(1 3)(2 5)' }).click({ button: 'right', position: { x: 12, y: 8 } });
    await workbench.pickFromMenu('State Probe: Probe Selection');
    const { title } = await workbench.visualizer();
    await title.filter({ hasText: 's5.word, lines 3–4' }).waitFor();
  });

  it('encodes a word as the chess game of the paper', async () => {
    await workbench.selectLines(3, 3);
    await workbench.runCommand('State Probe: Encode as Chess Game', 'open');
    await workbench.pick('UCI', 'UCI');
    await workbench.lines.filter({ hasText: 'a8a7 a1b1 c8c6 b1a1 a7c7 a1b1 c6a6 b1a1 c7c8 a1b1 a6a8 b1a1' }).waitFor();
  });

  it('rewrites a word as a program', async () => {
    await workbench.selectLines(3, 3);
    await workbench.runCommand('State Probe: Rewrite As…', 'open');
    await workbench.pick('Python', 'Python');
    await workbench.lines.filter({ hasText: '# (1 3)' }).first().waitFor();
  });

  it('takes a game in the encoding of the paper as its word, and each move as a step when that is chosen', async () => {
    await workbench.openFile('word.uci');
    await workbench.runCommand('State Probe: Probe File');
    const { frame } = await workbench.visualizer();
    const steps = (count: number) => frame.locator('.probe-header .facts').filter({ hasText: `· ${count} steps` });
    await steps(8).waitFor();
    await workbench.focusEditor();
    await workbench.runCommand('State Probe: Choose What a Step Is…', 'open');
    await workbench.pick('Each Move', 'Each Move by Itself');
    await steps(216).waitFor();
    await workbench.screenshot('each-move');
  });

  it('opens a sample', async () => {
    await workbench.runCommand('State Probe: Open Sample…', 'open');
    await workbench.pick('opera', 'opera-game.pgn');
    await workbench.lines.filter({ hasText: 'Paul Morphy' }).waitFor();
    await workbench.runCommand('State Probe: Probe File');
    const visualizer = await workbench.visualizer();
    await visualizer.waitForModels();
    assert.match((await visualizer.title.textContent()) ?? '', /opera-game\.pgn/);
    await workbench.screenshot('chess');
  });

  it('says at its place what it cannot read', async () => {
    await workbench.goToLine(3);
    await workbench.page.keyboard.type('nonsense ');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.problem('nonsense')).first().waitFor();
    await (await workbench.visualizer()).title.filter({ hasText: 's5.word' }).waitFor();
    await workbench.screenshot('problem');
  });
});
