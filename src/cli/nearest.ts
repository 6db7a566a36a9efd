import leven from 'leven';

/** A word is taken for a slip of another one when no more than a third of its letters are wrong. */
const LETTERS_FOR_A_SLIP = 3;

/** What was probably meant by a word that is none of `known`, as the end of a message; empty where nothing is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const most = Math.max(1, Math.floor(word.length / LETTERS_FOR_A_SLIP));
  const near = known
    .map((name) => ({ name, slips: isBeginning(word, name) ? 0 : leven(word, name) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips);
  return near[0] ? `: did you mean ${near[0].name}?` : '';
}

/** `--model` for `--models`, `data` for `dataset`. */
function isBeginning(word: string, name: string): boolean {
  return word.replace(/^-+/, '').length >= 3 && name.startsWith(word);
}
