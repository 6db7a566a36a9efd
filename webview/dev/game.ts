import { identity } from '../../src/algebra/maps';
import type { Probe, WorldView } from '../../src/protocol/messages';
import { fiveObjects } from '../../src/trace/five-objects';
import { follower, makeTrace, type Trace } from '../../src/trace/trace';
import { models, probe } from './sample';

const SQUARES = Array.from(
  { length: 64 },
  (_, square) => `${'abcdefgh'[square % 8] ?? ''}${8 - Math.floor(square / 8)}`,
);
const BACK = ['rook', 'knight', 'bishop', 'queen', 'king', 'bishop', 'knight', 'rook'];

/** Legal's mate: sacrifices and captures within fourteen plies. */
const MOVES = 'e2e4 e7e5 g1f3 d7d6 f1c4 c8g4 b1c3 g7g6 f3e5 g4d1 c4f7 e8e7 c3d5'.split(' ');

function startOn(square: number): string {
  const row = Math.floor(square / 8);
  const color = row < 2 ? 'black' : 'white';
  if (row === 1 || row === 6) return `${color} pawn`;
  return row === 0 || row === 7 ? `${color} ${BACK[square % 8] ?? ''}` : 'empty';
}

/** A whole game, as its reader would give it, and what models of five pieces believe of it. */
export function game(): Probe {
  const slots = [...SQUARES, 'captured 1', 'captured 2', 'captured 3'];
  const objects = slots.map((slot, index) => `${index < 64 ? startOn(index) : 'empty'} ${slot}`);
  const state = [...objects.keys()];
  let captured = 64;
  const steps = MOVES.map((text) => {
    const [from, to] = [SQUARES.indexOf(text.slice(0, 2)), SQUARES.indexOf(text.slice(2))];
    const map = identity(slots.length);
    const isCapture = objects[state[to] ?? 0]?.startsWith('empty') === false;
    const pairs = isCapture
      ? [
          [to, from],
          [captured, to],
          [from, captured],
        ]
      : [
          [to, from],
          [from, to],
        ];
    if (isCapture) captured++;
    for (const [into = 0, out = 0] of pairs) map[into] = out;
    const before = [...state];
    map.forEach((out, into) => (state[into] = before[out] ?? 0));
    return { text, map };
  });
  const trace = makeTrace({
    ...{ domain: 'chess', source: { uri: 'legal.pgn', language: 'chess' }, slots, objects, steps },
    initial: [...objects.keys()],
  });
  const five = viewOf(fiveObjects(trace), 'five-objects');
  return {
    ...probe('game', steps.length),
    ...{ title: 'legal.pgn', domain: 'chess', source: { name: 'legal.pgn', language: 'chess' } },
    steps: { count: steps.length, texts: [...MOVES], notations: MOVES.map((move) => `${move.slice(0, 2)} to ${move.slice(2)}`) },
    views: [five, viewOf(trace, 'whole')],
    models: models(five, 0.3),
  };
}

function viewOf(trace: Trace, view: NonNullable<WorldView['view']>): WorldView {
  const { slots, objects, initial, steps } = trace;
  const follow = follower(trace);
  const rows: number[][] = [[...initial]];
  for (const step of steps) rows.push([...(follow(rows.at(-1) ?? null, step) ?? [])]);
  return { view, slots: [...slots], objects: [...objects], truth: Int16Array.from(rows.flat()) };
}
