/**
 * How many of a candidate's first elements are enough to fail; null where it does not fail. The same candidate must always
 * get the same answer, and no empty one is asked about. Candidates of one round come together, so that they can be run
 * together.
 */
export type Judge<T> = (candidates: readonly (readonly T[])[]) => Promise<readonly (number | null)[]>;

/**
 * Delta debugging: a sub-word that still fails and is 1-minimal, so that without any one of its elements it does not fail
 * (Zeller and Hildebrandt, _Simplifying and Isolating Failure-Inducing Input_, IEEE TSE 2002, algorithm ddmin). Every round
 * tries all parts and all complements at once and goes on with the shortest that fails.
 *
 * @param word one that fails
 * @param onShorter told of each shorter word that fails, for who is interrupted
 */
export async function ddmin<T>(
  word: readonly T[],
  judge: Judge<T>,
  onShorter: (word: readonly T[]) => void = () => undefined,
): Promise<readonly T[]> {
  let best = word;
  let parts = 2;
  while (best.length > 1) {
    const found = await shortestFailing(candidates(best, parts), judge);
    if (found) {
      best = found;
      onShorter(best);
      parts = Math.max(2, Math.min(parts - 1, best.length));
    } else if (parts < best.length) parts = Math.min(best.length, 2 * parts);
    else break;
  }
  return best;
}

/** The failing beginning of one of the candidates: the shortest, of several the first; undefined where none fails. */
export async function shortestFailing<T>(
  words: readonly (readonly T[])[],
  judge: Judge<T>,
): Promise<readonly T[] | undefined> {
  const enough = await judge(words);
  let best: readonly T[] | undefined;
  let least = Infinity;
  for (const [index, word] of words.entries()) {
    const length = enough[index] ?? Infinity;
    if (length < least) [best, least] = [word.slice(0, length), length];
  }
  return best;
}

/** The parts of a word cut into so many, and what each leaves; of two parts each is what the other leaves. */
function candidates<T>(word: readonly T[], parts: number): (readonly T[])[] {
  const cuts = Array.from({ length: parts + 1 }, (_, at) => Math.round((at * word.length) / parts));
  const pieces = cuts.slice(1).map((end, at) => word.slice(cuts[at], end));
  if (parts === 2) return pieces;
  const rests = cuts.slice(1).map((end, at) => [...word.slice(0, cuts[at]), ...word.slice(end)]);
  return [...pieces, ...rests];
}
