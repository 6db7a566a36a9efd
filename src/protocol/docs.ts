/** Pages of the documentation that are in the package, by the names of their files in `docs/`. */
// prettier-ignore
export const DOCS_PAGES = [
  'index', 'guide-first-answer', 'guide-lesson', 'guide-research', 'comparison', 'visualizer', 'editor', 'inside', 'failures', 'tracking', 'results', 'verdict', 'glossary',
  'reading', 'reading-chess', 'reading-code', 'reading-languages', 'reading-narratives', 'reading-problems', 'reading-words',
  'reductions', 'trace-format', 'model-contract', 'language-models', 'chat-models', 'agents', 'datasets', 'scale', 'formats',
] as const;

export type DocsPage = (typeof DOCS_PAGES)[number];

/** A place in the documentation: a page, and the heading in it by its words with dashes, as Markdown's readers make them. */
export interface DocsPlace {
  page: DocsPage;
  anchor?: string;
}

export function isDocsPage(name: unknown): name is DocsPage {
  return DOCS_PAGES.some((page) => page === name);
}

/** A message in pieces: pages that it names, such as `docs/reading-words.md`, and what stands between them. */
export function namedPages(message: string): (string | { page: DocsPage; text: string })[] {
  return message.split(/(docs\/[\w-]+\.md)/).map((text) => {
    const page = /^docs\/(.+)\.md$/.exec(text)?.[1];
    return isDocsPage(page) ? { page, text } : text;
  });
}
