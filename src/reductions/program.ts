import { cycles, isIdentity, type SlotMap } from '../algebra/maps';
import { formatCycles } from '../algebra/notation';
import { toTranspositions } from '../algebra/transpositions';
import { Dice } from './dice';
import { checkWord, type Dress, type Dressed, type Told } from './dressed';
import { isWhole, reversedRun, shiftedDown, shiftedUp, type Run } from './shapes';
import { append } from '../lists/append';

/** How a language says what a program of swaps needs; `a` is the list. Ranges count from zero, `last` included. */
export interface Idioms {
  dress: Dress;
  comment: string;
  /** The list with its objects, as literals. */
  list(name: string, objects: readonly string[]): string;
  swapFunction: string;
  call(a: string, i: number, j: number): string;
  swap(a: string, i: number, j: number): string;
  withTemporary(a: string, i: number, j: number): string;
  /** All slots at once: `to[k]` gets what `from[k]` held. */
  atOnce(a: string, to: readonly number[], from: readonly number[]): string;
  loop(a: string, pairs: readonly [number, number][]): string;
  reverse(a: string, run: Run, whole: boolean): string[];
  shiftDown(a: string, run: Run, whole: boolean): string[];
  shiftUp(a: string, run: Run, whole: boolean): string[];
  nothing(a: string): string;
}

const LISTS: readonly [name: string, objects: readonly string[]][] = [
  ['boxes', ['ruby', 'pearl', 'coin', 'key', 'shell', 'stamp', 'bell', 'feather']],
  ['seats', ['Alice', 'Bob', 'Carl', 'Dan', 'Emma', 'Finn', 'Gina', 'Hugo']],
  ['cards', ['ace', 'king', 'queen', 'jack', 'ten', 'nine', 'eight', 'seven']],
  ['lanes', ['red', 'green', 'blue', 'white', 'black', 'gold', 'grey', 'pink']],
];

/**
 * The word as a program over one list: a comment with each element's cycles, then statements that do it, in idioms that
 * the seed picks.
 *
 * @param told what the list holds and what stands beside the elements, where that is known
 * @throws RangeError when the word's elements are not permutations of one degree of two or more.
 */
export function program(word: readonly SlotMap[], seed: number, idioms: Idioms, told?: Told): Dressed {
  const degree = checkWord(word);
  const dice = new Dice(seed);
  const [picked, few] = dice.pick(LISTS);
  const invented =
    degree <= few.length ? few.slice(0, degree) : Array.from({ length: degree }, (_, k) => `item ${k + 1}`);
  const name = told ? 'places' : picked;
  const objects = told ? told.objects.map(literal) : invented.map((object) => `'${object}'`);
  const remarks = (lines: readonly string[]) => lines.map((line) => `${idioms.comment} ${line}\n`).join('');
  // Of what is told with swaps each step shall be seen to be one.
  const statements = word.map((map) => (told ? swapsOf(map, name, idioms) : statement(map, name, dice, idioms)));
  const calls = statements.some(({ isCall }) => isCall);
  const elements = statements.map(
    ({ text }, k) => `${remarks(told?.steps[k] ?? [])}${idioms.comment} ${formatCycles(word[k] ?? [])}\n${text}`,
  );
  const list = `${remarks(told?.head ?? [])}${idioms.list(name, objects)}`;
  const head = [...(calls ? [idioms.swapFunction] : []), list].join('\n\n');
  return { dress: idioms.dress, head, elements, text: `${[head, ...elements].join('\n\n')}\n` };
}

/** Numbers and plain texts in quotes are literals already, in all of these languages. */
function literal(object: string): string {
  return /^(-?\d{1,15}|'[\w .-]*')$/.test(object) && !/^-?0\d/.test(object) ? object : JSON.stringify(object);
}

function swapsOf(map: SlotMap, a: string, idioms: Idioms): { text: string; isCall: boolean } {
  const swaps = toTranspositions(map).map(([i, j]) => idioms.swap(a, i, j));
  return { text: swaps.join('\n') || idioms.nothing(a), isCall: false };
}

function statement(map: SlotMap, a: string, dice: Dice, idioms: Idioms): { text: string; isCall: boolean } {
  if (isIdentity(map)) return { text: idioms.nothing(a), isCall: false };
  const swaps = toTranspositions(map);
  const lines = (write: (a: string, i: number, j: number) => string) =>
    swaps.map(([i, j]) => write(a, i, j)).join('\n');
  const moved = cycles(map).flat();
  const choices = [
    () => lines((array, i, j) => idioms.swap(array, i, j)),
    () => lines((array, i, j) => idioms.withTemporary(array, i, j)),
    () => lines((array, i, j) => idioms.call(array, i, j)),
    () =>
      idioms.atOnce(
        a,
        moved,
        moved.map((slot) => map[slot] ?? slot),
      ),
    ...(swaps.length > 1 ? [() => idioms.loop(a, swaps)] : []),
  ];
  const runs: string[] = [];
  const reversed = reversedRun(map);
  if (reversed) append(runs, idioms.reverse(a, reversed, isWhole(reversed, map)));
  const down = shiftedDown(map);
  if (down) append(runs, idioms.shiftDown(a, down, isWhole(down, map)));
  const up = shiftedUp(map);
  if (up) append(runs, idioms.shiftUp(a, up, isWhole(up, map)));
  const chosen = dice.pick([...choices, ...runs]);
  return typeof chosen === 'string'
    ? { text: chosen, isCall: false }
    : { text: chosen(), isCall: chosen === choices[2] };
}
