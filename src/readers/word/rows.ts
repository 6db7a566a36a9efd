import { isPermutation } from '../../algebra/maps';
import {
  movesOfCycles,
  movesOfMatrix,
  movesOfOneLine,
  movesOfTwoLines,
  type Base,
  type Moves,
  type Numeral,
} from '../../algebra/notation';
import type { Header, Notation } from './header';

/** Rows of numbers within one pair of brackets. */
export type Rows = readonly (readonly Numeral[])[];

/** What rows are: an element in one of these notations, several permutations, or not clear, and what is to be asked. */
export type RowsKind = 'cycles' | 'one-line' | 'two-line' | 'matrix' | 'list' | { ask: string };

type Said = Pick<Header, 'notation' | 'base'>;

/** Lists within a list, `[[2,1,3],[1,3,2]]`, by what the header says and what they hold. */
export function kindOfLists(rows: Rows, { notation = 'mixed', base }: Said): RowsKind {
  if (notation === 'one-line') return 'list';
  if (notation === 'cycles') return 'cycles';
  if (notation === 'two-line' && rows.length === 2) return 'two-line';
  if (notation !== 'mixed') return 'matrix';
  const [top = []] = rows;
  const first = base ?? 1;
  if (rows.length === 1 && top.length > 1) return ask('one permutation, or its only cycle?', 'one-line', 'cycles');
  const isInOrder = top.every(({ value }, place) => value === place + first);
  if (rows.length === 2 && isInOrder && top.length === rows[1]?.length)
    return ask('two permutations, or one in two lines?', 'one-line', 'two-line');
  if (isOneLine(top)) return 'list';
  if (base === 0 && rows.length === 2) return ask('a matrix, or two permutations?', 'matrix', 'one-line');
  return 'matrix';
}

/** Rows of one of LaTeX's matrices: two lines, or a permutation matrix. */
export function kindOfMatrix(rows: Rows, { notation = 'mixed', base }: Said): RowsKind {
  if (rows.length === 1 && (rows[0]?.length ?? 0) > 1)
    return notation === 'one-line' || notation === 'cycles'
      ? notation
      : ask('one permutation, or its only cycle?', 'one-line', 'cycles');
  const isSquare = rows.every((row) => row.length === rows.length);
  const isBinary = rows.flat().every(({ value }) => value < 2);
  if (rows.length === 2 && (notation === 'two-line' || !(isSquare && isBinary))) return 'two-line';
  return isSquare && rows.length === 2 && base === 0 && notation !== 'matrix'
    ? ask('two lines or a matrix?', 'two-line', 'matrix')
    : 'matrix';
}

/** @param base what numbers count from, asked for only where slots are named */
export function movesOfRows(kind: 'cycles' | 'one-line' | 'two-line' | 'matrix', rows: Rows, base: () => Base): Moves {
  const [top = [], bottom = []] = rows;
  switch (kind) {
    case 'cycles':
      return movesOfCycles(rows, base());
    case 'one-line':
      return movesOfOneLine(top, base());
    case 'two-line':
      return movesOfTwoLines(top, bottom, base());
    case 'matrix':
      return movesOfMatrix(rows);
  }
}

/** A permutation of more than a matrix holds: of 1 to n, or 0 to n − 1. */
function isOneLine(row: readonly Numeral[]): boolean {
  const values = row.map(({ value }) => value);
  return (
    values.some((value) => value > 1) && [0, 1].some((first) => isPermutation(values.map((value) => value - first)))
  );
}

function ask(question: string, ...notations: readonly Notation[]): { ask: string } {
  const lines = notations.map((notation) => `'# notation: ${notation}'`).join(' or ');
  return { ask: `${question} a line ${lines} before the first element says which` };
}
