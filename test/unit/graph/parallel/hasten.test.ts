import assert from 'node:assert/strict';
import { readCatalogue } from '../../../../src/models/catalogue';
import { vocabularyOf } from '../../../../src/models/manifest';
import { attributeOf, tensorOf } from '../../../../src/graph/parts';
import { readSkeleton } from '../../../../src/graph/skeleton';
import { MODELS, fileOf } from '../bundled-views';
import { bothForms, difference, wordsOf, type Sizes } from './forms';

/** Of no chunk a multiple, and the shortest. */
const SIZES: readonly Sizes[] = [
  [1, 1],
  [3, 2],
  [1, 67],
  [2, 33],
];

describe('the form of a model that gives what is asked for alone', () => {
  const vocabularies = new Map<string, number>();
  before(async () => {
    const { models } = await readCatalogue([fileOf('').replace(/[^/]*$/, '')]);
    for (const { manifest } of models) vocabularies.set(manifest.id, vocabularyOf(manifest));
  });

  for (const id of MODELS)
    it(`gives what the file gives: ${id}`, async () => {
      for (const isForFew of [false, true]) {
        const forms = await bothForms(fileOf(id), ['logits'], isForFew);
        for (const sizes of SIZES) {
          const found = await difference(forms, wordsOf(sizes, vocabularies.get(id)!), 'logits');
          assert.ok(found < 1e-4, `${sizes.join(' × ')}${isForFew ? ', for few' : ''}: ${found}`);
        }
      }
    });

  for (const id of MODELS)
    it(`shows inside what the file shows: ${id}`, async () => {
      const { graph } = await readSkeleton(fileOf(id));
      const outputs = graph.output.map(({ name }) => name);
      for (const isForFew of [false, true]) {
        const forms = await bothForms(fileOf(id), outputs, isForFew);
        for (const sizes of SIZES.slice(1)) {
          const words = wordsOf(sizes, vocabularies.get(id)!);
          for (const output of outputs) {
            const found = await difference(forms, words, output);
            assert.ok(found < 1e-4, `${output}, ${sizes.join(' × ')}${isForFew ? ', for few' : ''}: ${found}`);
          }
        }
      }
    });

  it('has no Scan where the runtime has an operator for it', async () => {
    const found = async (id: string) => new Set((await bothForms(fileOf(id), ['logits'])).operators);
    for (const [id, operator] of [
      ['s5-lstm-1', 'LSTM'],
      ['s5-deltanet-1', 'LinearAttention'],
      ['s5-gated-linear-attention-2', 'LinearAttention'],
    ] as const) {
      const operators = await found(id);
      assert.ok(operators.has(operator) && !operators.has('Scan'), `${id}: ${[...operators].join(', ')}`);
    }
  });

  it('carries states from chunk to chunk, or with the channels last, where it keeps a Scan', async () => {
    const sizesIn = async (id: string): Promise<string[]> => {
      const { graph } = await bothForms(fileOf(id), ['logits']);
      const bodies = graph.node.flatMap((node) => attributeOf(node, 'body')?.g ?? []);
      return bodies.map(({ input }) => tensorOf(input[0]?.type)!.sizes.join(' × '));
    };
    assert.deepEqual(await sizesIn('s5-s4-2'), ['64 × batch × 32', '64 × batch × 32']);
    assert.deepEqual(await sizesIn('s5-mamba-negative-2'), ['s52 × 16 × 128', 's52 × 16 × 128']);
  });

  it('computes what does not wait for a state at once, of few tokens', async () => {
    const operatorsIn = async (id: string, isForFew: boolean): Promise<string[]> => {
      const { graph } = await bothForms(fileOf(id), ['logits', 'state.1'], isForFew);
      const bodies = graph.node.flatMap((node) => attributeOf(node, 'body')?.g ?? []);
      return bodies[0]!.node.map(({ opType }) => opType);
    };
    const inOrder = (...names: string[]) => names.sort();
    // The state times a factor, what enters, and what is shown of it.
    assert.deepEqual(
      (await operatorsIn('s5-gated-linear-attention-2', true)).sort(),
      inOrder('Mul', 'Add', 'Identity'),
    );
    assert.deepEqual(
      (await operatorsIn('s5-gated-linear-attention-2', false)).sort(),
      inOrder('Mul', 'Mul', 'Add', 'Identity'),
    );
    assert.ok(!(await operatorsIn('s5-mamba-2', true)).includes('Exp'));
    assert.ok((await operatorsIn('s5-mamba-2', false)).includes('Exp'));
  });

  it('collects states step by step where they are asked for', async () => {
    for (const id of ['s5-lstm-1', 's5-deltanet-1', 's5-gated-linear-attention-2', 's5-s4-1', 's5-mamba-1']) {
      const forms = await bothForms(fileOf(id), ['logits', 'state.1']);
      assert.ok(forms.operators.includes('Scan'), id);
      const words = wordsOf([2, 19], 11);
      for (const output of ['logits', 'state.1']) assert.ok((await difference(forms, words, output)) < 1e-4, id);
    }
  });
});
