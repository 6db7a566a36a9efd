/** Random legal games from the beginning, a line each: every ply as `e2e4:e4`, its squares and its standard notation. */
import { Chess } from 'chess.js';

const [count = '100', plies = '40', seed = '1'] = process.argv.slice(2);

/** Mulberry32: the same games of the same seed. */
let state = Number(seed) >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

for (let game = 0; game < Number(count); game++) {
  const chess = new Chess();
  const told = [];
  while (told.length < Number(plies)) {
    const moves = chess.moves().filter((san) => !san.includes('='));
    if (moves.length === 0) break;
    const { from, to, san } = chess.move(moves[Math.floor(random() * moves.length)]);
    told.push(`${from}${to}:${san}`);
  }
  process.stdout.write(`${told.join(' ')}\n`);
}
