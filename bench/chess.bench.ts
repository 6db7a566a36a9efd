import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chess } from 'chess.js';
import { readExamples } from '../src/readers';
import { middle, type Result } from './result';

const GAMES = 200;
const PLIES = 80;
const REPEATS = 5;

/** A game of random legal moves as PGN: numbers from a generator that is the same everywhere (Park and Miller 1988). */
function gameOf(seed: number): string {
  let state = seed + 1;
  const chess = new Chess();
  chess.setHeader('Event', `game ${seed}`);
  for (let ply = 0; ply < PLIES; ply++) {
    const moves = chess.moves();
    if (moves.length === 0) break;
    state = (state * 48_271) % 2_147_483_647;
    chess.move(moves[state % moves.length] ?? '');
  }
  return chess.pgn({ maxWidth: 80 });
}

/** Seconds of the processor for one run. */
async function seconds(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Reading and playing whole games of PGN, beside python-chess and chess.js: half-moves in a second of the processor. */
export default async function chess(): Promise<Result[]> {
  const games = Array.from({ length: GAMES }, (_, seed) => gameOf(seed));
  const text = games.join('\n\n');
  const ours = async (): Promise<number> => {
    let plies = 0;
    for await (const found of readExamples({ uri: 'bench.pgn', language: 'chess', text })) {
      if ('fault' in found) throw found.fault;
      plies += found.trace.steps.length;
    }
    return plies;
  };
  const theirs = (): void => {
    for (const game of games) new Chess().loadPgn(game);
  };
  const plies = await ours();
  theirs();
  const times: { own: number; chessJs: number; python: number | undefined }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-bench-'));
  try {
    const path = join(folder, 'games.pgn');
    writeFileSync(path, `${text}\n`);
    for (let repeat = 0; repeat < REPEATS; repeat++)
      times.push({ own: await seconds(ours), chessJs: await seconds(theirs), python: python(path, plies) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const value = plies / middle(times.map(({ own }) => own));
  const what = `${GAMES} games of PGN, half-moves`;
  const known = times.flatMap((each) => each.python ?? []);
  if (known.length === 0)
    console.error('chess.bench.ts: there is no python-chess here to compare with (pip install chess)');
  return [
    ...(known.length > 0
      ? [{ what, value, unit: '/s', against: { what: 'python-chess', value: plies / middle(known) } }]
      : []),
    {
      what,
      value,
      unit: '/s',
      against: { what: 'chess.js', value: plies / middle(times.map(({ chessJs }) => chessJs)) },
    },
  ];
}

/** Seconds of python-chess, by the `python3` of the path; undefined where there is none. */
function python(path: string, plies: number): number | undefined {
  const { status, stdout, stderr, error } = spawnSync('python3', [join(__dirname, 'chess/read.py'), path], {
    encoding: 'utf8',
  });
  if (error || /No module named 'chess'/.test(stderr)) return undefined;
  const [read, took] = stdout.split(' ').map(Number);
  if (status !== 0 || read !== plies) throw new Error(`python3: ${stderr || stdout}`);
  return took;
}
