import assert from 'node:assert/strict';
import { lanesTable, probesTable, similarityTable, squareTable, trajectoriesTable } from '../../../src/analysis/tables';
import type { CsvTable } from '../../../src/representation/files/csv';

async function whole({ columns, rows }: CsvTable): Promise<unknown[]> {
  return [columns, ...(await rows())];
}

describe('tables of a run', () => {
  it('have a row for each step, counted from one, and columns for each model', async () => {
    const steps = { count: 2, text: (step: number) => `text ${step}`, truth: (step: number) => `truth ${step}` };
    const lane = {
      name: 'M',
      predicted: (step: number) => `belief ${step}`,
      outcome: (step: number) => (step === 0 ? 'right' : 'not run'),
      confidence: (step: number) => (step === 0 ? 0.5 : null),
      confidenceInTruth: () => 0.25,
    };
    assert.deepEqual(await whole(lanesTable(steps, [lane])), [
      ['step', 'text', 'true state', 'M: predicted', 'M: outcome', 'M: confidence', 'M: confidence in truth'],
      [1, 'text 0', 'truth 0', 'belief 0', 'right', 0.5, 0.25],
      [2, 'text 1', 'truth 1', 'belief 1', 'not run', null, 0.25],
    ]);
  });

  it('have no number where there is none', async () => {
    const layer = { name: 'L', outcome: () => 'right', read: () => 'p q', margin: Float32Array.of(1.5, NaN) };
    assert.deepEqual(await whole(probesTable(2, [layer])), [
      ['step', 'L: outcome', 'L: margin', 'L: read'],
      [1, 'right', 1.5, 'p q'],
      [2, 'right', null, 'p q'],
    ]);
    const points = Float32Array.of(1, 2, NaN, NaN);
    assert.deepEqual(await whole(trajectoriesTable(2, (step) => `s${step}`, [{ name: 'L', points }])), [
      ['step', 'state', 'L x', 'L y'],
      [1, 's0', 1, 2],
      [2, 's1', null, null],
    ]);
    assert.deepEqual(await whole(similarityTable([{ name: 'L', area: null }])), [
      ['layer', 'area under the ROC curve'],
      ['L', null],
    ]);
  });

  it('name the steps that a square is of', async () => {
    const square = { from: 4, stride: 3, size: 2 };
    assert.deepEqual(await whole(squareTable(square, Float32Array.of(1, 0, 0.5, NaN), 'reads')), [
      ['step', 'reads 5', 'reads 8'],
      [5, 1, 0],
      [8, 0.5, null],
    ]);
  });
});
