import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { patience } from '../../scripts/lib/patience.mjs';
import { ROOT } from '../../scripts/lib/process.mjs';
import { openWorkbench } from './editor';
import type { Workbench } from './workbench';

/** How long a data set of a few dozen examples may take, in milliseconds. */
const MADE = patience(60_000);

/** Examples that are made at a time (`CHUNK_EXAMPLES`). */
const PIECE = 1 << 14;

interface Line {
  kind: string;
  domain?: string;
  source: { uri: string };
  tokens: number[];
  states: unknown[];
}

describe('data sets', () => {
  let workbench: Workbench;
  let folder: string;
  before(async () => {
    workbench = await openWorkbench(async (opened) => {
      folder = opened;
      // Beside the samples, what a folder of a person's own holds.
      const put = async (name: string, content: string | Uint8Array) => {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), content);
      };
      await put('broken.py', 'def f(:\n');
      await put('picture.py', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]));
      await put('build/ignored.py', 'a, b = 1, 2\na, b = b, a\n');
      await put('.gitignore', 'build/\n');
      await put('hidden/unseen.py', 'a, b = 1, 2\na, b = b, a\n');
      await put('.vscode/settings.json', JSON.stringify({ 'files.exclude': { '**/hidden': true } }));
      await put('naïve “quoted” name.py', 'x, y, z = 1, 2, 3\nx, y, z = y, z, x\nx, z = z, x\n');
      await put('notes.docx', 'not a kind of text that is read');
      await symlink('..', path.join(folder, 'loop'));
    });
    // The window reads the folder's settings when they are there, and takes the focus to what has changed by them.
    await workbench.showExplorer();
    // The list may still be scrolled to what was looked at last in this folder.
    await workbench.page.keyboard.press('Home');
    const listed = workbench.explorer.getByRole('treeitem');
    await listed.filter({ hasText: /^build$/ }).waitFor();
    await listed.filter({ hasText: /^hidden$/ }).waitFor({ state: 'hidden' });
  });
  after(() => workbench.close());

  const examples = (name: string): Line[] =>
    ['train', 'validation', 'test'].flatMap((split) => {
      const file = path.join(folder, 'data', name, `${split}.jsonl`);
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line);
    });

  it('shows examples of files before anything is written', async () => {
    await workbench.runCommand('State Probe: Make Data Set from Files…', 'open');
    await workbench.listed.filter({ hasText: /From.*all of samples/ }).waitFor();
    await workbench.screenshot('dataset-form');
    await workbench.page.keyboard.press('Enter');
    await workbench.lines.filter({ hasText: 'shown before it was written' }).waitFor({ timeout: MADE });
    await workbench.screenshot('dataset-preview');
    await workbench.lines.filter({ hasText: /──\s1\s·\s\d+\ssteps?/ }).waitFor();
    await workbench.screenshot('dataset-preview');
    assert.ok(!existsSync(path.join(folder, 'data')), 'nothing is written');
  });

  it('makes a data set of a folder of mixed files', async () => {
    await workbench.listed.filter({ hasText: 'Write data/samples' }).click();
    await workbench.message(/data\/samples: \d+ examples/).waitFor({ timeout: MADE });
    await workbench.screenshot('dataset-made');
    const made = examples('samples');
    assert.deepEqual([...new Set(made.map(({ domain }) => domain))].sort(), ['chess', 'code', 'narrative', 'word']);
    const files = new Set(made.map(({ source }) => source.uri));
    assert.ok(files.has('naïve “quoted” name.py') && files.has('shuffle.py') && files.has('opera-game.pgn'));
    assert.ok(!files.has('build/ignored.py'), '.gitignore is respected');
    assert.ok(!files.has('hidden/unseen.py'), 'files.exclude is respected');
    for (const { tokens, states } of made) assert.equal(tokens.length, states.length);
    const unread = readFileSync(path.join(folder, 'data/samples/unreadable.jsonl'), 'utf8');
    for (const name of ['broken.py', 'picture.py']) assert.ok(unread.includes(`"${name}"`), `${name} is listed`);
  });

  it('says the same in Parquet, and its splits share nothing', async () => {
    const data = path.join(folder, 'data/samples/data');
    let rows = 0;
    for (const name of readdirSync(data))
      rows += (await parquetReadObjects({ file: await asyncBufferFromFile(path.join(data, name)) })).length;
    assert.equal(rows, examples('samples').length);
    const check = ['dist/cli.js', 'dataset', '--check', path.join(folder, 'data/samples')];
    assert.match(execFileSync(process.execPath, check, { cwd: ROOT, encoding: 'utf8' }), /0 leaks .* 0 wrong/);
  });

  it('starts from the explorer too', async () => {
    await workbench.page.getByRole('treeitem', { name: /^opera-game\.pgn/ }).click({ button: 'right' });
    await workbench.pickFromMenu('State Probe: Make Data Set from Files…');
    await workbench.listed.filter({ hasText: /From.*opera-game\.pgn/ }).waitFor();
    await workbench.listed.filter({ hasText: /Folder.*data\/opera-game-pgn/ }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('opens the card', async () => {
    await (await workbench.olderMessage(/data\/samples/)).getByRole('button', { name: 'Open' }).click();
    await workbench.page.getByRole('tab', { name: /README\.md/ }).waitFor();
    await workbench.screenshot('dataset-card');
  });

  it('makes words of a generator by other answers than the first, and models run over them', async () => {
    await workbench.runCommand('State Probe: Make Data Set from Generator…', 'open');
    await workbench.pick('How Many', 'How Many', 'open');
    await workbench.pick('Other', 'Other…', 'open');
    await workbench.type('none');
    await workbench.page.getByText(/A whole number from 1/).waitFor();
    await workbench.screenshot('dataset-fault');
    await workbench.type('40');
    await workbench.page.keyboard.press('Enter');
    await workbench.listed.filter({ hasText: /How Many.*40/ }).waitFor();
    await workbench.pick('Length', 'Length', 'open');
    await workbench.pick('8', '8', 'open');
    await workbench.listed.filter({ hasText: /Folder.*data\/s5-8/ }).waitFor();
    await workbench.pick('States Of', 'States Of', 'open');
    await workbench.pick('IDS4', 'IDS4, 1 layer', 'open');
    await workbench.pick('last', 'The last layer', 'open');
    await workbench.listed.filter({ hasText: /States Of.*IDS4, 1 layer, its last layer/ }).waitFor();
    await workbench.screenshot('dataset-words');
    await workbench.pick('Preview', 'Preview…', 'open');
    await workbench.lines.filter({ hasText: 'generated:S5?seed=1&index=0' }).waitFor({ timeout: MADE });
    await workbench.listed.filter({ hasText: 'Write data/s5-8' }).click();
    const done = workbench.message(/data\/s5-8: 40 examples.*States of IDS4, 1 layer after 320 steps/);
    await done.waitFor({ timeout: MADE });
    assert.equal(examples('s5-8').length, 40);
    assert.ok(readdirSync(path.join(folder, 'data/s5-8/states/s5-ids4-1')).includes('train-00000.safetensors'));
    await done.getByRole('button', { name: 'Evaluate Models on It' }).click();
    await workbench.listed.filter({ hasText: 'RNN-SSM' }).first().waitFor();
    await workbench.screenshot('dataset-models');
    await workbench.page.keyboard.press('Enter');
    await workbench.lines
      .filter({ hasText: /WFA-SSM/ })
      .first()
      .waitFor({ timeout: MADE });
    await workbench.screenshot('dataset-evaluation');
  });

  it('stops when it is cancelled, and goes on', async () => {
    await workbench.runCommand('State Probe: Make Data Set from Generator…', 'open');
    await workbench.pick('How Many', 'How Many', 'open');
    await workbench.pick('1000000', '1000000', 'open');
    await workbench.pick('Length', 'Length', 'open');
    await workbench.pick('4', '4-64', 'open');
    await workbench.pick('Preview', 'Preview…', 'open');
    await workbench.listed.filter({ hasText: 'Write data/s5-4-64' }).click({ timeout: MADE });
    const progress = workbench.message(/making examples: [\d,]+ of 1,000,000 examples, .* left/);
    await progress.waitFor({ timeout: MADE });
    await workbench.screenshot('dataset-progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const stopped = workbench.message(/Stopped\. What is made is kept/);
    await stopped.waitFor({ timeout: MADE });
    const partial = path.join(folder, 'data/s5-4-64.partial');
    assert.ok(readdirSync(path.join(partial, 'chunks')).length > 0, 'what is made is kept');
    assert.ok(!existsSync(path.join(partial, 'lock')), 'nobody works there');
    assert.ok(!existsSync(path.join(folder, 'data/s5-4-64')));
    const made = readdirSync(path.join(partial, 'chunks')).filter((name) => !name.endsWith('.tmp')).length * PIECE;
    await stopped.getByRole('button', { name: 'Go On' }).click();
    await progress.waitFor({ timeout: MADE });
    const [, done = ''] = /examples:\s([\d,]+)/.exec((await progress.textContent()) ?? '') ?? [];
    assert.ok(Number(done.replaceAll(',', '')) >= made, `${done} examples are done, ${made} were made before`);
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await stopped.getByRole('button', { name: 'Discard' }).click();
    await workbench.waitUntil(() => !existsSync(partial));
  });

  it('says why a data set cannot be written, and leaves what stands there', async () => {
    await writeFile(path.join(folder, 'thesis'), 'years of work');
    await workbench.runCommand('State Probe: Make Data Set from Generator…', 'open');
    await workbench.pick('How Many', 'How Many', 'open');
    await workbench.pick('1000', '1000', 'open');
    await workbench.pick('Folder', 'Folder', 'open');
    await workbench.pick('Type', 'Type a Path…', 'open');
    await workbench.type('thesis/words');
    await workbench.page.keyboard.press('Enter');
    await workbench.pick('Preview', 'Preview…', 'open');
    await workbench.listed.filter({ hasText: 'Write thesis/words' }).click({ timeout: MADE });
    await workbench.message(/No data set was made.*a part of its path is a file/).waitFor({ timeout: MADE });
    await workbench.screenshot('dataset-failed');
    assert.equal(readFileSync(path.join(folder, 'thesis'), 'utf8'), 'years of work');
  });
});
