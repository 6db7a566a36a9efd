import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { headInput } from '../../../src/graph/at-places';
import { nodeOf } from '../../../src/graph/parts';
import {
  ModelProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
  type GraphProto,
} from '../../../src/graph/proto/onnx_pb';
import type { AskedLanguageModel } from '../../../src/inference/language-model/asks';
import { openLanguageModel, type OpenedFor } from '../../../src/inference/language-model/open';
import { readLanguageModel } from '../../../src/models/language-model/folder';
import { temporaryFolder } from '../models/tiny-models';
import { writeTrackingModel } from './tracking-model';

const EXPORTED = 'test/unit/graph/recorded/exports/gpt2.onnx';

describe('places at which a language model is asked', () => {
  const folder = temporaryFolder();
  let exported: AskedLanguageModel;
  let tracking: AskedLanguageModel;
  before(async () => {
    const read = await readLanguageModel(writeTrackingModel(folder.path));
    assert.ok(!('reason' in read));
    tracking = read;
    exported = { folder: read.folder, path: EXPORTED, layers: 2, width: 16, vocabulary: 11 };
  });

  /** A model with its graph changed, in a file of its own. */
  function changed(name: string, change: (graph: GraphProto) => void): AskedLanguageModel {
    const model = fromBinary(ModelProtoSchema, readFileSync(tracking.path));
    if (model.graph) change(model.graph);
    const path = join(folder.path, `${name}.onnx`);
    writeFileSync(path, toBinary(ModelProtoSchema, model));
    copyFileSync(join(tracking.folder, 'tokenizer.json'), join(folder.path, 'tokenizer.json'));
    return { ...tracking, folder: folder.path, path };
  }

  /** What is given at some places, beside what is given at all. */
  async function compared(model: AskedLanguageModel, what: OpenedFor, outputs: string[], length = 7) {
    const own = await openLanguageModel(model, what);
    const batch = 3;
    const ids = Int32Array.from({ length: batch * length }, (_, at) => (5 * at + 2) % model.vocabulary);
    const places = [[length - 1], [0, 3, 4], []];
    const all = await own.run(ids, batch, length, outputs);
    const some = await own.run(ids, batch, length, outputs, { places });
    await own.release();
    for (const name of outputs) {
      const [whole, chosen] = [all[name]!, some[name]!];
      assert.deepEqual(
        [whole.dims.slice(0, 2), chosen.dims.slice(0, 2)],
        [
          [batch, length],
          [batch, 3],
        ],
      );
      const width = whole.dims[2]!;
      for (const [row, of] of places.entries())
        for (const [at, place] of of.entries())
          for (let k = 0; k < width; k++) {
            const [a, b] = [whole.data[(row * length + place) * width + k]!, chosen.data[(row * 3 + at) * width + k]!];
            assert.ok(Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a)), `${name} ${row} ${place}: ${a}, ${b}`);
          }
    }
    return own.isChoosing;
  }

  it('have the logits and states that they have among all, and nothing else is computed by the head', async () => {
    for (const model of [exported, tracking]) {
      assert.equal(await compared(model, 'logits', ['logits']), true);
      assert.equal(await compared(model, { patched: [0, 1] }, ['logits']), true);
      assert.equal(await compared(model, 'layers', ['hidden.0', 'hidden.2']), true);
    }
  });

  it('are taken from all where a head does more than a product, scaled at most', async () => {
    const head = (graph: GraphProto): string => graph.node.at(-1)?.input[0] ?? '';
    const scaled = changed('scaled', (graph) => {
      graph.node.at(-1)!.output = ['unscaled'];
      graph.node.push(nodeOf('Tanh', ['unscaled'], ['small']), nodeOf('Mul', ['small', 'lm_head.less'], ['scaled']));
      graph.node.push(nodeOf('ReduceSum', ['scaled'], ['sum']), nodeOf('Sub', ['small', 'sum'], ['logits']));
    });
    const graphOf = ({ path }: AskedLanguageModel): GraphProto =>
      fromBinary(ModelProtoSchema, readFileSync(path)).graph!;
    const own = graphOf(tracking);
    assert.equal(headInput(own, 'logits'), head(own));
    assert.equal(headInput(graphOf(scaled), 'logits'), undefined);
    // Running sums over the tokens: at one place alone they would be others.
    const mixed = changed('mixed', (graph) => {
      graph.node.at(-1)!.output = ['apart'];
      graph.node.push(nodeOf('CumSum', ['apart', 'one'], ['logits']));
    });
    assert.equal(await compared(mixed, 'logits', ['logits']), false);
    // A scale for each token of a text of five: at one place alone it would be all of them. That is tried before anything is asked.
    const fixed = changed('fixed', (graph) => {
      graph.node.at(-1)!.output = ['unscaled'];
      graph.node.push(nodeOf('Mul', ['unscaled', 'scales'], ['logits']));
      const floatData = [1, 2, 3, 4, 5];
      graph.initializer.push(
        create(TensorProtoSchema, { name: 'scales', dataType: TensorProto_DataType.FLOAT, dims: [5n, 1n], floatData }),
      );
    });
    assert.equal(headInput(graphOf(fixed), 'logits'), head(own));
    assert.equal(await compared(fixed, 'logits', ['logits'], 5), false);
  });
});
