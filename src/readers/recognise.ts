import { SourceError, type SourceText } from '../trace/source';
import { changedSlots } from '../trace/trace';
import type { Reader } from './reader';

/** Languages that a text may be in which says nothing of it. Of those in one group, whose texts overlap, the first is meant. */
const CANDIDATES: readonly (readonly string[])[] = [
  ['formal'],
  ['chess'],
  ['word'],
  ['narrative'],
  ['python'],
  ['javascript', 'typescript'],
  ['c', 'cpp'],
  ['java'],
  ['go'],
  ['rust'],
];

/** Longer texts are not tried. */
const MOST_LENGTH = 100_000;

/** The languages in which a text tells of something that changes, by trying to read it in each. */
export async function recognised(text: Omit<SourceText, 'language'>, read: Reader): Promise<string[]> {
  if (text.text.length > MOST_LENGTH) return [];
  const found: string[] = [];
  for (const group of CANDIDATES)
    for (const language of group) {
      if (!(await fits({ ...text, language }, read))) continue;
      found.push(language);
      break;
    }
  return found;
}

async function fits(source: SourceText, read: Reader): Promise<boolean> {
  try {
    const trace = await read(source, {});
    // `a[0], a[1] = a[1], a[0]` puts a place into itself in languages where it is no swap.
    return trace.steps.some((step) => changedSlots(trace, step).length > 0);
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}
