import assert from 'node:assert/strict';
import { attributeOf } from '../../../../src/graph/parts';
import { fileOf } from '../bundled-views';
import { bothForms, difference, wordsOf } from './forms';

describe('sums of products', () => {
  it('are products of matrices, within a step and behind it', async () => {
    const forms = await bothForms(fileOf('s5-deltanet-negative-1'), ['logits', 'state.1']);
    const bodies = forms.graph.node.flatMap((node) => attributeOf(node, 'body')?.g ?? []);
    assert.equal(bodies.length, 1);
    for (const { node } of [forms.graph, ...bodies]) {
      const operators = node.map(({ opType }) => opType);
      assert.ok(operators.includes('MatMul') && !operators.includes('ReduceSum'), operators.join(', '));
    }
    for (const output of ['logits', 'state.1'])
      assert.ok((await difference(forms, wordsOf([3, 21], 11), output)) < 1e-4, output);
  });
});
