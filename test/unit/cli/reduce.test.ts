import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateProbe, stateProbeProcess } from './run-cli';

const WORD = '(1 3) (1 2 3 4 5) () (1 5)(2 4)';

describe('terminal: reduce', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'state-probe-reduce-'))));
  after(() => rm(folder, { recursive: true }));

  it('plays the twelve plies of Appendix B for (1 3)', async () => {
    const { out } = await stateProbeProcess(['reduce', '(1 3)', '--to', 'chess', '--json']);
    const { game } = JSON.parse(out) as { game: { uci: string[]; fens: string[] } };
    const black = game.uci.filter((_, ply) => ply % 2 === 0);
    assert.deepEqual(black, ['a8a7', 'c8c6', 'a7c7', 'c6a6', 'c7c8', 'a6a8']);
    assert.equal(game.uci.length, 12);
    assert.match(game.fens.at(-1) ?? '', /^qqrqq3\/8\/8\/8\/8\/8\/PP6\/K6k b /);
  });

  for (const [to, file, extra] of [
    ['python', 'word.py', []],
    ['javascript', 'word.js', []],
    ['narrative', 'word.txt', []],
    ['chess', 'word.pgn', ['--as', 'pgn']],
    ['chess', 'word.uci', ['--as', 'uci']],
    ['chess', 'pairs.chess', ['--as', 'pairs']],
  ] as const) {
    it(`writes a word as ${file}, which reads back as the same word`, async () => {
      const written = await stateProbe(['reduce', WORD, '--to', to, '--seed', '3', ...extra]);
      assert.equal(written.code, 0, written.err);
      const path = join(folder, file);
      await writeFile(path, written.out);
      const back = await stateProbe(['reduce', path, '--to', 'word']);
      assert.equal(back.err, '');
      assert.equal(back.out.trim(), WORD);
    });
  }

  it('says where a word is wrong, and which words a game cannot play', async () => {
    assert.match((await stateProbe(['reduce', '(1 2) (1 x)', '--to', 'chess'])).err, /^WORD:1:10: error: /m);
    const large = await stateProbe(['reduce', '(1 7)', '--to', 'chess']);
    assert.equal(large.code, 1);
    assert.match(large.err, /^WORD:1:1: error: .*five/m);
    assert.equal((await stateProbe(['reduce', '(1 2)', '--to', 'poem'])).code, 2);
    assert.equal((await stateProbe(['reduce', '(1 2)', '--to', 'python', '--as', 'pgn'])).code, 2);
  });

  it('exchanges what a file overwrites with spare places when it is asked to, and says so where it is not', async () => {
    const path = join(folder, 'copies.py');
    await writeFile(path, 'a = [10, 20, 30]\na[2] = a[0]\na[0], a[1] = a[1], a[0]\na[0] = a[1]\n');
    const refused = await stateProbe(['reduce', path, '--to', 'word']);
    assert.match(refused.err, /copies\.py:2:1: error: this overwrites something: .*--swaps/);
    const { out, err } = await stateProbe(['reduce', path, '--to', 'word', '--swaps', '--json']);
    const told = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual([err, told['word']], ['', ['(3 4)', '(1 2)', '(1 5)']]);
    assert.deepEqual(told['places'], ['a[0]', 'a[1]', 'a[2]', 'spare 1', 'spare 2']);
    assert.deepEqual([told['initial'], told['spares']], [['10', '20', '30', '10', '10'], 2]);
    const game = await stateProbe(['reduce', path, '--to', 'chess', '--as', 'pgn', '--swaps']);
    await writeFile(join(folder, 'copies.pgn'), game.out);
    const back = await stateProbe(['reduce', join(folder, 'copies.pgn'), '--to', 'word']);
    assert.equal(back.out.trim(), '(3 4) (1 2) (1 5)');
  });
});
