import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { patience } from '../../scripts/lib/patience.mjs';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

const OUTCOME = /State Probe: \d+ of \d+ models? right to the end/;
const JAVASCRIPT = 'let a = 1, b = 2, c = 3;\n// a note\n[a,b]=[b,a];\n   [b, c] = [c, b];\n';

/** An edit by keyboard: from the start of a line so many characters to the right, there a text is typed. */
interface Typed {
  line: number;
  right: number;
  text: string;
}

/** Of each kind of text one edit that leaves the steps as they are, and one that does not. */
const KINDS: readonly { file: string; same: Typed; other: Typed; mark: RegExp }[] = [
  {
    file: 'turns.js',
    same: { line: 2, right: 9, text: ' of mine' },
    other: { line: 2, right: 3, text: '\n' },
    mark: /a = 2/,
  },
  {
    file: 's5.word',
    same: { line: 4, right: 0, text: '\n' },
    other: { line: 4, right: 0, text: '(1 2) ' },
    mark: /^\[3, 2, 1, 4, 5\]/,
  },
  {
    file: 'opera-game.pgn',
    same: { line: 9, right: 2, text: ' ' },
    other: { line: 9, right: 3, text: 'd4 d5 ' },
    mark: /./,
  },
  {
    file: 'shell.story',
    same: { line: 4, right: 0, text: '\n' },
    other: { line: 5, right: 0, text: 'Swap cup 1 and cup 2. ' },
    mark: /./,
  },
];

describe('an edit of each kind of text', () => {
  let workbench: Workbench;
  const outcome = () => workbench.lenses.filter({ hasText: OUTCOME });
  const changed = () => workbench.lenses.filter({ hasText: 'the text has changed since' });
  before(async () => {
    workbench = await openWorkbench(async (folder) => {
      await writeFile(path.join(folder, 'turns.js'), JAVASCRIPT);
      await copyFile(path.join(folder, 'shell-game.txt'), path.join(folder, 'shell.story'));
    });
  });
  after(() => workbench.close());

  /** The outcome stands above the first line, where an editor that was scrolled does not show it. */
  async function outcomeShown(): Promise<void> {
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Home');
    await outcome().waitFor();
  }

  async function type({ line, right, text }: Typed): Promise<void> {
    await workbench.goToPlace(line, right + 1);
    await workbench.page.keyboard.insertText(text);
  }

  /** The editor takes what was typed back in pieces. */
  async function undo(): Promise<void> {
    await workbench.focusEditor();
    const isBack = () =>
      workbench.page
        .locator('.tab.active.dirty')
        .count()
        .then((dirty) => dirty === 0);
    for (let key = 0; key < 8 && !(await isBack()); key++) {
      await workbench.page.keyboard.press('Control+z');
      await workbench.page.waitForTimeout(200);
    }
    await outcomeShown();
  }

  for (const { file, same, other, mark } of KINDS) {
    it(`keeps the marks of ${file} where the steps are the same, and takes them where they are not`, async () => {
      await workbench.openFile(file);
      await workbench.runCommand('State Probe: Probe File');
      const { title } = await workbench.visualizer();
      await title.filter({ hasText: file }).waitFor();
      await (await workbench.visualizer()).waitForModels();
      await outcomeShown();
      await workbench.waitForMark(mark);
      await type(same);
      await workbench.page.locator('.codelens-decoration').getByText('reading the text').waitFor({ state: 'hidden' });
      await outcomeShown();
      await workbench.waitForMark(mark);
      await undo();
      await type(other);
      await changed().waitFor();
      assert.deepEqual(await workbench.marks(), []);
      await (await workbench.visualizer()).frame.locator('.older').getByText('about an older one').waitFor();
      await workbench.screenshot(`edited-${file}`);
      await undo();
      await workbench.waitForMark(mark);
    });
  }

  it('that a formatter makes keeps all, with the steps where they are now', async () => {
    await workbench.openFile('turns.js');
    await outcome().waitFor();
    await workbench.focusEditor();
    await workbench.formatDocument();
    await workbench.lines.filter({ hasText: '[a, b] = [b, a];' }).waitFor();
    await outcome().waitFor();
    await workbench.waitForMark(/a = 2/);
    assert.equal(await changed().count(), 0);
    await workbench.screenshot('formatted');
    await workbench.runCommand('File: Revert File');
    await workbench.lines.filter({ hasText: '[a,b]=[b,a];' }).waitFor();
    await outcome().waitFor();
  });

  it('shows in the hover what holds, or that the text is another one', async () => {
    const { keyboard } = workbench.page;
    const hover = (text: RegExp) => workbench.page.locator('.monaco-hover:visible').filter({ hasText: text });
    await workbench.goToLine(3);
    await workbench.runCommand('Show or Focus Hover');
    await hover(/Step 1 of 2/).waitFor();
    await keyboard.press('Escape');
    await type({ line: 2, right: 3, text: '\n' });
    await changed().waitFor();
    await workbench.goToLine(4);
    await workbench.runCommand('Show or Focus Hover');
    await hover(/The text has changed since State Probe probed it.*Probe Again/).waitFor();
    await workbench.screenshot('hover-older');
    await keyboard.press('Escape');
    await workbench.focusEditor();
    await keyboard.press('Control+z');
    await outcome().waitFor();
  });

  it('an error page gives way to what was probed, when that is opened', async () => {
    const { frame, title } = await workbench.visualizer();
    await writeFile(path.join(workbench.folder, 'broken.word'), '(1 2) nonsense\n');
    await workbench.openFile('broken.word');
    await workbench.runCommand('State Probe: Probe File');
    await frame.getByText('nonsense').first().waitFor();
    await workbench.openFile('s5.word');
    await title.filter({ hasText: 's5.word' }).waitFor();
    await frame.getByText('nonsense').first().waitFor({ state: 'hidden' });
  });

  it('an error page gives way to what is probed next', async () => {
    const { frame, title } = await workbench.visualizer();
    await workbench.openFile('broken.word');
    await workbench.runCommand('State Probe: Probe File');
    await frame.getByText('nonsense').first().waitFor();
    await workbench.openFile('word.uci');
    await workbench.runCommand('State Probe: Probe File');
    await title.filter({ hasText: 'word.uci' }).waitFor();
    await frame.getByText('nonsense').first().waitFor({ state: 'hidden' });
  });
});

