import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { patience } from '../../scripts/lib/patience.mjs';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const OUTCOME = /State Probe: \d+ of \d+ models? right to the end/;

describe('several probes of one text', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
    await workbench.selectLines(3, 4);
    await workbench.runCommand('State Probe: Probe Selection');
    await (await workbench.visualizer()).waitForModels();
    await workbench.selectLines(6, 7);
    await workbench.runCommand('State Probe: Probe Selection');
    await (await workbench.visualizer()).title.filter({ hasText: 'lines 6–7' }).waitFor();
    await (await workbench.visualizer()).waitForModels();
  });
  after(() => workbench.close());

  it('have what they came to above them', async () => {
    await workbench.lenses.filter({ hasText: OUTCOME }).nth(1).waitFor();
    assert.equal(await workbench.lenses.filter({ hasText: OUTCOME }).count(), 2);
  });

  it('name every model to those who point at it', async () => {
    const title = await workbench.lenses.filter({ hasText: OUTCOME }).nth(1).getAttribute('title');
    assert.match(title ?? '', /^5 steps\nRight to the end: .*WFA-SSM \(exact\)/);
  });

  it('all keep their marks', async () => {
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
    assert.ok((await workbench.marks()).length >= 4);
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Dark Modern'] as const) {
      await workbench.useTheme(theme);
      await workbench.screenshot(`several-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  it('become current by a click on the lens, and by the cursor', async () => {
    const { title } = await workbench.visualizer();
    await workbench.lenses.filter({ hasText: OUTCOME }).first().click();
    await title.filter({ hasText: 'lines 3–4' }).waitFor();
    await workbench.focusEditor();
    await workbench.goToLine(7);
    await title.filter({ hasText: 'lines 6–7' }).waitFor();
  });

  it('move with the text above them', async () => {
    await workbench.goToLine(1);
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
    assert.equal(await workbench.lenses.filter({ hasText: OUTCOME }).count(), 2);
    await workbench.page.keyboard.press('Control+z');
  });

  it('go one by one', async () => {
    await workbench.lenses.filter({ hasText: 'Remove' }).first().click();
    await workbench.lenses.filter({ hasText: 'Remove' }).nth(1).waitFor({ state: 'detached' });
    assert.equal(await workbench.lenses.filter({ hasText: 'Remove' }).count(), 1);
    await (await workbench.visualizer()).title.filter({ hasText: 'lines 6–7' }).waitFor();
  });
});

describe('a probe of a text that changes', () => {
  let workbench: Workbench;
  const outcome = () => workbench.lenses.filter({ hasText: OUTCOME });
  const changed = () => workbench.lenses.filter({ hasText: 'the text has changed since' });
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.visualizer()).waitForModels();
    await outcome().waitFor();
    await workbench.focusEditor();
  });
  after(() => workbench.close());

  it('says so in the editor and on the page when something is written behind the last step', async () => {
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('7');
    await changed().waitFor();
    assert.deepEqual(await workbench.marks(), []);
    const { frame } = await workbench.visualizer();
    const notice = frame.locator('.older');
    await notice.getByText('all of this is about an older one').waitFor();
    await notice.getByRole('button', { name: 'Probe Again' }).waitFor();
    await workbench.screenshot('text-changed');
    await workbench.page.keyboard.press('Control+z');
    await outcome().waitFor();
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
    await notice.waitFor({ state: 'hidden' });
  });

  it('parts with a number that a space makes two of, and is there again without it', async () => {
    // Between the first two digits of `(1 2 3 4 5) 119`.
    await workbench.goToPlace(6, 14);
    await workbench.page.keyboard.type(' ');
    await changed().waitFor();
    assert.deepEqual(await workbench.marks(), []);
    await workbench.page.keyboard.press('Backspace');
    await outcome().waitFor();
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
  });

  it('has its marks again when the change is undone, also after its text has moved', async () => {
    await workbench.goToLine(1);
    await workbench.page.keyboard.press('Enter');
    await workbench.goToPlace(4, 1);
    await workbench.page.keyboard.type('x');
    await changed().waitFor();
    assert.deepEqual(await workbench.marks(), []);
    await workbench.page.keyboard.press('Control+z');
    await outcome().waitFor();
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
  });

  it('comes back when all of the text was deleted and is there again', async () => {
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Delete');
    await changed().waitFor();
    await workbench.page.keyboard.press('Control+z');
    await outcome().waitFor();
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
  });
});

describe('a probe of code that is edited', () => {
  let workbench: Workbench;
  const outcome = () => workbench.lenses.filter({ hasText: OUTCOME });
  const changed = () => workbench.lenses.filter({ hasText: 'the text has changed since' });
  const PROGRAM = [
    'a, b, c = 1, 2, 3',
    'for i in range(3):',
    '    a, b = b, a',
    '# then the others, a note',
    'b, c = c, b',
    '',
  ];
  before(async () => {
    workbench = await openWorkbench(async (folder) => {
      await writeFile(path.join(folder, 'loop.py'), PROGRAM.join('\n'));
    });
    await workbench.openFile('loop.py');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.visualizer()).waitForModels();
    await outcome().waitFor();
    await workbench.focusEditor();
  });
  after(() => workbench.close());

  it('stays with what is written in a comment', async () => {
    await workbench.goToLine(4);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(' of mine');
    await outcome().waitFor();
    await workbench.waitForMark(/b = 3/);
    for (let key = 0; key < 8; key++) await workbench.page.keyboard.press('Backspace');
  });

  it('parts with a line that Tab moves into the loop', async () => {
    await workbench.goToLine(5);
    await workbench.page.keyboard.press('Tab');
    await changed().waitFor();
    assert.deepEqual(await workbench.marks(), []);
    await workbench.page.keyboard.press('Control+z');
    await outcome().waitFor();
    await workbench.waitForMark(/b = 3/);
  });

  it('parts with a step that Enter makes of a comment', async () => {
    await workbench.goToPlace(4, '# then the others, '.length + 1);
    await workbench.page.keyboard.press('Enter');
    await changed().waitFor();
    assert.deepEqual(await workbench.marks(), []);
    await workbench.page.keyboard.press('Control+z');
    await outcome().waitFor();
  });

  it('stays with a text that is only formatted, with its steps where they are now', async () => {
    await workbench.runCommand('Convert Indentation to Tabs');
    await outcome().waitFor();
    await workbench.waitForMark(/b = 3/);
    assert.equal(await changed().count(), 0);
  });
});

describe('live mode', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
    await workbench.selectLines(4, 4);
    await workbench.runCommand('State Probe: Probe Selection');
    await (await workbench.visualizer()).waitForModels();
    await workbench.focusEditor();
    await workbench.runCommand('State Probe: Toggle Live Probe');
  });
  after(() => workbench.close());

  it('says that it is on', async () => {
    await workbench.statusBar.getByRole('button', { name: /^State Probe Live/ }).waitFor();
    await workbench.lenses.filter({ hasText: 'Live: on' }).waitFor();
  });

  it('follows what is typed', async () => {
    await workbench.goToLine(4);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(' (1 2)', { delay: 30 });
    // The line has a second step now; the playhead stays at its first.
    await workbench.waitForMark(/\[3, 5, 1, 4, 2\] {2}after step 1/);
    await workbench.lenses.filter({ hasText: OUTCOME }).waitFor();
    await workbench.screenshot('live');
  });

  it('says of a text that cannot be read that the marks are older, and at which place', async () => {
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.type('oops ');
    await workbench.lenses.filter({ hasText: 'cannot be read as it is' }).waitFor();
    await workbench.waitForMark(/\(older text\)/);
    await workbench.screenshot('live-unreadable');
    for (let key = 0; key < 5; key++) await workbench.page.keyboard.press('Backspace');
    await workbench.lenses.filter({ hasText: OUTCOME }).waitFor();
    assert.ok(!(await workbench.marks()).some((mark) => mark.includes('older text')));
  });

  it('is silent: no message, and one entry of the history', async () => {
    assert.equal(await workbench.page.locator('.notification-toast').count(), 0);
    await workbench.openSection('History');
    await workbench.history.first().waitFor();
    assert.equal(await workbench.history.count(), 1);
  });

  it('ends with the command', async () => {
    await workbench.focusEditor();
    await workbench.runCommand('State Probe: Toggle Live Probe');
    await workbench.lenses.filter({ hasText: 'Live: off' }).waitFor();
    await workbench.goToLine(4);
    await workbench.page.keyboard.type('(1 2) ');
    await workbench.lenses.filter({ hasText: 'the text has changed since' }).waitFor();
  });
});

describe('the history', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openFile('s5.word');
    await workbench.selectLines(3, 4);
    await workbench.runCommand('State Probe: Probe Selection');
    await (await workbench.visualizer()).waitForModels();
    await workbench.openFile('shuffle.py');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.visualizer()).title.filter({ hasText: 'shuffle.py' }).waitFor();
    await (await workbench.visualizer()).waitForModels();
    await workbench.openSection('History');
  });
  after(() => workbench.close());

  it('lists probes with what they came to, the newest first', async () => {
    // An entry stands there before its models have come to something.
    await workbench.page
      .getByRole('treeitem', { name: /^shuffle\.py, .* right to the end/ })
      .first()
      .waitFor();
    const names = await workbench.history.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('aria-label') ?? ''),
    );
    assert.match(names[0] ?? '', /^shuffle\.py, .* steps · .* right to the end/);
    assert.match(names[1] ?? '', /^s5\.word, lines 3–4, /);
    await workbench.screenshot('history');
  });

  it('comes back after the window is reloaded, with the marks and the page', async () => {
    // What was made a moment ago is written within a second.
    await workbench.page.waitForTimeout(patience(1500));
    await workbench.reload();
    // Which tab the editor opens again is its own affair: in a browser it may have saved that before the last one opened.
    await workbench.openFile('shuffle.py');
    await workbench.lenses.filter({ hasText: OUTCOME }).first().waitFor();
    await workbench.waitForMark(/cups = /);
    const visualizer = await workbench.visualizer();
    await visualizer.title.filter({ hasText: 'shuffle.py' }).waitFor();
    await visualizer.waitForModels();
    // Nothing ran for it, so that the status bar knows of no provider.
    await workbench.statusBar.getByRole('button', { name: 'State Probe: idle' }).waitFor();
    await workbench.screenshot('restored');
  });

  it('has the hidden states of what it restored', async () => {
    const visualizer = await workbench.visualizer();
    await visualizer.openPanel('Layers');
    const { models, heatMaps } = visualizer;
    await models.filter({ hasText: 'Mamba' }).first().click();
    await heatMaps.first().scrollIntoViewIfNeeded();
    await heatMaps
      .first()
      .and((await workbench.visualizer()).layers.getByRole('img', { name: /values from -?\d/ }))
      .waitFor();
  });

  it('shows an older probe again', async () => {
    await workbench.openSection('History');
    await workbench.history.filter({ hasText: 's5.word' }).click();
    await (await workbench.visualizer()).title.filter({ hasText: 's5.word, lines 3–4' }).waitFor();
    await workbench.waitForMark(/^\[3, 2, 1, 4, 5\]/);
  });

  it('says when the text has changed since', async () => {
    await workbench.runCommand('State Probe: Remove Probe');
    await workbench.focusEditor();
    await workbench.goToLine(3);
    await workbench.page.keyboard.type('(1 2) ');
    await workbench.history.filter({ hasText: 's5.word' }).click();
    await workbench.page.getByText('the text has changed since, so the editor has no marks').first().waitFor();
    await (await workbench.visualizer()).title.filter({ hasText: 's5.word, lines 3–4' }).waitFor();
  });

  it('renames and deletes by keyboard', async () => {
    await workbench.askOf(workbench.history.filter({ hasText: 's5.word' }), 'F2');
    await workbench.answerBox('my <b>probe</b>');
    await workbench.history.filter({ hasText: 'my <b>probe</b>' }).waitFor();
    await workbench.page.keyboard.press('Delete');
    await workbench.history.filter({ hasText: 'my <b>' }).waitFor({ state: 'detached' });
    assert.equal(await workbench.history.count(), 1);
  });
});
