import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RowsAsk, RowsPiece } from '../../../src/protocol/messages';
import { PIECE_ROWS } from '../../../src/protocol/limits';
import { piecesFor, RowStore, strideFor } from '../../../webview/rows';

const check = { seed: 20260101, numRuns: 500 };
const key = { probe: 'p', model: 'm', output: 'hidden.0', form: 'raw' } as const;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function answerWith(rows: number): (ask: RowsAsk) => Promise<RowsPiece> {
  return () => Promise.resolve({ neurons: 1, data: new Float32Array(rows), min: 0, max: 0 });
}

describe('rows of outputs on the page', () => {
  it('are asked for in a stride that bounds what is drawn at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e5 }), (count, neurons) => {
        const stride = strideFor(count, neurons);
        assert.ok(Number.isInteger(Math.log2(stride)));
        assert.ok(count / stride <= 4096);
        assert.ok((count / stride) * neurons <= 2 ** 22 || count / stride <= 1);
        assert.ok(stride === 1 || count / (stride / 2) > Math.min(4096, 2 ** 22 / neurons), 'not coarser than needed');
      }),
      check,
    );
  });

  it('are cut into pieces that cover the range', () => {
    const range = fc.tuple(fc.nat(1e6), fc.integer({ min: 1, max: 1e5 }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(range, ([from, count, power]) => {
        const stride = 2 ** power;
        const { first, last } = piecesFor(from, from + count, stride);
        const size = PIECE_ROWS * stride;
        assert.ok(first * size <= from && from < (first + 1) * size);
        assert.ok(last * size < from + count && from + count <= (last + 1) * size);
      }),
      check,
    );
  });

  it('are asked for once, and never beyond the trace or the greatest piece', async () => {
    const asks: RowsAsk[] = [];
    let changes = 0;
    const states = new RowStore((ask) => {
      asks.push(ask);
      return answerWith(10)(ask);
    });
    const look = () => states.get(key, 700, 1, 1, () => changes++);
    assert.equal(look().kind, 'loading');
    assert.equal(look().kind, 'loading');
    await settle();
    assert.equal(look().kind, 'ready');
    assert.deepEqual(asks, [{ ...key, from: 512, to: 700, stride: 1 }]);
    assert.equal(changes, 1);
  });

  it('fail with a reason and can be asked for again', async () => {
    let works = false;
    const states = new RowStore((ask) =>
      works ? answerWith(1)(ask) : Promise.reject(new Error('the model was unloaded')),
    );
    const look = () => states.get(key, 10, 1, 0, () => undefined);
    look();
    await settle();
    assert.deepEqual(look(), { kind: 'failed', reason: 'the model was unloaded' });
    works = true;
    states.forget('failed');
    assert.equal(look().kind, 'loading');
    await settle();
    assert.equal(look().kind, 'ready');
  });

  it('are forgotten, the least used first, beyond the budget', async () => {
    const states = new RowStore(answerWith(100), 1000); // two pieces of 400 bytes
    const look = (index: number) => states.get(key, 1e6, 1, index, () => undefined).kind;
    look(0);
    look(1);
    await settle();
    look(0); // used again: piece 1 is now the older
    look(2);
    await settle();
    assert.equal(look(0), 'ready');
    assert.equal(look(2), 'ready');
    assert.equal(look(1), 'loading');
  });

  it('of an earlier probe do not come back', async () => {
    const states = new RowStore(answerWith(1));
    let changes = 0;
    states.get(key, 10, 1, 0, () => changes++);
    states.forget('all');
    await settle();
    assert.equal(changes, 0);
  });
});
