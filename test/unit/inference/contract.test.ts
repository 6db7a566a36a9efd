import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bridge } from '../../../src/inference/bridge/bridge';
import {
  checkOutput,
  checkRun,
  MAX_OUTPUT_BYTES,
  type ModelShape,
  type ValueInfo,
} from '../../../src/inference/contract';
import { memoryShare } from '../../../src/inference/memory';

const tensor = (name: string, type: string, shape: (number | string)[]): ValueInfo => ({
  name,
  isTensor: true,
  type,
  shape,
});
const inputs = [tensor('tokens', 'int64', ['b', 't'])];
const outputs = [
  tensor('logits', 'float32', ['b', 't', 120]),
  tensor('hidden.1', 'float32', ['b', 't', 64]),
  tensor('attention.1', 'float32', ['b', 4, 't', 't']),
  { name: 'sequence', isTensor: false },
  tensor('ids', 'int64', ['b']),
];
const shapeOf = (ins: ValueInfo[], outs: ValueInfo[]): ModelShape => new Bridge({ inputs: ins, outputs: outs }).shape;
const model = shapeOf(inputs, outputs);
/** Bytes that a run may take. */
const MEMORY = memoryShare(64 * 2 ** 30);
const request = (batch: number, length: number, wanted = ['logits']) => ({
  tokens: new Int32Array(batch * length),
  batch,
  length,
  vocabulary: 11,
  classes: 120,
  outputs: wanted,
});

describe('the contract of a run', () => {
  it('lets no run take more than a third of the machine, and says what would', () => {
    const gibibytes = (count: number) => count * 2 ** 30;
    assert.deepEqual(
      [8, 16, 64].map((total) => Math.round(memoryShare(gibibytes(total)) / 2 ** 20)),
      [2731, 5461, 21845],
    );
    const layers = [1, 2, 3, 4].map((layer) => tensor(`attention.${layer}`, 'float32', ['b', 4, 't', 't']));
    const deep = shapeOf(inputs, [...outputs.filter(({ name }) => name !== 'attention.1'), ...layers]);
    const fits = (length: number, total: number) => checkRun(deep, request(1, length), memoryShare(gibibytes(total)));
    // The steps of a text that are probed at most, by the largest of the models that run by default.
    for (const total of [8, 16, 64]) assert.equal(fits(4096, total), 1);
    for (const total of [16, 64]) assert.equal(fits(5700, total), 1);
    const reason =
      /over 5700 tokens takes 2\.4 GiB, more than the 2\.0 GiB allowed of this machine's memory; a shorter text/;
    assert.throws(() => fits(5700, 6), reason);
    // Of many words as many at once as have room.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 2000 }), (batch, length) => {
        const chunk = checkRun(deep, request(batch, length), memoryShare(gibibytes(2)));
        assert.ok(chunk === 1 || 4 * 4 * 4 * chunk * length ** 2 <= memoryShare(gibibytes(2)));
      }),
      { seed: 7 },
    );
  });

  it('offers the float32 outputs only', () => {
    assert.deepEqual([...model.outputs.keys()], ['logits', 'hidden.1', 'attention.1']);
  });

  it('refuses tokens of another type or rank', () => {
    assert.throws(
      () => shapeOf([tensor('tokens', 'float32', ['b', 't'])], outputs),
      /must be int64 \[batch, length\], not float32/,
    );
    assert.throws(() => shapeOf([tensor('tokens', 'int64', ['b'])], outputs), /not int64 \[b\]/);
    assert.throws(() => shapeOf([], outputs), /one input, "tokens", not none/);
    assert.throws(() => shapeOf(inputs, [{ name: 'logits', isTensor: false }]), /no tensor/);
  });

  it('cuts a batch into pieces of a bounded size, and never into none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 600 }), (batch, length) => {
        const chunk = checkRun(model, request(batch, length, ['logits', 'attention.1']), MEMORY);
        const bytes = 4 * length * (120 + 4 * length);
        assert.ok(chunk >= 1 && chunk <= batch);
        assert.ok(chunk === 1 || (chunk * length <= 8192 && chunk * bytes <= 64 * 2 ** 20));
      }),
      { seed: 20260101, numRuns: 200, examples: [[1, 1]] },
    );
  });

  it('refuses a word whose attention would not fit, also when nobody asked to see it', () => {
    assert.equal(checkRun(model, request(1, 5000), MEMORY), 1);
    assert.throws(() => checkRun(model, request(1, 10_000), MEMORY), /its attention over 10000 tokens takes 3\.0 GiB/);
  });

  it('refuses more outputs than the bound', () => {
    const most = Math.floor(MAX_OUTPUT_BYTES / (4 * 1000 * 64));
    assert.ok(checkRun(model, request(most, 1000, ['hidden.1']), MEMORY) >= 1);
    assert.throws(
      () => checkRun(model, request(most + 1, 1000, ['hidden.1']), MEMORY),
      /more than the 0\.5 GiB allowed/,
    );
  });

  it('counts a free width that it knows nothing of as a thousand', () => {
    const free = shapeOf(inputs, [outputs[0]!, tensor('hidden.1', 'float32', ['x', 'y', 'z'])]);
    assert.throws(() => checkRun(free, request(140, 1000, ['hidden.1']), MEMORY), /allowed/);
  });

  it('keeps to the sizes that a model has fixed', () => {
    const fixed = shapeOf([tensor('tokens', 'int64', [1, 64])], outputs);
    assert.equal(checkRun(fixed, request(2, 63), MEMORY), 2);
    assert.throws(
      () => checkRun(fixed, request(1, 65), MEMORY),
      /words of at most 64 tokens, which its file fixes, not 65/,
    );
  });

  it('knows the shape of every kind of output', () => {
    const sizes = { batch: 2, length: 5 };
    checkOutput('logits', [2, 5, 120], sizes, 120);
    checkOutput('state.1', [2, 5, 16, 16], sizes, 120);
    checkOutput('attention.1', [2, 4, 5, 5], sizes, 120);
    assert.throws(() => checkOutput('logits', [2, 5, 119], sizes, 120), /\[2, 5, 119\], not \[2, 5, 120\]/);
    assert.throws(() => checkOutput('attention.1', [2, 4, 5, 6], sizes, 120), /not \[2, \*, 5, 5\]/);
    assert.throws(() => checkOutput('hidden.1', [2], sizes, 120), /not \[2, 5, …\]/);
  });
});
