import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { readExamples, readText } from '../../../src/readers';
import { CODE, frontOf } from '../../../src/readers/code/languages';
import { FILE_ENDINGS, LANGUAGES, languageOfFile } from '../../../src/readers/languages';
import { UnreadError, type Passage } from '../../../src/readers/reader';
import { Lines } from '../../../src/trace/lines';
import { SourceError } from '../../../src/trace/source';
import { GRAMMARS } from '../../../scripts/lib/grammars.mjs';
import { ROOT } from '../cli/run-cli';

async function all(language: string, text: string): Promise<Passage[]> {
  const found: Passage[] = [];
  for await (const each of readExamples({ uri: 'x', language, text })) found.push(each);
  return found;
}

describe('the list of languages of code', () => {
  it('gives every language a front and a grammar that there is', async () => {
    const wasm = join(dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');
    for (const [id, { grammar }] of CODE) {
      assert.ok(await frontOf(id), id);
      assert.ok(existsSync(join(wasm, `tree-sitter-${grammar}.wasm`)), grammar);
      assert.ok(GRAMMARS.includes(grammar), `the build copies ${grammar}`);
    }
    assert.equal(await frontOf('constructor'), undefined);
  });

  it('gives no ending to two languages', () => {
    const endings = [...CODE.values()].flatMap((one) => one.endings);
    assert.equal(new Set(endings).size, endings.length);
    for (const ending of FILE_ENDINGS) assert.ok(LANGUAGES.has(languageOfFile(`a/b${ending}`) ?? ''), ending);
    assert.equal(languageOfFile('a.constructor'), undefined);
  });

  it('takes no interpreter and no grammar into a bundle that only asks what there is', async () => {
    const { metafile } = await build({
      entryPoints: [join(ROOT, 'src/readers/languages.ts')],
      absWorkingDir: ROOT,
      ...{ bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs', logLevel: 'silent' },
    });
    const taken = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    );
    assert.deepEqual(taken.sort(), ['src/readers/code/languages.ts', 'src/readers/languages.ts']);
  });
});

describe('all examples of a text', () => {
  const swap = 'a, b = 1, 2\na, b = b, a\n';

  it('are those of the reader of its language, at their places', async () => {
    const text = `def f(x):\n    y = [1, 2, 3]\n    y[0], y[1] = y[1], y[0]\n\n${swap}`;
    const found = await all('python', text);
    const shown = found.map((each) => ('trace' in each ? text.slice(each.at.start, each.at.end) : each.fault.reason));
    assert.deepEqual(shown, ['y = [1, 2, 3]\n    y[0], y[1] = y[1], y[0]', swap.trim()]);
    for (const each of found) {
      assert.ok('trace' in each);
      const { start, end } = each.at;
      const selection = new Lines(text).range(start, end);
      const alone = await readText({ uri: 'x', language: 'python', text, selection }, {});
      assert.deepEqual({ ...alone, verdict: undefined }, { ...each.trace, verdict: undefined });
    }
  });

  it('tell of what cannot be read what kind of reason it is, and where', async () => {
    const kinds = async (language: string, text: string) =>
      (await all(language, text)).map((each) =>
        'trace' in each
          ? each.trace.steps.length
          : [each.fault instanceof UnreadError ? each.fault.kind : 'other', each.fault.range.start.line],
      );
    assert.deepEqual(await kinds('python', 'print(1)\n'), [['no-moves', 0]]);
    assert.deepEqual(await kinds('python', 'a = [1, 2]\na[0], a[1] = a[1],, a[0]\n'), [['syntax', 1]]);
    assert.deepEqual(await kinds('go', 'func f() {\n\ta := []int{1, 2}\n\ta[0], a[1] = a[1], a[0]\n}\n'), [1]);
    assert.deepEqual(await kinds('chess', '[Event "x"]\n\n*\n\n[Event "y"]\n\n1. e4 e5 *\n'), [['no-moves', 0], 2]);
    assert.deepEqual(await kinds('word', '(1 2) (2 3)'), [2]);
    assert.deepEqual(await kinds('narrative', 'Rain falls.\n'), [['other', 0]]);
  });

  it('say of every kind of text that nothing stands in it, but of a language, whose word is empty', async () => {
    const blank = (language: string, text = ' \n') => readText({ uri: 'x', language, text }, {});
    for (const language of ['python', 'chess', 'narrative', 'word', 'markdown'])
      await assert.rejects(blank(language), {
        message: 'x:1:1: error: this text is empty: there is nothing to follow yet',
      });
    await assert.rejects(
      readText(
        {
          uri: 'x',
          language: 'word',
          text: '(1 2)\n\n',
          selection: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
        },
        {},
      ),
      { message: 'x:2:1: error: this part of the text is empty: there is nothing to follow yet' },
    );
    await assert.rejects(blank('formal', '# language: parity\n'), /the empty word has no steps/);
  });

  it('are of no language without a reader', async () => {
    await assert.rejects(all('constructor', 'x'), SourceError);
  });
});
