import { isPermutation } from '../algebra/maps';
import { readText } from '../readers';
import { SourceError, type SourceText } from '../trace/source';
import { swapped, type Swapped } from './swapped';

/**
 * The word that a text is: of a game in the paper's encoding and of a program with comments that name elements those, else
 * every step.
 *
 * @throws SourceError when the text cannot be read, overwrites something, or does not do what a comment says.
 */
export async function wordOf(source: SourceText): Promise<number[][]> {
  const trace = await readText(source, { steps: 'elements' });
  return trace.steps.map(({ map, range }) => {
    if (map && isPermutation(map)) return [...map];
    const start = { line: 0, character: 0 };
    const at = range ?? { start, end: start };
    throw new SourceError(
      source.uri,
      at,
      'this overwrites something: a word has permutations only (--swaps, or Rewrite As…, exchanges what is overwritten with spare places)',
    );
  });
}

/**
 * The word of swaps that a text is: what it overwrites is exchanged with spare places.
 *
 * @throws SourceError when the text cannot be read, or cannot be told so
 */
export async function swappedOf(source: SourceText): Promise<Swapped> {
  return swapped(await readText(source, { steps: 'elements' }));
}
