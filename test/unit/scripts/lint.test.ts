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
});
