import { LANGUAGES, languageOfFile } from '../../readers/languages';

/** This extension's own language ids: the readers' names alone would claim too much of the editor's one name space. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['chess-moves', 'chess'],
  ['pgn', 'chess'],
  ['permutation-word', 'word'],
  ['formal-word', 'formal'],
  ['state-story', 'narrative'],
]);

/** What a person may say a plain text holds. */
export const TEXT_KINDS = [
  {
    language: 'chess',
    label: 'Chess moves',
    detail: 'A game in PGN, UCI moves such as e2e4, or pairs of squares such as (e2, e4)',
  },
  { language: 'narrative', label: 'Story', detail: 'Sentences in which things change places or hands' },
  { language: 'word', label: 'Word of permutations', detail: 'Such as (1 3)(2 5), [2,1,3,5,4] or element ids' },
  {
    language: 'formal',
    label: 'Word of a formal language',
    detail: 'Below a line such as # language: parity; or # problem: formula',
  },
] as const;

/** Endings that many kinds of text share: what such a file holds, a person says. */
const ANY_TEXT = /\.(txt|md)$/i;

/** The reader's language for a document, or undefined when only a person can tell. */
export function languageOf(languageId: string, path: string): string | undefined {
  if (LANGUAGES.has(languageId)) return languageId;
  return OWN.get(languageId) ?? (ANY_TEXT.test(path) ? undefined : languageOfFile(path));
}
