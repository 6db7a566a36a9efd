import { parseMove } from './notation';

/** The letters that a language has for king, queen, rook, bishop and knight. */
export interface Letters {
  name: string;
  pieces: readonly string[];
}

export const ENGLISH = ['K', 'Q', 'R', 'B', 'N'];

const LANGUAGES: readonly Letters[] = (
  [
    // and Danish, Norwegian and Swedish
    ['German', 'K D T L S'],
    ['Spanish or Italian', 'R D T A C'],
    ['French', 'R D T F C'],
    ['Portuguese', 'R D T B C'],
    ['Dutch', 'K D T L P'],
    ['Polish', 'K H W G S'],
    ['Czech', 'K D V S J'],
    ['Hungarian', 'K V B F H'],
    ['Russian', 'Кр Ф Л С К'],
  ] as const
).map(([name, pieces]) => ({ name, pieces: pieces.split(' ') }));

const LEADING = /^(?:Кр|\p{Lu})(?=[a-h1-8x:-])/u;
const PROMOTED = /(?<=[a-h][18](?:[=/]|\()?)(?:\p{Lu})(?=\)?[+#†‡]*$)/u;

/** A move's text with the letters of English; undefined where a letter is none of the language's. */
export function inEnglish(text: string, { pieces }: Letters): string | undefined {
  const said = [LEADING, PROMOTED].flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  if (!said.every((letter) => pieces.includes(letter))) return undefined;
  const english = (letter: string): string => ENGLISH[pieces.indexOf(letter)] ?? letter;
  return text.replace(LEADING, english).replace(PROMOTED, english);
}

/** The languages in whose letters a word is the text of a move. */
export function languagesOf(word: string): readonly Letters[] {
  return LANGUAGES.filter((letters) => {
    const english = inEnglish(word, letters);
    return english !== undefined && english !== word && parseMove(english) !== null;
  });
}
