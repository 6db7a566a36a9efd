import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';
import { ROOT } from '../../../scripts/lib/process.mjs';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const GLOSSARY = 'docs/glossary.md';
const PAGES = ['README.md', ...files('docs', /^[\w-]+\.md$/), ...files('media', /\.md$/)].filter(
  (file) => !/(design|developing|decisions)\.md$/.test(file),
);

function files(folder: string, name: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file}`)
    .sort();
}

/** What people read of a page: no code, no addresses. */
function prose(page: string): string {
  return page
    .replace(/^```[^]*?^```/gm, '')
    .replace(/^ {4}.*$/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']');
}

/** Sentences that a program may say: texts of more than one word in its source. */
function said(source: string): string {
  const code = source.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const texts = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  );
  const words = texts.filter((text) => text.trim().includes(' ')).map((text) => text.replace(/\$\{[^}]*\}/g, ''));
  return prose(words.join('\n').replaceAll('\\`', '`'));
}

/** All texts in a part of the extension's manifest. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** The last table of the glossary: each name, and what is not said instead of it. */
function names(): { name: string; others: RegExp }[] {
  const rows = [
    ...read(GLOSSARY)
      .split('## One name for each thing')[1]!
      .matchAll(/^\| ([^|-][^|]*?) +\| ([^|]+?) +\|$/gm),
  ];
  return rows.slice(1).map(([, name = '', others = '']) => {
    const words = others.split(', ').map((word) => word.replace(/ /g, '[- ]'));
    // `state-probe dataset` is a verb, and the library of Hugging Face has its own name.
    return {
      name,
      others: new RegExp(`(?<!state-probe |Hugging Face |[\\w./-])(?:${words.join('|')})s?(?![\\w/-]|\\.\\w)`, 'g'),
    };
  });
}

function breaches(file: string, text: string): string[] {
  return names().flatMap(({ name, others }) =>
    [...text.matchAll(others)].map(([found]) => `${file}: "${found}", where "${name}" is the name`),
  );
}

describe('one name for each thing', () => {
  it('is kept by the pages, by what the programs say and by what the extension contributes', () => {
    assert.ok(names().length > 5, 'the glossary has its table');
    assert.equal(
      breaches('a page', 'a dataset, 3 time steps, the sidebar').length,
      3,
      'the check finds what it looks for',
    );
    const sources = [...files('src', /\.ts$/), ...files('webview', /\.ts$/)].filter(
      (file) => !/\/(proto|dev)\//.test(file),
    );
    assert.deepEqual(
      [
        ...PAGES.filter((file) => file !== GLOSSARY).flatMap((file) => breaches(file, prose(read(file)))),
        ...sources.flatMap((file) => breaches(file, said(read(file)))),
        ...breaches('package.json', prose(textsOf(manifest.contributes).join('\n'))),
      ],
      [],
    );
  });

  it('the glossary explains no word that nothing says', () => {
    const terms = [...read(GLOSSARY).matchAll(/^### (.+)$/gm)].flatMap(([, term = '']) => term.split(/, | and /));
    const texts = PAGES.filter((file) => file !== GLOSSARY)
      .map(read)
      .join('\n')
      .toLowerCase();
    assert.deepEqual(
      terms.filter((term) => !texts.includes(term.toLowerCase())),
      [],
    );
  });

  it('commands and settings that pages name are there', () => {
    const { commands, configuration } = manifest.contributes;
    const titles = new Set(commands.map(({ title }) => title.replace(/^State Probe: /, '')));
    const settings = JSON.stringify([configuration, manifest.contributes.colors]);
    const missing = PAGES.flatMap((file) => {
      const text = read(file);
      const named = [...text.matchAll(/_State Probe: ([^_\n]+)_/g)].map(([, title = '']) => title);
      const set = [...text.matchAll(/`(stateProbe\.[\w.]+)`/g)].map(([, name = '']) => name);
      return [
        ...named.filter((title) => !titles.has(title)).map((title) => `${file}: no command ${title}`),
        ...set.filter((name) => !settings.includes(`"${name}"`)).map((name) => `${file}: no setting ${name}`),
      ];
    });
    assert.deepEqual(missing, []);
  });
});
