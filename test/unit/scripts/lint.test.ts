import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { ROOT } from '../cli/run-cli';

/** The rules of the project that need no types, as they hold in a file of that name. */
async function faultsIn(code: string, filePath: string): Promise<string[]> {
  const { default: config } = (await import(pathToFileURL(join(ROOT, 'eslint.config.mjs')).href)) as {
    default: { rules?: Record<string, unknown> }[];
  };
  const rules = ['no-restricted-syntax', 'no-restricted-imports', 'no-restricted-properties', 'no-console'];
  const own = config.map(({ rules: all, ...rest }) => ({
    ...rest,
    languageOptions: { parser: tseslint.parser },
    rules: Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => rules.includes(name))),
  }));
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfigFile: true,
    overrideConfig: own as ESLint.Options['overrideConfig'] & object,
  });
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, filePath) });
  return (result?.messages ?? []).map(({ message }) => message);
}

describe('the rules on what code may not do', function () {
  this.timeout(60_000);

  it('no data is spread into a call', async () => {
    for (const code of ['Math.max(...rows);', 'list.push(...rows);', 'new Thing(...rows);', 'f?.(1, ...rows);'])
      assert.equal((await faultsIn(code, 'src/algebra/x.ts')).length, 1, code);
    for (const code of ['const a = [...rows];', 'const o = { ...rows };', 'h("p", {}, ...rows);', 'fill(e, ...rows);'])
      assert.deepEqual(await faultsIn(code, 'webview/x.ts'), [], code);
  });

  it('files are read by one door', async () => {
    for (const code of [
      "import { readFile } from 'node:fs/promises';",
      "import { existsSync, readFileSync } from 'fs';",
      "import { createReadStream } from 'node:fs';",
      "import { openSync as mine } from 'node:fs';",
      'for await (const piece of process.stdin) use(piece);',
    ])
      for (const file of ['src/cli/x.ts', 'src/datasets/x.ts', 'src/extension/x/x.ts'])
        assert.equal((await faultsIn(code, file)).length, 1, `${file}: ${code}`);
    assert.deepEqual(await faultsIn("import { open } from 'node:fs/promises';", 'src/files/x.ts'), []);
  });

  it('one function writes to the terminal', async () => {
    for (const code of [
      'console.log(1);',
      'console.error(name);',
      'process.stdout.write(name);',
      'const { isTTY } = process.stderr;',
    ])
      assert.equal((await faultsIn(code, 'src/cli/x.ts')).length, 1, code);
    assert.deepEqual(await faultsIn('process.stderr.write(text);', 'src/cli/output.ts'), []);
  });
});
