import { Chess } from 'chess.js';
import { Dice } from '../dice';
import type { Dressing, RandomTelling } from './dressing';
import { isEmpty, takes, type World } from './world';

/** How moves are written. */
type Notation = 'san' | 'pairs' | 'uci';

const BOARD = 64;
const UCI = /^[a-h][1-8][a-h][1-8][qrbn]?$/;
const LETTERS: Readonly<Record<string, string>> = {
  pawn: 'p',
  knight: 'n',
  bishop: 'b',
  rook: 'r',
  queen: 'q',
  king: 'k',
};

/** What a piece is, `white pawn`, of its name in the world, which says where it began; undefined for none. */
function pieceOf(object: string): string | undefined {
  return isEmpty(object) ? undefined : object.split(' ', 2).join(' ');
}

/**
 * A game in the notation that its moves are written in, with a comment for a question: `{e4 holds`. Pieces are told by what they are,
 * since no text of moves says where one began.
 */
export function gameDressing(world: World): Dressing {
  const notation = notationOf(world);
  const numbers = new Map(world.steps.map((step, at) => [step, at]));
  const first = Number(isBlackFirst(world));
  return {
    isByKind: true,
    most: BOARD,
    head: () => headOf(world, notation),
    step: (step) => `${plyText(step.text, first, numbers.get(step) ?? 0, notation)} `,
    question: (_, slot) => ` {${world.slots[slot] ?? ''} holds`,
    candidate: (object) => {
      const piece = pieceOf(world.objects[object] ?? '');
      return piece === undefined ? ' nothing}' : ` a ${piece}}`;
    },
    shown: (object) => pieceOf(world.objects[object] ?? '') ?? 'nothing',
    random: (length, seed) => randomGame(world, notation, length, seed),
  };
}

function notationOf({ steps }: World): Notation {
  const text = steps[0]?.text ?? '';
  if (text.startsWith('(')) return 'pairs';
  return UCI.test(text) ? 'uci' : 'san';
}

/** @param first 1 where Black moves first */
function plyText(text: string, first: number, at: number, notation: Notation): string {
  if (notation !== 'san') return text;
  const ply = at + first;
  const number = (ply >> 1) + 1;
  if (ply % 2 === 0) return `${number}. ${text}`;
  return at === 0 ? `${number}... ${text}` : text;
}

function headOf(world: World, notation: Notation): string {
  const fen = startOf(world);
  if (fen === undefined) return '';
  return notation === 'san' ? `[SetUp "1"]\n[FEN "${fen}"]\n\n` : `FEN: ${fen}\n`;
}

function isBlackFirst(world: World): boolean {
  const [step] = world.steps;
  const moved = step ? takes(world, step).map(({ from }) => world.objects[world.initial[from] ?? -1] ?? '') : [];
  const piece = moved.find((object) => pieceOf(object) !== undefined);
  return piece?.startsWith('black') ?? false;
}

/** The position that a game begins from; undefined for that of every game. */
function startOf(world: World): string | undefined {
  const rows = Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 8 }, (__, file) => letterOf(world.objects[world.initial[8 * row + file] ?? -1] ?? '')).join(
      '',
    ),
  );
  const placement = rows.map((row) => row.replace(/ +/g, (none) => String(none.length))).join('/');
  const side = isBlackFirst(world) ? 'b' : 'w';
  return new Chess().fen().startsWith(`${placement} ${side} `) ? undefined : `${placement} ${side} - - 0 1`;
}

function letterOf(object: string): string {
  const [side, kind] = pieceOf(object)?.split(' ') ?? [];
  const letter = LETTERS[kind ?? ''] ?? ' ';
  return side === 'white' ? letter.toUpperCase() : letter;
}

/**
 * Random legal moves from where the game begins. None promotes: what such a pawn becomes need not be in the world.
 *
 * @throws RangeError for a position that no game begins from by the rules that are known here
 */
function randomGame(world: World, notation: Notation, length: number, seed: number): RandomTelling {
  const dice = new Dice(seed);
  const kinds = new Map<string, number>();
  for (const [at, object] of world.objects.entries()) {
    const piece = pieceOf(object) ?? '';
    if (!kinds.has(piece)) kinds.set(piece, at);
  }
  const chess = begun(startOf(world));
  let text = headOf(world, notation);
  const first = Number(isBlackFirst(world));
  const told: RandomTelling = { text, ends: [], states: [], slots: [] };
  const touched = new Set<number>();
  for (let ply = 0; ply < length; ply++) {
    const moves = chess.moves().filter((san) => !san.includes('='));
    if (moves.length === 0) break;
    const { from, to, san } = chess.move(dice.pick(moves));
    const written = notation === 'san' ? san : notation === 'uci' ? from + to : `(${from}, ${to})`;
    text += `${plyText(written, first, ply, notation)} `;
    const board = boardOf(chess, kinds);
    const before = told.states.at(-1) ?? [];
    for (const [square, piece] of board.entries())
      if (ply > 0 ? before[square] !== piece : world.slots[square] === from || world.slots[square] === to)
        touched.add(square);
    told.ends.push(text.trimEnd().length);
    told.states.push(board);
  }
  return { ...told, text: text.trimEnd(), slots: [...touched] };
}

function begun(fen: string | undefined): Chess {
  try {
    return new Chess(fen);
  } catch (error) {
    throw new RangeError(`there are no random games from where this one begins: ${(error as Error).message}`);
  }
}

/** By square the object that stands for pieces of that kind. */
function boardOf(chess: Chess, kinds: ReadonlyMap<string, number>): number[] {
  const names = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind]));
  return chess.board().flatMap((row) =>
    row.map((piece) => {
      const name = piece === null ? '' : `${piece.color === 'w' ? 'white' : 'black'} ${names.get(piece.type) ?? ''}`;
      return kinds.get(name) ?? -1;
    }),
  );
}
