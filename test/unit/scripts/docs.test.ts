import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { anchorsOf, docsPages, linksOf, withoutDeadLinks } from '../../../scripts/lib/docs.mjs';
import { DOCS_PAGES, namedPages } from '../../../src/protocol/docs';
import { GLOSSARY } from '../../../webview/glossary';

const docs = path.join(__dirname, '../../../docs');
const pageText = (name: string): Promise<string> => readFile(path.join(docs, name), 'utf8');

describe('the documentation in the package', () => {
  it('has the pages that the editor can open, and no others', async () => {
    assert.deepEqual((await docsPages()).sort(), DOCS_PAGES.map((name) => `${name}.md`).sort());
  });

  it('is linked without a gap, to files and to headings', async () => {
    const broken: string[] = [];
    for (const page of await docsPages())
      for (const { file, anchor } of linksOf(await pageText(page))) {
        const target = path.join(docs, file === '' ? page : file);
        if (!existsSync(target)) broken.push(`${page}: no file ${file}`);
        else if (anchor !== '' && !anchorsOf(await readFile(target, 'utf8')).includes(anchor))
          broken.push(`${page}: no heading ${file}#${anchor}`);
      }
    assert.deepEqual(broken, []);
  });

  it('can all be reached from its first page', async () => {
    const seen = new Set<string>();
    const visit = async (page: string): Promise<void> => {
      if (seen.has(page)) return;
      seen.add(page);
      for (const { file } of linksOf(await pageText(page)))
        if (DOCS_PAGES.some((name) => `${name}.md` === file)) await visit(file);
    };
    await visit('index.md');
    assert.equal(seen.size, DOCS_PAGES.length);
  });

  it('keeps the words of links that lead out of the package, and leaves code as it is', () => {
    const text =
      'A [page](a.md#b), [one [of] two](../x/y.py), ![no](p.png) `[a](b)`, [web](https://a.b) and [here](#c).';
    assert.equal(
      withoutDeadLinks(text, (file) => file === 'a.md'),
      'A [page](a.md#b), one [of] two,  `[a](b)`, [web](https://a.b) and [here](#c).',
    );
  });

  it('tells words as the page does', async () => {
    const told = (await pageText('glossary.md')).toLowerCase().split('\n### ');
    for (const [word, meaning] of Object.entries(GLOSSARY)) {
      const entry = told.find((text) => text.startsWith(`${word}\n`));
      assert.ok(entry?.includes(meaning.toLowerCase()), word);
    }
  });

  it('is found in messages that name a page of it', () => {
    assert.deepEqual(namedPages('see docs/reading-words.md: all; not docs/none.md'), [
      'see ',
      { page: 'reading-words', text: 'docs/reading-words.md' },
      ': all; not ',
      'docs/none.md',
      '',
    ]);
  });
});
