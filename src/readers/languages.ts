import { CODE } from './code/languages';

/** File name endings of each kind of text that can be read, by language id (VS Code's ids for code). */
const ENDINGS: readonly (readonly [language: string, endings: readonly string[]])[] = [
  ...[...CODE].map(([language, { endings }]) => [language, endings] as const),
  ['chess', ['.pgn', '.uci', '.chess']],
  ['narrative', ['.txt', '.story']],
  ['markdown', ['.md', '.markdown']],
  ['notebook', ['.ipynb']],
  ['stories', ['.json', '.jsonl']],
  ['word', ['.word', '.csv', '.tsv']],
  ['formal', ['.lang']],
];

const LANGUAGE_OF_ENDING: ReadonlyMap<string, string> = new Map(
  ENDINGS.flatMap(([language, endings]) => endings.map((ending) => [ending, language] as const)),
);

export const CODE_LANGUAGES: ReadonlySet<string> = new Set(CODE.keys());

/** Every language id that `readText` takes. */
export const LANGUAGES: ReadonlySet<string> = new Set(ENDINGS.map(([language]) => language));

/** Every ending of a file's name that tells its language, with its dot. */
export const FILE_ENDINGS: readonly string[] = [...LANGUAGE_OF_ENDING.keys()];

/** The language id that a file's name tells, if it tells one. */
export function languageOfFile(path: string): string | undefined {
  const ending = /\.[^./\\]+$/.exec(path.toLowerCase())?.[0];
  return ending === undefined ? undefined : LANGUAGE_OF_ENDING.get(ending);
}

/** The ending that files in a language mostly have, with its dot. */
export function endingOf(language: string): string {
  return ENDINGS.find(([one]) => one === language)?.[1][0] ?? '';
}

/** What begins a comment that ends with its line; stories have titles (`# …`). */
export function lineCommentOf(language: string): string {
  return CODE.get(language)?.comment ?? '#';
}
