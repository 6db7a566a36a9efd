import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf, TEXT_KINDS } from '../../../../src/extension/texts/languages';
import { LANGUAGES } from '../../../../src/readers/languages';

const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../../../package.json'), 'utf8')) as {
  contributes: { languages: { id: string; extensions: string[] }[] };
};

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

  it('is for a person to tell where the text may be anything', () => {
    assert.equal(languageOf('plaintext', '/notes.txt'), undefined);
    assert.equal(languageOf('markdown', '/notes.md'), undefined);
    assert.equal(languageOf('plaintext', 'Untitled-1'), undefined);
    assert.equal(languageOf('constructor', 'toString'), undefined);
  });

  it('offers only kinds of text that have a reader', () => {
    for (const { language } of TEXT_KINDS) assert.ok(LANGUAGES.has(language), language);
  });
});
