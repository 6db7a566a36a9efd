import { SourceError, type SourceText } from '../../trace/source';
import { listed } from '../../text/listed';
import type { Lines } from '../../trace/lines';
import type { Trace } from '../../trace/trace';
import type { Game } from './games';
import { ENGLISH, languagesOf, type Letters } from './letters';
import type { Tokens } from './tokens';

const WORD = /[^\s,;{}()[\]$!?]*/y;

/** A game in the letters of one language, and what it is then. */
interface Reading {
  game: Game;
  tokens: Tokens;
  trace: Trace;
}

/**
 * A game that is not read in English letters, in those of the one language in which it is legal from its first move to its last; of
 * languages in which it is the same game, in any. A remark says which.
 *
 * @param fault why it is not read in English letters
 * @param read the game in these letters; throws SourceError where it cannot be read
 * @throws SourceError `fault`, with the languages that were tried and why it is not legal in them
 */
export function inLettersOf(
  fault: SourceError,
  { source, lines }: { source: SourceText; lines: Lines },
  read: (letters: Letters) => Reading | undefined,
): Reading {
  const at = lines.offset(fault.range.start);
  WORD.lastIndex = at;
  const word = WORD.exec(source.text)?.[0] ?? '';
  const tried = languagesOf(word).map((letters) => ({ letters, ...outcome(() => read(letters)) }));
  if (tried.length === 0) throw fault;
  const legal = tried.flatMap(({ letters, reading }) => (reading ? [{ letters, reading }] : []));
  const games = new Set(legal.map(({ reading }) => JSON.stringify(reading.trace.steps.map(({ map }) => map))));
  const [first] = legal;
  if (first && games.size === 1) {
    const { tokens } = first.reading;
    const names = listed(
      legal.map(({ letters }) => letters.name),
      'or',
    );
    tokens.remarks.push({
      text: `pieces are read in ${names} letters (${first.letters.pieces.join(', ')} for ${ENGLISH.join(', ')}): in these the game is legal`,
      start: at,
      end: at + word.length,
    });
    return first.reading;
  }
  const reason = first
    ? `which letters "${word}" has is not certain: the game is legal in ${listed(legal.map(({ letters }) => letters.name))}, and another one in each`
    : `${fault.reason}; tried as ${tried.map(({ letters, why }) => `${letters.name}: ${why}`).join('; ')}`;
  throw new SourceError(source.uri, fault.range, reason);
}

function outcome(read: () => Reading | undefined): { reading?: Reading; why: string } {
  try {
    const reading = read();
    if (!reading) return { why: 'no game' };
    const { illegal } = reading.trace;
    return illegal ? { why: illegal.reason } : { reading, why: '' };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { why: error.reason.replace(/ \([^()]*\)$/, '') };
  }
}