describe('a text that moves, goes and comes', () => {
  let workbench: Workbench;
  const outcome = () => workbench.lenses.filter({ hasText: OUTCOME });
  before(async () => {
    workbench = await openWorkbench(async (folder) => {
      await writeFile(path.join(folder, 'two.py'), 'a, b = 1, 2\nx, y = 3, 4\na, b = b, a\nx, y = y, x\n');
    });
    await workbench.openFile('two.py');
    await workbench.focusEditor();
    await workbench.runCommand('State Probe: Choose Cells to Track…', 'open');
    for (const name of ['x', 'y']) {
      const box = workbench.page.locator(`.quick-input-list .monaco-list-row[aria-label="${name}"]`);
      await box.click();
      await box.and(workbench.page.locator('[aria-checked="false"]')).waitFor();
    }
    await workbench.page.keyboard.press('Enter');
    await (await workbench.visualizer()).waitForModels();
    await workbench.focusEditor();
    await workbench.runCommand('State Probe: Toggle Live Probe');
    await workbench.lenses.filter({ hasText: 'Live: on' }).waitFor();
  });
  after(() => workbench.close());

  /** Of a world of two cells a step of the other two is no mark. */
  const isOfTwo = async () => {
    await workbench.waitForMark(/a = 2/);
    assert.ok(!(await workbench.marks()).some((mark) => mark.includes('x =')), (await workbench.marks()).join('\n'));
  };

  it('takes its marks, live mode and the cells that were chosen along when it is renamed', async () => {
    await isOfTwo();
    await workbench.inExplorer('two.py', 'F2');
    await workbench.page.locator('.explorer-folders-view input').fill('pairs.py');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByRole('tab', { name: 'pairs.py' }).waitFor();
    await outcome().waitFor();
    await workbench.lenses.filter({ hasText: 'Live: on' }).waitFor();
    await workbench.focusEditor();
    await isOfTwo();
    await workbench.goToLine(3);
    await workbench.page.keyboard.insertText('a, b = b, a\n');
    await outcome().waitFor();
    await workbench.waitForMark(/a = 1/);
    await isOfTwo();
    await workbench.screenshot('renamed');
    await workbench.runCommand('File: Save');
  });

  it('is there after a reload as it was: live, with its cells, the step and the model', async () => {
    await workbench.activityBarItem.click();
    const visualizer = await workbench.visualizer();
    await visualizer.title.filter({ hasText: 'pairs.py' }).waitFor();
    await visualizer.waitForModels();
    const chosen = visualizer.models.nth(1);
    await chosen.click();
    const name = await chosen.getAttribute('aria-label');
    await visualizer.playhead.press('End');
    await visualizer.waitForStep(2);
    // What was looked at last is remembered a moment later, which nothing shows.
    await workbench.page.waitForTimeout(patience(1000));
    await workbench.reload();
    await workbench.openFile('pairs.py');
    await outcome().waitFor();
    await workbench.lenses.filter({ hasText: 'Live: on' }).waitFor();
    await isOfTwo();
    const again = await workbench.visualizer();
    await again.title.filter({ hasText: 'pairs.py' }).waitFor();
    await again.waitForStep(2);
    assert.equal(await again.models.and(again.frame.locator('[aria-checked="true"]')).getAttribute('aria-label'), name);
    await workbench.screenshot('reloaded');
  });

  it('is said to be gone when it is deleted, on the page and by Probe Again, and is there again when that is undone', async () => {
    await workbench.inExplorer('pairs.py', 'Delete');
    await workbench.confirm(/^(Delete|Move to Trash)$/).catch(() => undefined);
    await workbench.activityBarItem.click();
    const older = async () => (await workbench.visualizer()).frame.locator('.older');
    await (await older()).getByText('The text is not there any more').waitFor();
    await workbench.screenshot('text-gone');
    await workbench.runCommand('State Probe: Probe Again');
    await workbench.message('the text is not there any more').waitFor();
    await workbench.inExplorer('s5.word', 'Control+z');
    await workbench.explorer.getByRole('treeitem', { name: 'pairs.py' }).waitFor();
    await workbench.activityBarItem.click();
    await (await older()).waitFor({ state: 'hidden' });
    await workbench.openFile('pairs.py');
    await outcome().waitFor();
    await isOfTwo();
  });

  it('is deleted from the history and put back by a key, with the focus in the list', async () => {
    await workbench.openSection('History');
    await workbench.history.filter({ hasText: 'pairs.py' }).click();
    const count = await workbench.history.count();
    await workbench.page.keyboard.press('Delete');
    await workbench.history.filter({ hasText: 'pairs.py' }).waitFor({ state: 'detached' });
    await workbench.message('Deleted from the history: pairs.py').getByRole('button', { name: 'Undo' }).waitFor();
    await workbench.screenshot('deleted-from-history');
    await workbench.page.keyboard.press('Control+z');
    await workbench.history.filter({ hasText: 'pairs.py' }).waitFor();
    assert.equal(await workbench.history.count(), count);
  });

  it('goes along from a text without a file to the file that it is saved to', async () => {
    await workbench.focusEditor();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.page.keyboard.insertText('(1 2)\n(2 3)\n');
    await workbench.runCommand('Change Language Mode', 'open');
    await workbench.pick('Permutation', 'Permutation Word');
    await workbench.runCommand('State Probe: Probe File');
    await (await workbench.visualizer()).title.filter({ hasText: 'Untitled-1' }).waitFor();
    await (await workbench.visualizer()).waitForModels();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+s');
    const file = path.join(workbench.folder, 'mine.word');
    await workbench.answerDialog(file);
    // The page names the file once it is there.
    await (await workbench.visualizer()).title.filter({ hasText: 'mine.word' }).waitFor();
    assert.match(await readFile(file, 'utf8'), /\(1 2\)/);
    await outcome().waitFor();
  });
});
