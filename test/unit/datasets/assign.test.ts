import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assignment } from '../../../src/datasets/splits/assign';
import { traceExample } from '../../../src/datasets/files/trace-example';
import { readText } from '../../../src/readers';
import { temporaryFolder } from './dataset';

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function keysOfGame(text: string): Promise<readonly string[]> {
  const trace = await readText({ uri: 'x', language: 'chess', text }, {});
  return traceExample(trace, { uri: 'x', text, hash: '', range: NOWHERE }).keys;
}

describe('what stays on one side', () => {
  it('of chess are games on the same squares: openings of as many moves of other pieces are not', async () => {
    const openings = ['1. e4 e5', '1. d4 d5', '1. e4 c5', '1. c4 e5', '1. Nf3 d5', '1. e4 e6', '1. e3 e6', '1. a3 h6'];
    const keys = await Promise.all(openings.map(keysOfGame));
    assert.equal(new Set(keys.map(([word]) => word)).size, openings.length);
    assert.deepEqual(await keysOfGame('1. e4 e5'), await keysOfGame('[Event "another"]\n\n1. e4 e5 *'));
  });

  it('is told by what binds it', () => {
    const path = join(temporaryFolder(), 'keys.jsonl');
    const rows = [
      ['a', 'w1', 't1'],
      ['a', 'w2', 't2'],
      ['b', 'w2', 't3'],
      ['c', 'w4', 't3'],
      ['d', 'w5', 't5'],
      ['d', 'w5', 't5'],
    ];
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const assignment = new Assignment();
    assignment.add(path);
    assert.deepEqual(assignment.largest, { examples: 4, by: { word: 1, text: 1 }, such: [1, 2] });
  });
});
