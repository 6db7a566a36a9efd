import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChess } from '../../../../src/readers/chess';
import { MAX_MOVES_IN_GAME } from '../../../../src/readers/chess/games';
import { parseMove } from '../../../../src/readers/chess/notation';
import { MAX_PLIES } from '../../../../src/readers/chess/play';
import { MAX_TEXT } from '../../../../src/readers/chess/read';

const page = readFileSync(join(__dirname, '../../../../docs/reading-chess.md'), 'utf8');

const blocks = [...page.matchAll(/```(chess(?:-error|-illegal)?)\n([^]*?)```/g)].map(([, kind = '', body = '']) => {
  const [text = '', said = ''] = body.split(/\n=> /);
  return { kind, text, said: said.trim() };
});

const read = (text: string) => readChess({ uri: 'x', language: 'chess', text }, {});

const tableRows = (heading: string) =>
  page
    .slice(page.indexOf(heading))
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/reading-chess.md', () => {
  it('has examples of every kind', () => {
    assert.deepEqual([...new Set(blocks.map(({ kind }) => kind))].sort(), ['chess', 'chess-error', 'chess-illegal']);
  });

  for (const { kind, text, said } of blocks)
    it(`tells the truth about ${JSON.stringify(text)}`, async () => {
      if (kind === 'chess-error') {
        await assert.rejects(read(text), { name: 'SourceError', message: `x:${said}` });
        return;
      }
      const { illegal, steps } = await read(text);
      assert.ok(steps.length > 0);
      if (kind === 'chess') assert.equal(illegal, undefined);
      else assert.equal(illegal && `step ${illegal.step}: ${illegal.reason}`, said);
    });

  it('names only notations that are read', () => {
    const examples = tableRows('| notation')
      .slice(2, 6)
      .flatMap((cells) => [...cells[2]!.matchAll(/`([^`]+)`/g)].map(([, move = '']) => move.replace(' e.p.', '')));
    assert.ok(examples.length > 12);
    for (const move of examples) assert.ok(parseMove(move), move);
  });

  it('gives the permutations of places as they are', async () => {
    const games: Record<string, string> = {
      'e2`→`e4': 'e2e4',
      'capture `e4': 'e4 d5 exd5',
      'en passant': 'e4 a6 e5 d5 exd6',
      'castling `e1': 'FEN: k7/8/8/8/8/8/8/4K2R w K - 0 1\nO-O',
      'promotion `e7': 'FEN: k7/4P3/8/8/8/8/8/K7 w - - 0 1\ne8=Q',
      'promotion with': 'FEN: 3r3k/4P3/8/8/8/8/8/7K w - - 0 1\nexd8=Q',
    };
    const rows = tableRows('| move ');
    for (const [start, text] of Object.entries(games)) {
      const row = rows.find((cells) => cells[1]!.replace(/^`/, '').startsWith(start));
      const { slots, steps } = await read(text);
      const map = steps.at(-1)!.map!;
      const moved = map.flatMap((from, to) => (from === to ? [] : [`${slots[to]!}<${slots[from]!}`]));
      const cycles = /^(\([^)]*\))+/.exec(row![2]!)![0];
      const written = [...cycles.matchAll(/\(([^)]*)\)/g)].flatMap(([, cycle = '']) => {
        const places = cycle.match(/[a-h][1-8]|(captured|promotion) \d/g)!;
        return places.map((place, index) => `${place}<${places[(index + 1) % places.length]!}`);
      });
      assert.deepEqual(moved.sort(), written.sort(), text);
    }
  });

  it('states the bounds', () => {
    for (const bound of [MAX_TEXT, MAX_MOVES_IN_GAME, MAX_PLIES]) assert.ok(page.includes(bound.toLocaleString('en')));
  });
});
