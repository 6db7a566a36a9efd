import { END } from './rule';
import type { Language, QueueRule } from './schema';

/**
 * Strings that are copied (Jelassi et al. 2024): what fixed states cannot hold, and attention looks up. A string of letters, `=`, and
 * the string again. Selective copying leaves out the noise `.` (Gu and Dao 2023, section 4.1); switched copying leaves out what
 * stands between a `-` and the next `+`, so that a bit must be kept besides.
 */

const MOST_LETTERS = 26;

type Move = QueueRule['moves'][number][number];

const keep = (to: number): Move => ({ to, queue: 'keep' });

/** @returns undefined for no number of letters that there are */
export function copyLanguage(family: string, letters: number): Language | undefined {
  if (letters < 2 || letters > MOST_LETTERS) return undefined;
  const names = Array.from('abcdefghijklmnopqrstuvwxyz').slice(0, letters);
  const all = (move: Move): Move[] => names.map(() => move);
  const pushed = (to: number): Move[] => all({ to, queue: 'push' });
  // Letters, then what is not copied, then `=`: half of all symbols that are drawn are letters, or nearly all.
  const machine = (extra: string[], states: string[], moves: Move[][], weights: number[]): Language => ({
    name: `${family} ${letters}`,
    alphabet: [...names, ...extra, '=', END],
    rule: {
      kind: 'queue',
      start: 0,
      moves: [...moves, [...all({ to: moves.length, queue: 'pop' }), ...extra.map(() => null), null]],
      ends: [...moves.map(() => false), true],
    },
    weights: [...names.map(() => 1), ...weights, letters],
    states: [...states, 'copying'],
  });
  switch (family) {
    case 'copy':
      return machine([], ['reading'], [[...pushed(0), keep(1)]], []);
    case 'selective-copy':
      return machine(['.'], ['reading'], [[...pushed(0), keep(0), keep(1)]], [letters]);
    case 'switched-copy':
      return machine(
        ['+', '-'],
        ['on', 'off'],
        [
          [...pushed(0), keep(0), keep(1), keep(2)],
          [...all(keep(1)), keep(0), keep(1), keep(2)],
        ],
        [letters / 8, letters / 8],
      );
    default:
      return undefined;
  }
}
