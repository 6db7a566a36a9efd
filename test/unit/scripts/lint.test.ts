import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../cli/run-cli';

type Text = readonly [file: string, code: string];

/** What the project's linter, without types, has against texts: each in a file of its own in a folder named first. */
async function faultsIn(texts: readonly Text[]): Promise<{ text: Text; count: number }[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'state-probe-lint-'));
  // Patterns of files count from where the configuration stands.
  await copyFile(path.join(ROOT, 'oxlint.config.mjs'), path.join(folder, 'oxlint.config.mjs'));
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const files = texts.map(([file], k) => (file.endsWith('/') ? `${file}text-${k}.ts` : file));
  for (const [k, [, code]] of texts.entries()) {
    const file = path.join(folder, files[k]!);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, code);
  }
  const linter = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const args = [linter, '-c', 'oxlint.config.mjs', '--format', 'json', ...files];
  const out = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_, text) => resolve(text));
  });
  await rm(folder, { recursive: true });
  const { diagnostics } = JSON.parse(out) as { diagnostics: { code: string; filename: string }[] };
  const found = diagnostics.filter(({ code }) => code === 'syntax(no-restricted-syntax)');
  return texts.map((text, k) => ({ text, count: found.filter(({ filename }) => filename === files[k]).length }));
}

/** Every one of these has one fault. */
async function assertRefused(texts: readonly Text[]): Promise<void> {
  for (const { text, count } of await faultsIn(texts)) assert.equal(count, 1, text.join(': '));
}

/** None of these has any. */
async function assertRead(texts: readonly Text[]): Promise<void> {
  for (const { text, count } of await faultsIn(texts)) assert.equal(count, 0, text.join(': '));
}

describe('the rules on what code may not do', function () {
  this.timeout(60_000);

  it('no data is spread into a call', async () => {
    const refused = ['Math.max(...rows);', 'list.push(...rows);', 'new Thing(...rows);', 'f?.(1, ...rows);'];
    await assertRefused(refused.map((code) => ['src/algebra/', code]));
    const read = ['const a = [...rows];', 'const o = { ...rows };', 'h("p", {}, ...rows);', 'fill(e, ...rows);'];
    await assertRead(read.map((code) => ['webview/', code]));
  });

  it('files are read by one door', async () => {
    const refused = [
      "import { readFile } from 'node:fs/promises';",
      "import { existsSync, readFileSync } from 'fs';",
      "import { createReadStream } from 'node:fs';",
      "import { openSync as mine } from 'node:fs';",
      'export {}; for await (const piece of process.stdin) use(piece);',
    ];
    const folders = ['src/cli/', 'src/datasets/', 'src/extension/x/'];
    await assertRefused(refused.flatMap((code) => folders.map((folder): Text => [folder, code])));
    await assertRead([['src/files/', "import { open } from 'node:fs/promises';"]]);
  });

  it('one function writes to the terminal', async () => {
    const refused = [
      'console.log(1);',
      'console.error(name);',
      'process.stdout.write(name);',
      'const { isTTY } = process.stderr;',
    ];
    await assertRefused(refused.map((code) => ['src/cli/', code]));
    await assertRead([['src/cli/output.ts', 'process.stderr.write(text);']]);
  });
});
