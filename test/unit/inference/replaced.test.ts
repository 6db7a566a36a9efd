import assert from 'node:assert/strict';
import { join } from 'node:path';
import { evaluateOnDataset } from '../../../src/cli/eval-dataset';
import { evaluateOnStories } from '../../../src/cli/eval-stories';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { stateProbe } from '../cli/run-cli';
import { paritySpec, temporaryFolder } from '../models/tiny-models';

describe('a model whose file is replaced while it is asked', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());
  /** As right as before, and another file. */
  const replace = (name: string, note: string): string => {
    const spec = paritySpec();
    return folder.write(name, { ...spec, metadata: { ...spec.metadata, note } });
  };
  const common = { providers: ['cpu'], tokens: Int32Array.of(1, 0, 1), vocabulary: 2, classes: 2 } as const;

  it('is not looked into for the one that was run', async () => {
    const model = replace('looked.onnx', 'first');
    const { digest } = await client.run({ ...common, model, batch: 1, length: 3, outputs: ['logits'] });
    assert.ok(digest !== undefined);
    const steps = Int32Array.of(0, 1, 2);
    const word = { ...common, name: 'text', digest, model, first: 0, after: steps, truth: Int32Array.of(1, 1, 0) };
    const ask = { output: 'hidden.0', step: 1 };
    const { shape } = await client.look(word, 'tensor', ask);
    assert.deepEqual(shape, [2]);
    replace('looked.onnx', 'second');
    await assert.rejects(
      client.look(word, 'tensor', ask),
      /its file has changed since the text was run on it; run it again/,
    );
    replace('looked.onnx', 'first');
    assert.deepEqual((await client.look(word, 'tensor', ask)).shape, [2]);
  });

  it('is measured on a data set only as far as it was one file', async () => {
    const model = await readModel(replace('measured.onnx', 'first'));
    assert.ok('manifest' in model);
    const out = join(folder.path, 'words');
    const made = await stateProbe([
      'dataset',
      '--group',
      'S2',
      '--length',
      '6',
      '--count',
      '40',
      '--split',
      '100,0,0',
      '--out',
      out,
    ]);
    assert.equal(made.code, 0, made.err);
    let done = 0;
    const results = await evaluateOnDataset(join(out, 'train.jsonl'), [model], client, {
      count: 8,
      providers: ['cpu'],
      signal: new AbortController().signal,
      onProgress: () => {
        if (++done === 3) replace('measured.onnx', 'second');
      },
    });
    const { metrics, skipped } = results[0]!;
    assert.deepEqual([metrics.map(({ examples }) => examples), Object.values(skipped)], [[3], [5]]);
    assert.match(Object.keys(skipped)[0]!, /its file has changed since the first example was run/);
  });

  it('is judged by stories only as far as it was one file', async () => {
    const model = await readModel(replace('measured.onnx', 'first'));
    assert.ok('manifest' in model);
    const story = { input: 'Ann has a pen. Ben has a cup. Ann and Ben swap. What does Ann have?', target: 'cup' };
    const text = Array.from({ length: 8 }, () => JSON.stringify(story)).join('\n');
    const { models } = await evaluateOnStories({ uri: 'stories.jsonl', text }, [model], client, {
      count: 8,
      providers: ['cpu'],
      signal: new AbortController().signal,
      onProgress: (begun) => {
        if (begun === 4) replace('measured.onnx', 'second');
      },
    });
    const { sizes, skipped } = models[0]!;
    assert.deepEqual([sizes.map(({ stories }) => stories), Object.values(skipped)], [[3], [5]]);
    assert.match(Object.keys(skipped)[0]!, /its file has changed since the first example was run/);
  });
});
