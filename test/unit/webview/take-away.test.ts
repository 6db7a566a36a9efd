import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvBytes } from '../../../webview/take-away/csv';
import { fileName } from '../../../webview/take-away/file-name';

const check = { seed: 20260101, numRuns: 300 };

async function csv(columns: string[], rows: (string | number | null)[][]): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csvBytes({ columns, rows: () => rows }));
}

describe('tables taken away', () => {
  it('are CSV after RFC 4180', async () => {
    assert.equal(
      await csv(
        ['step', 'state'],
        [
          [0, 'a "b", c'],
          [1, null],
          [NaN, 'é\nf'],
        ],
      ),
      '\uFEFFstep,state\r\n0,"a ""b"", c"\r\n1,\r\n,"é\nf"\r\n',
    );
  });

  it('hold no formula, in heads and cells, and leave negative numbers as they are', async () => {
    const text = await csv(['=A1'], [['@SUM(1)'], [' +1'], ['-x'], ['\tx'], [-1.5], ['a=b']]);
    assert.equal(text, "\uFEFF'=A1\r\n'@SUM(1)\r\n' +1\r\n'-x\r\n'\tx\r\n-1.5\r\na=b\r\n");
  });
});

describe('names of files', () => {
  it('say what they hold', () => {
    assert.equal(fileName(['swaps.py: line 3', 'layers'], 'csv'), 'swaps-py-line-3-layers.csv');
    assert.equal(fileName(['Übung 杯'], 'png'), 'Übung-杯.png');
  });

  it('are never empty, nor a device of Windows', () => {
    assert.equal(fileName(['../..'], 'csv'), 'probe.csv');
    assert.equal(fileName(['con'], 'csv'), 'probe-con.csv');
  });

  it('are safe whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const name = fileName([title], 'svg');
        assert.match(name, /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_-]*\.svg$/u);
        assert.ok(Buffer.byteLength(name) <= 255);
      }),
      check,
    );
  });
});
