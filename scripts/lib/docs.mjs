// The documentation as it is in the package: pages for those who use State Probe, and the pictures that they show.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './process.mjs';

/** For those who work on State Probe itself. */
const OWN_PAGES = ['decisions.md', 'design.md', 'developing.md'];

/** A piece of code, in which nothing is a link, or a link or picture with what it shows and where it leads. */
const LINKS = /```[^]*?```|`[^`\n]*`|(!?)\[((?:[^[\]]|\[[^[\]]*\])*)\]\(([^()\s]+)\)/g;

/** @returns {Promise<string[]>} names of the pages that are shipped */
export async function docsPages() {
  const names = await readdir(path.join(ROOT, 'docs'));
  return names.filter((name) => name.endsWith('.md') && !OWN_PAGES.includes(name));
}

/**
 * Where the links and pictures of a page lead, but for those to the web.
 *
 * @param {string} markdown
 * @returns {{ isPicture: boolean, file: string, anchor: string }[]} `file` is empty for the page itself
 */
export function linksOf(markdown) {
  return [...markdown.matchAll(LINKS)].flatMap(([, mark, , target]) => {
    if (target === undefined || /^[a-z]+:/.test(target)) return [];
    const [file = '', anchor = ''] = target.split('#');
    return [{ isPicture: mark === '!', file, anchor }];
  });
}

/**
 * A page without its links to files that are not there; their words stay.
 *
 * @param {string} markdown
 * @param {(file: string) => boolean} isThere
 */
export function withoutDeadLinks(markdown, isThere) {
  return markdown.replaceAll(LINKS, (all, mark, text, target) => {
    if (target === undefined || /^([a-z]+:|#)/.test(target) || isThere(target.split('#')[0])) return all;
    return mark === '!' ? '' : text;
  });
}

/**
 * Names by which the headings of a page are reached, as the editor's preview makes them.
 *
 * @param {string} markdown
 */
export function anchorsOf(markdown) {
  return [...markdown.replaceAll(/```[^]*?```/g, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s+/g, '-'),
  );
}

/**
 * Lays the documentation, and the cards of the models that it leads to, out in a folder that has all other files of the
 * package. Links out of the package become plain words there.
 *
 * @param {string} stage
 */
export async function layOutDocs(stage) {
  const docs = path.join(stage, 'docs');
  await mkdir(docs);
  const pages = await docsPages();
  const texts = await Promise.all(pages.map((name) => readFile(path.join(ROOT, 'docs', name), 'utf8')));
  const pictures = texts.flatMap((text) => linksOf(text).flatMap(({ isPicture, file }) => (isPicture ? [file] : [])));
  await Promise.all(
    [...new Set([...pages, ...pictures, 'trace.schema.json', 'sweep.schema.json', 'formats'])].map((name) =>
      cp(path.join(ROOT, 'docs', name), path.join(docs, name), { recursive: true }),
    ),
  );
  const cards = (await readdir(path.join(stage, 'models'))).filter((name) => name.endsWith('.md'));
  for (const file of [...pages.map((name) => `docs/${name}`), ...cards.map((name) => `models/${name}`)]) {
    const at = path.join(stage, file);
    const isThere = (/** @type {string} */ target) => {
      const found = path.join(path.dirname(at), target);
      return found.startsWith(stage) && existsSync(found) && statSync(found).isFile();
    };
    await writeFile(at, withoutDeadLinks(await readFile(at, 'utf8'), isThere));
  }
  await layOutReadme(stage);
}

/**
 * The extension's page in the editor shows README.md and resolves no relative link: pictures go into it, links become words.
 *
 * @param {string} stage
 */
async function layOutReadme(stage) {
  const file = path.join(stage, 'README.md');
  let text = await readFile(file, 'utf8');
  for (const { isPicture, file: name } of linksOf(text)) {
    if (!isPicture) continue;
    const picture = await readFile(path.join(ROOT, name), 'base64');
    text = text.replace(`](${name})`, `](data:image/png;base64,${picture})`);
  }
  await writeFile(
    file,
    withoutDeadLinks(text, () => false),
  );
}
