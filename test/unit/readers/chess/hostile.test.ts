import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import fc from 'fast-check';
import { readChess } from '../../../../src/readers/chess';
import { MAX_PLIES } from '../../../../src/readers/chess/play';
import { MAX_TEXT } from '../../../../src/readers/chess/read';
import { SourceError } from '../../../../src/trace/source';
import { runs } from '../../arbitraries';

/** Milliseconds: generous, for a machine that is busy with other things. */
const TIMEOUT = 120_000;

const SEED = 20260101;
const ROOT = path.join(__dirname, '../../../..');

const read = (text: string) => readChess({ uri: 'x', language: 'chess', text }, {});

/** White and Black step out with a knight and back. */
const dance = (plies: number) => Array.from({ length: plies }, (_, ply) => ['g1f3', 'g8f6', 'f3g1', 'f6g8'][ply % 4]);

describe('hostile chess texts', () => {
  it('of a million moves end at the first move over the limit', async () => {
    await assert.rejects(read(dance(1_000_000).join('\n')), {
      message: `x:${MAX_PLIES + 1}:1: error: this game is longer than ${MAX_PLIES} half-moves`,
    });
  });

  it('of as many moves as the limit allows are read', async () => {
    const trace = await read(dance(MAX_PLIES).join(' '));
    assert.equal(trace.steps.length, MAX_PLIES);
    assert.deepEqual(trace.final, trace.initial);
    assert.equal(new Set(trace.steps.map((step) => step.map)).size, 4);
  });

  it('with more moves than are kept, in variations, end at the first too many', async () => {
    await assert.rejects(read(`e4 (d4 ${'d5 '.repeat(1_000_000)})`), {
      message: 'x:1:3000002: error: this game has more than 1000000 moves with its variations',
    });
  });

  it('nest as deep as they like', async () => {
    const depth = 100_000;
    const nested = `e4 ${'(e4 '.repeat(depth)}${')'.repeat(depth)} e5`;
    assert.equal((await read(nested)).steps.length, 2);
    await assert.rejects(read(nested.replace(')', '')), {
      message: 'x:1:4: error: this parenthesis is not closed',
    });
  });

  it('are refused when they are too long, whatever they are', async () => {
    await assert.rejects(read(' '.repeat(MAX_TEXT + 1)), /x:1:1: error: the text is longer than/);
  });

  for (const [what, text] of [
    ['blanks', ' '.repeat(MAX_TEXT)],
    ['lines', '\n'.repeat(MAX_TEXT)],
    ['digits', '1'.repeat(MAX_TEXT)],
    ['ranks of a FEN', 'p/'.repeat(MAX_TEXT / 2)],
    ['an endless tag', `[Event "${'\\"'.repeat(5_000_000)}`],
    ['glyphs', '!?'.repeat(MAX_TEXT / 2)],
    ['brackets', '['.repeat(100_000)],
    ['braces', '{'.repeat(MAX_TEXT)],
    ['brackets that close', '(a8,'.repeat(100_000)],
  ] as const)
    it(`of nothing but ${what} are an error`, async () => {
      await assert.rejects(read(text), SourceError);
    });

  it('are an error also in a process that no more optimizes regular expressions, as one with much compiled code does', () => {
    const texts = `[' '.repeat(${MAX_TEXT}), '1'.repeat(${MAX_TEXT}), 'p'.repeat(${MAX_TEXT})]`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...['--no-regexp-optimization', '--require', path.join(ROOT, 'test/typescript.cjs'), '--eval'],
        `const { readChess } = require(${JSON.stringify(path.join(ROOT, 'src/readers/chess'))});
        const read = (text) => readChess({ uri: 'x', language: 'chess', text }, {}).catch(({ name }) => name);
        Promise.all(${texts}.map(read)).then((all) => console.log(all.join()));`,
      ],
      { encoding: 'utf8' },
    );
    assert.equal(stdout.trim(), 'SourceError,SourceError,SourceError', stderr);
  });

  it(`of random pieces of notation are a trace or a SourceError (seed ${SEED})`, async () => {
    const piece = fc.constantFrom(
      ...['e4', 'e5', 'Nf3', 'e2e4', '(a8, a7)', '(', ')', '{', '}', ';', '\n', '\r\n', '$1', '!?', '1.', '...', '*'],
      ...[
        '[FEN "',
        '"]',
        '[Event "x"]',
        'FEN:',
        '8/8/8/8/8/8/8/8 w - - 0 1',
        'O-O',
        '--',
        'e8=Q',
        '🙂',
        '\uFEFF',
        '\0',
        '%',
      ],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 }),
        async (pieces) => {
          try {
            const trace = await read(pieces.join(' '));
            assert.equal(trace.slots.length, trace.initial.length);
          } catch (error) {
            if (!(error instanceof SourceError)) throw error;
          }
        },
      ),
      { seed: SEED, numRuns: runs(700) },
    );
  });
}).timeout(TIMEOUT);
