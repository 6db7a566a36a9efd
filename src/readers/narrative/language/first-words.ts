/** A phrase in its words, and what it means. */
export interface Phrase<T> {
  words: readonly string[];
  is: T;
}

/** Phrases by their first words, in the order in which they are given: every word of a story is asked whether one begins there. */
export function byFirstWord<T>(phrases: readonly Phrase<T>[]): (word: string) => readonly Phrase<T>[] {
  const all = new Map<string, Phrase<T>[]>();
  for (const phrase of phrases) {
    const [first = ''] = phrase.words;
    const same = all.get(first);
    if (same) same.push(phrase);
    else all.set(first, [phrase]);
  }
  return (word) => all.get(word) ?? [];
}
