import { isPermutation } from '../algebra/maps';
import { formatCycles } from '../algebra/notation';
import type { Step, Trace } from '../trace/trace';
import { reduce } from './index';
import type { Dress } from './dressed';

/** A word as a text of the same kind as another one. */
export interface Like {
  dress: Dress | 'word';
  /** Of the readers, by which it is read back. */
  language: string;
  text: string;
  /** Why it is of another kind than that text, or what is not as it was there; for people. */
  note?: string;
}

const OF_CODE: Readonly<Record<string, Dress>> = {
  python: 'python',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  // What is written there in JavaScript is a program in TypeScript, too.
  typescript: 'javascript',
  typescriptreact: 'javascript',
};

/**
 * Steps told as a text is told: a story as a story, a game as a game in the paper's encoding, Python and JavaScript as programs
 * of swaps; where that cannot be, as a word.
 *
 * @param read the world that a model read, of whose slots the steps are
 * @returns undefined for steps that no word of permutations is: they overwrite something
 */
export function dressedLike(
  { domain, source, slots }: Pick<Trace, 'domain' | 'source' | 'slots'>,
  steps: readonly Step[],
): Like | undefined {
  const word = steps.flatMap(({ map }) => (map && isPermutation(map) ? [map] : []));
  if (word.length === 0 || word.length < steps.length) return undefined;
  const plain = (note?: string): Like => {
    const text = `${word.map(formatCycles).join('\n')}\n`;
    return { dress: 'word', language: 'word', text, ...(note !== undefined && { note }) };
  };
  const dress = dressOf(domain, source.language);
  if (dress === undefined)
    return plain(
      domain === 'word' ? renamed(slots) : `steps are not written in ${source.language}: this is their word`,
    );
  try {
    const { text } = reduce(word, dress);
    return { dress, language: domain === 'code' ? source.language : domain, text, note: NOTES[dress] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return plain(`${error.message}: this is the word of its steps`);
  }
}

/** What the slots of a word stand for, when they are not those of the text. */
function renamed(slots: readonly string[]): string | undefined {
  if (slots.every((name, slot) => name === String(slot + 1))) return undefined;
  return `one of slots that are numbered anew: ${slots.map((name, slot) => `${slot + 1} is ${name}`).join(', ')}`;
}

function dressOf(domain: Trace['domain'], language: string): Dress | undefined {
  if (domain === 'narrative' || domain === 'chess') return domain;
  return domain === 'code' ? OF_CODE[language] : undefined;
}

const TOLD_ANEW = 'told anew, in names of its own';
const NOTES: Readonly<Record<Dress, string>> = {
  chess: 'in the encoding of the paper: a game cannot go on without some of its moves',
  python: TOLD_ANEW,
  javascript: TOLD_ANEW,
  narrative: TOLD_ANEW,
};
