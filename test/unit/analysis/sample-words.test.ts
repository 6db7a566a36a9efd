import assert from 'node:assert/strict';
import { compose, identity } from '../../../src/algebra/maps';
import { sampleWords } from '../../../src/analysis/sample-words';
import type { MonoidTask } from '../../../src/models/manifest';
import { elementOf } from '../../../src/algebra/elements';
import { symmetricManifest } from '../models/tiny-models';

const S3 = Array.from({ length: 6 }, (_, id) => elementOf(3, BigInt(id)));
const task = symmetricManifest(3, S3).task as MonoidTask;

describe('random words for probes', () => {
  it('carry the product of every prefix as their class', () => {
    const { tokens, labels, batch, length } = sampleWords(task, 20);
    for (let word = 0; word < batch; word += 97) {
      let product = identity(3);
      for (let at = 0; at < length; at++) {
        product = compose(product, task.tokens[tokens[word * length + at]!]!);
        assert.deepEqual(task.classes[labels[word * length + at]!], product);
      }
    }
  });

  it('draw every token about as often, and reach every class', () => {
    const { tokens, labels } = sampleWords(task, 20);
    const counts = task.tokens.map((_, id) => tokens.filter((token) => token === id).length / tokens.length);
    for (const share of counts) assert.ok(Math.abs(share - 1 / task.tokens.length) < 0.01, String(share));
    assert.equal(new Set(labels).size, 6);
  });

  it('are as long as the text, within bounds, and as many as there must be, a fifth of them held out', () => {
    const lengths = [1, 16, 40, 64, 5000].map((tokens) => sampleWords(task, tokens).length);
    assert.deepEqual(lengths, [16, 16, 40, 64, 64]);
    const { batch, heldOut, length } = sampleWords(task, 64);
    assert.ok((batch - heldOut) * length >= 16_384);
    assert.equal(heldOut, (batch - heldOut) / 4);
  });

  it('are the same for the same seed, others for another one, and never share a name with others', () => {
    const [first, again, other] = [sampleWords(task, 20, 1), sampleWords(task, 20, 1), sampleWords(task, 20, 2)];
    assert.deepEqual(first, again);
    assert.notDeepEqual(first.tokens, other.tokens);
    assert.equal(new Set([first, other, sampleWords(task, 21, 1)].map(({ name }) => name)).size, 3);
  });

  it('start with the token that a model wants, which has no class', () => {
    const bos = task.tokens.length;
    const { tokens, labels, batch, length } = sampleWords({ ...task, bos }, 21);
    assert.equal(length, 21);
    for (let word = 0; word < batch; word++) {
      assert.deepEqual([tokens[word * length], labels[word * length]], [bos, -1]);
      assert.ok(!tokens.subarray(word * length + 1, (word + 1) * length).includes(bos));
    }
  });

  it('are refused for a task that has no class for some product', () => {
    assert.throws(() => sampleWords({ ...task, classes: S3.slice(0, 4) }, 20), { name: 'GradingError' });
  });
});
