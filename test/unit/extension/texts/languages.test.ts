import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf, TEXT_KINDS } from '../../../../src/extension/texts/languages';
import { CODE } from '../../../../src/readers/code/languages';
import { FILE_ENDINGS, LANGUAGES } from '../../../../src/readers/languages';

const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../../../package.json'), 'utf8')) as {
  contributes: {
    languages: { id: string; extensions: string[] }[];
    menus: Record<string, { command: string; when: string }[]>;
  };
};

/** What a menu of package.json takes a command for, by the pattern that its condition holds against a key. */
function patternOf(menu: string, command: string, key: string): RegExp {
  const { when = '' } = manifest.contributes.menus[menu]?.find((one) => one.command === command) ?? {};
  const [, source = '$^', flags] = new RegExp(`${key} =~ /(.*)/(i?)`).exec(when) ?? [];
  return new RegExp(source, flags);
}

/** The names that `(a|b|c)` in a pattern lists. */
const listed = ({ source }: RegExp): string[] => /\(([^()]*)\)/.exec(source)?.[1]?.split('|') ?? [];

describe('the language of a document', () => {
  it('is its language id where there is a reader of that name', () => {
    assert.equal(languageOf('python', '/x.unknown'), 'python');
    assert.equal(languageOf('typescriptreact', 'Untitled-1'), 'typescriptreact');
  });

  it('is told by this extension’s own language ids, and by their endings', () => {
    for (const { id, extensions } of manifest.contributes.languages) {
      const language = languageOf(id, 'Untitled-1');
      assert.ok(language !== undefined && LANGUAGES.has(language), id);
      for (const extension of extensions)
        assert.equal(languageOf('plaintext', `/a/b${extension}`), language, extension);
    }
  });

  it('has the menus of package.json', () => {
    const own = manifest.contributes.languages.map(({ id }) => id);
    for (const command of ['stateProbe.probeSelection', 'stateProbe.probeFile']) {
      const menu = patternOf('editor/context', command, 'editorLangId');
      const missing = [...CODE.keys(), ...own].filter((id) => !menu.test(id));
      assert.deepEqual(missing, [], `to add to the languages of ${command} in editor/context of package.json`);
      const foreign = listed(menu).filter((id) => id !== 'plaintext' && languageOf(id, 'Untitled-1') === undefined);
      assert.deepEqual(foreign, [], `to drop from the languages of ${command} in editor/context of package.json`);
    }
    const explorer = patternOf('explorer/context', 'stateProbe.datasetFromFiles', 'resourceExtname');
    const missing = FILE_ENDINGS.filter((ending) => !explorer.test(ending));
    assert.deepEqual(missing, [], 'to add to the endings of stateProbe.datasetFromFiles in explorer/context');
    assert.ok(!explorer.test('.onnx') && !explorer.test('.pyx') && explorer.test('.PY'));
  });

  it('is for a person to tell where the text may be anything', () => {
    assert.equal(languageOf('plaintext', '/notes.txt'), undefined);
    assert.equal(languageOf('plaintext', 'Untitled-1'), undefined);
    assert.equal(languageOf('constructor', 'toString'), undefined);
  });

  it('offers only kinds of text that have a reader', () => {
    for (const { language } of TEXT_KINDS) assert.ok(LANGUAGES.has(language), language);
  });
});
