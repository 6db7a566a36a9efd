import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ProbeResult, StateProbeApi } from '../../src/extension/api';
import { patience } from '../../scripts/lib/patience.mjs';
import { extension, sample } from './extension';

const PROGRAM = 'a, b, c = 1, 2, 3\nfor i in range(3):\n    a, b = b, a\n# a note\nb, c = c, b\n';
/** How long the editor may take to see what happens outside of it, in milliseconds. */
const SEEN = patience(8_000);

describe('what is known of a document', () => {
  let api: StateProbeApi;
  let folder: string;
  before(async () => {
    api = await extension().activate();
  });
  beforeEach(async function () {
    this.timeout(patience(90_000));
    folder = sample(`moving-${Date.now()}`).fsPath;
    await makeFolder(folder);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('stateProbe.clearMarks');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Makes a folder, and waits until the editor has seen it: only then does it see what happens there. */
  async function makeFolder(made: string): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const seen = new Promise<void>((resolve) => {
      watcher.onDidCreate(({ fsPath }) => fsPath === made && resolve());
    });
    mkdirSync(made);
    await seen;
    watcher.dispose();
  }

  const at = (...names: string[]) => vscode.Uri.file(path.join(folder, ...names));

  async function probed(uri: vscode.Uri, range?: vscode.Range): Promise<ProbeResult> {
    await vscode.window.showTextDocument(uri, { preview: false });
    const result = await api.probe(uri, range);
    assert.ok(result, 'the text can be read');
    return result;
  }

  /** Waits until a document has one probe, of which its text is in this state. */
  async function becomes(uri: vscode.Uri, text: ProbeResult['text']): Promise<ProbeResult> {
    const end = Date.now() + SEEN;
    for (;;) {
      const [probe, ...more] = api.probes(uri);
      if (probe?.text === text && more.length === 0) return probe;
      const states = api.probes(uri).map((one) => `${one.probe.title}: ${one.text}`);
      if (Date.now() > end) assert.fail(`expected ${text}, found [${states.join('; ')}] of ${uri.path}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function edit(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
    const changes = new vscode.WorkspaceEdit();
    change(changes);
    assert.ok(await vscode.workspace.applyEdit(changes));
  }

  /** What stands above the probed parts of a document. */
  async function lenses(uri: vscode.Uri): Promise<string[]> {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 99);
    return found.flatMap(({ command }) => (command?.command.startsWith('stateProbe.') ? command.title : []));
  }

  async function hover(uri: vscode.Uri, line: number): Promise<string> {
    const position = new vscode.Position(line, 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
    return hovers
      .flatMap(({ contents }) => contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')))
      .join('\n');
  }

  it('goes along when its file is renamed in the editor, by another case of letters too', async () => {
    writeFileSync(at('a.py').fsPath, PROGRAM);
    const { probe } = await probed(at('a.py'));
    await edit((changes) => changes.renameFile(at('a.py'), at('b.py')));
    const moved = await becomes(at('b.py'), 'same');
    assert.equal(moved.probe.id, probe.id);
    assert.equal(moved.probe.title, 'b.py');
    assert.match(moved.probe.source.name, /\/b\.py$/);
    assert.deepEqual(api.probes(at('a.py')), []);
    assert.match((await lenses(at('b.py'))).join(), /right to the end|first wrong/);
    await edit((changes) => changes.renameFile(at('b.py'), at('B.py')));
    assert.equal((await becomes(at('B.py'), 'same')).probe.title, 'B.py');
  });

  it('goes along with a folder, and with the part that was probed', async () => {
    mkdirSync(at('old', 'deep').fsPath, { recursive: true });
    writeFileSync(at('old', 'deep', 'a.py').fsPath, PROGRAM);
    await probed(at('old', 'deep', 'a.py'), new vscode.Range(0, 0, 3, 0));
    await edit((changes) => changes.renameFile(at('old'), at('new')));
    const { probe } = await becomes(at('new', 'deep', 'a.py'), 'same');
    assert.equal(probe.title, 'a.py, lines 1–3');
  });

  it('takes the place of what stood where a file is moved over another one', async () => {
    writeFileSync(at('a.py').fsPath, PROGRAM);
    writeFileSync(at('b.py').fsPath, 'x, y = 1, 2\nx, y = y, x\n');
    await probed(at('b.py'));
    const { probe } = await probed(at('a.py'));
    await edit((changes) => changes.renameFile(at('a.py'), at('b.py'), { overwrite: true }));
    assert.equal((await becomes(at('b.py'), 'same')).probe.id, probe.id);
  });

  it('is found where git has moved it, and where its folder was moved from outside', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
    await makeFolder(at('src').fsPath);
    writeFileSync(at('src', 'a.py').fsPath, PROGRAM);
    writeFileSync(at('src', 'b.py').fsPath, `${PROGRAM}a, c = c, a\n`);
    git('init', '-q');
    git('add', '.');
    await probed(at('src', 'a.py'));
    git('mv', 'src/a.py', 'src/c.py');
    assert.equal((await becomes(at('src', 'c.py'), 'same')).probe.title, 'c.py');
    renameSync(at('src').fsPath, at('lib').fsPath);
    await becomes(at('lib', 'c.py'), 'same');
    assert.deepEqual(api.probes(at('lib', 'b.py')), []);
  });

  it('is gone with its file, and there again when that is', async () => {
    mkdirSync(at('in').fsPath);
    writeFileSync(at('in', 'a.py').fsPath, PROGRAM);
    const { probe } = await probed(at('in', 'a.py'));
    await edit((changes) => changes.deleteFile(at('in'), { recursive: true, ignoreIfNotExists: true }));
    await becomes(at('in', 'a.py'), 'gone');
    await vscode.commands.executeCommand('stateProbe.probeAgain', probe.id);
    assert.equal(api.currentProbe()?.probe.id, probe.id, 'the page still shows it');
    mkdirSync(at('in').fsPath);
    writeFileSync(at('in', 'a.py').fsPath, PROGRAM);
    await becomes(at('in', 'a.py'), 'same');
    await vscode.window.showTextDocument(at('in', 'a.py'));
    await becomes(at('in', 'a.py'), 'same');
    assert.match((await lenses(at('in', 'a.py'))).join(), /models? right|first wrong/);
  });

  it('is older in another branch, and says so in lens and hover; back in the first all is back', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
    const commit = (message: string) => git('-c', 'user.name=n', '-c', 'user.email=e@e', 'commit', '-qam', message);
    writeFileSync(at('a.py').fsPath, PROGRAM);
    git('init', '-q', '-b', 'one');
    git('add', '.');
    commit('one');
    git('checkout', '-q', '-b', 'two');
    writeFileSync(at('a.py').fsPath, PROGRAM.replace('range(3)', 'range(2)'));
    commit('two');
    git('checkout', '-q', '-b', 'three');
    git('rm', '-q', 'a.py');
    writeFileSync(at('other.txt').fsPath, 'nothing\n');
    git('add', '.');
    commit('three');
    git('checkout', '-q', 'one');
    const { probe } = await probed(at('a.py'));
    assert.match(await hover(at('a.py'), 4), /\*\*Step 4 of 4\*\*/);
    git('checkout', '-q', 'two');
    await becomes(at('a.py'), 'older');
    assert.match((await lenses(at('a.py'))).join(), /the text has changed since/);
    assert.match(await hover(at('a.py'), 4), /^The text has changed since State Probe probed it\. _Probe Again_/);
    git('checkout', '-q', 'one');
    await becomes(at('a.py'), 'same');
    assert.match(await hover(at('a.py'), 4), /\*\*Step 4 of 4\*\*/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // Nobody has it open: what the page shows is held against the file.
    git('checkout', '-q', 'two');
    await becomes(at('a.py'), 'older');
    git('checkout', '-q', 'three');
    await becomes(at('a.py'), 'gone');
    git('checkout', '-q', 'one');
    assert.equal((await becomes(at('a.py'), 'same')).probe.id, probe.id);
  });

  it('is what the file holds again when changes are reverted', async () => {
    writeFileSync(at('a.js').fsPath, 'let a = 1, b = 2;\n[a, b] = [b, a];\n');
    await probed(at('a.js'));
    await edit((changes) => changes.insert(at('a.js'), new vscode.Position(2, 0), '[a, b] = [b, a];\n'));
    await becomes(at('a.js'), 'older');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await becomes(at('a.js'), 'same');
  });

  it('goes on while its document is closed before the models are done', async () => {
    writeFileSync(at('a.py').fsPath, PROGRAM);
    await vscode.window.showTextDocument(at('a.py'));
    const running = api.probe(at('a.py'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { probe } = (await running) ?? assert.fail('it was not probed');
    const states = new Set(api.probes(at('a.py')).flatMap((one) => one.probe.models.map(({ state }) => state.kind)));
    assert.deepEqual([...states], ['done']);
    await vscode.window.showTextDocument(at('a.py'));
    assert.equal((await becomes(at('a.py'), 'same')).probe.id, probe.id);
  });

  it('follows a text without a file to the file that it is saved to', async () => {
    const content = 'a, b = 1, 2\na, b = b, a\n';
    const uri = at('saved.py').with({ scheme: 'untitled' });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await edit((changes) => changes.insert(uri, new vscode.Position(0, 0), content));
    const { probe } = (await api.probe(uri)) ?? assert.fail('it can be read');
    assert.ok(await document.save());
    assert.equal((await becomes(at('saved.py'), 'same')).probe.id, probe.id);
  });

  it('is formatted, with its steps where they are now', async () => {
    writeFileSync(at('a.js').fsPath, 'let a = 1, b = 2;\n{\n[a,b]=[b,a];\n      }\n[a, b]   =   [b, a];\n');
    const { probe } = await probed(at('a.js'));
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      at('a.js'),
      { tabSize: 2, insertSpaces: true },
    );
    assert.ok(edits && edits.length > 0, 'the editor has a formatter');
    await edit((changes) => changes.set(at('a.js'), edits));
    const formatted = await becomes(at('a.js'), 'same');
    assert.equal(formatted.probe.id, probe.id);
    assert.match(formatted.probe.steps.texts.join('\n'), /\[a, b\] = \[b, a\]/);
  });
});
