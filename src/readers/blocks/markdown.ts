import { languageOfFile, LANGUAGES } from '../languages';
import type { Block } from './block';

/** What people call languages behind a fence, where it is neither their id nor an ending. */
const TAGS: Readonly<Record<string, string>> = {
  python3: 'python',
  pycon: 'python',
  ipython: 'python',
  'c++': 'cpp',
  golang: 'go',
  node: 'javascript',
  story: 'narrative',
};

/** The fenced blocks of a Markdown text whose tag names a language that is read, outside of which is prose. */
export function blocksOfMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: number; language: string | undefined; lines: [string, number][] } | undefined;
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const line = whole.replace(/[\r\n]+$/, '');
    const fence = /^( {0,3}(?:[-*+>] +)?)(`{3,}|~{3,})[ \t]*\{?\.?([^\s`{},]*)/.exec(line);
    if (open) {
      if (fence?.[2]?.startsWith(open.fence) && (fence[3] ?? '') === '') {
        if (open.language !== undefined && open.lines.length > 0) blocks.push(blockOf(open.language, open.lines));
        open = undefined;
      } else {
        const blank = Math.min(open.indent, /^ */.exec(line)?.[0].length ?? 0);
        open.lines.push([line.slice(blank), index + blank]);
      }
    } else if (fence) {
      open = {
        fence: fence[2] ?? '',
        indent: (fence[1] ?? '').length,
        language: languageOfTag(fence[3] ?? ''),
        lines: [],
      };
    }
    if (whole === '') break;
  }
  return blocks;
}

function languageOfTag(tag: string): string | undefined {
  const name = tag.toLowerCase();
  const known = TAGS[name] ?? (LANGUAGES.has(name) ? name : languageOfFile(`.${name}`));
  return known === 'markdown' || known === 'notebook' ? undefined : known;
}

function blockOf(language: string, lines: readonly [string, number][]): Block {
  const offsets = lines.flatMap(([line, from]) => Array.from({ length: line.length + 1 }, (_, at) => from + at));
  return { language, text: lines.map(([line]) => line).join('\n'), offsets };
}
