import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_KEY, type Manifest } from '../../../src/models/manifest';
import { onnxFile, type ModelSpec } from '../models/onnx-fixture';
import { output, parityManifest, paritySpec } from '../models/tiny-models';

/** A file that breaks the contract in one way, the check that names it, and what is said of it. */
export interface Broken {
  what: string;
  check: string;
  reason: RegExp;
  file: (write: (name: string, bytes: Uint8Array) => void) => Uint8Array;
}

let made = 0;
/** Each has an id of its own: of two with one id the second would be refused for that. */
const manifest = (changed: Partial<Manifest> = {}): Manifest => parityManifest({ id: `broken-${made++}`, ...changed });

type Change = (spec: ModelSpec) => void;

const model = (change: Change): Uint8Array => {
  const spec = paritySpec(manifest());
  change(spec);
  return onnxFile(spec);
};
const metadata = (text: string): Uint8Array => onnxFile({ ...paritySpec(), metadata: { [MANIFEST_KEY]: text } });
/** Of the manifest with these fields instead; `undefined` takes one out. */
const fields = (changed: object): Uint8Array => metadata(JSON.stringify({ ...manifest(), ...changed }));
const task = (changed: object): Uint8Array => fields({ task: { ...parityManifest().task, ...changed } });
const nothing: Change = () => undefined;

/** Something of the tokens is added to the logits: `nodes` make `leak` of `numbers`. */
const leak =
  (...nodes: ModelSpec['nodes']): Change =>
  (spec) => {
    for (const node of spec.nodes) node.outputs = node.outputs.map((name) => (name === 'logits' ? 'clean' : name));
    spec.initializers?.push(
      { name: 'one', type: 'int64', dims: [1], data: [1] },
      { name: 'last', type: 'int64', dims: [1], data: [-1] },
      { name: 'end', type: 'int64', dims: [1], data: [2 ** 40] },
    );
    spec.nodes.push(
      { op: 'Cast', inputs: ['tokens'], outputs: ['numbers'], attributes: { to: 1 } },
      ...nodes,
      { op: 'Unsqueeze', inputs: ['leak', 'last'], outputs: ['added'] },
      { op: 'Add', inputs: ['clean', 'added'], outputs: ['logits'] },
    );
  };

const last = { op: 'Slice', inputs: ['numbers', 'last', 'end', 'one'], outputs: ['leak'] };
const mean = (axis: number) => ({
  op: 'ReduceMean',
  inputs: ['numbers'],
  outputs: ['leak'],
  attributes: { axes: [axis], keepdims: 1 },
});

const LFS = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;

/** Weights that lie beside the model. */
const external = (name: string): Uint8Array =>
  onnxFile({
    ...paritySpec(manifest()),
    outputs: [output('logits', 2)],
    initializers: [{ name: 'table', type: 'float32', dims: [2, 2], data: [], external: name }],
    nodes: [{ op: 'Gather', inputs: ['table', 'tokens'], outputs: ['logits'] }],
  });

/** `value` in place of every logit. */
const constant =
  (value: number): Change =>
  (spec) => {
    for (const node of spec.nodes) node.outputs = node.outputs.map((name) => (name === 'logits' ? 'clean' : name));
    spec.initializers?.push({ name: 'bad', type: 'float32', dims: [1], data: [value] });
    spec.nodes.push({ op: 'Add', inputs: ['clean', 'bad'], outputs: ['logits'] });
  };

const BROKEN: readonly Broken[] = [
  { what: 'a Git LFS pointer', check: 'file', reason: /Git LFS pointer/, file: () => Buffer.from(LFS) },
  { what: 'a text', check: 'file', reason: /not an ONNX model/, file: () => Buffer.from('import torch\n'.repeat(9)) },
  { what: 'nothing', check: 'file', reason: /not an ONNX model/, file: () => Buffer.alloc(0) },
  { what: 'a file cut short', check: 'file', reason: /cut short/, file: () => model(nothing).slice(0, 200) },
  {
    what: 'no manifest',
    check: 'manifest',
    reason: /no "state-probe" entry in its metadata_props/,
    file: () => onnxFile({ ...paritySpec(), metadata: {} }),
  },
  {
    what: 'a manifest in which a field stands twice',
    check: 'manifest',
    reason: /"task" stands twice in one object/,
    file: () =>
      onnxFile({ ...paritySpec(), metadata: { 'state-probe': '{"task": {}, "id": "a", "task": {"a": "\\"task"}}' } }),
  },
  {
    what: 'a manifest that is not JSON',
    check: 'manifest',
    reason: /it is not JSON/,
    file: () => metadata("{'a': 1}"),
  },
  {
    what: 'no architecture',
    check: 'manifest',
    reason: /architecture: is missing, and must be text/,
    file: () => fields({ architecture: undefined }),
  },
  {
    what: 'another format',
    check: 'manifest',
    reason: /format: must be 1, not 2/,
    file: () => fields({ format: 2 }),
  },
  {
    what: 'a width in words',
    check: 'manifest',
    reason: /width: must be a number, not "two"/,
    file: () => fields({ width: 'two' }),
  },
  {
    what: 'half a layer',
    check: 'manifest',
    reason: /layers: must be a whole number, not 0\.5/,
    file: () => fields({ layers: 0.5 }),
  },
  {
    what: 'a kind of task that there is not',
    check: 'manifest',
    reason: /task\.kind: must be monoid or language, not/,
    file: () => task({ kind: 'group' }),
  },
  {
    what: 'no tokens',
    check: 'manifest',
    reason: /task\.tokens: must be a list of at least 1, not an empty one/,
    file: () => task({ tokens: [] }),
  },
  {
    what: 'a token that is no map',
    check: 'manifest',
    reason: /task\.tokens\[1\]: must be a map over 2 slots/,
    file: () =>
      task({
        tokens: [
          [0, 1],
          [2, 0],
        ],
      }),
  },
  { what: 'weights that are missing', check: 'weights', reason: /no "gone\.bin"/, file: () => external('gone.bin') },
  {
    what: 'weights elsewhere',
    check: 'weights',
    reason: /do not lie below its folder/,
    file: () => external('../weights.bin'),
  },
  {
    what: 'weights that are a Git LFS pointer',
    check: 'weights',
    reason: /"pointer\.bin": a Git LFS pointer/,
    file: (write) => {
      write('pointer.bin', Buffer.from(LFS));
      return external('pointer.bin');
    },
  },
  {
    what: 'an opset that nobody knows',
    check: 'opset',
    reason: /[Oo]pset 99/,
    file: () => {
      // The opset is the last varint of its message: field 8, three bytes, version 17.
      const bytes = Buffer.from(model(nothing));
      const at = bytes.indexOf(Buffer.from([0x42, 2, 0x10, 17]));
      bytes[at + 3] = 99;
      return bytes;
    },
  },
  {
    what: 'an operator that there is not',
    check: 'opens',
    reason: /onnxruntime does not open it: .*FlashAttentionX/,
    file: () => model((spec) => (spec.nodes[3]!.op = 'FlashAttentionX')),
  },
  {
    what: 'an input of another name',
    check: 'names',
    reason: /one input, "tokens", not "input_ids"/,
    file: () =>
      model((spec) => {
        spec.inputs[0]!.name = 'input_ids';
        for (const node of spec.nodes)
          node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'input_ids' : name));
      }),
  },
  {
    what: 'a second input',
    check: 'names',
    reason: /one input, "tokens", not "tokens", "temperature": nothing says what "temperature" takes/,
    file: () => model((spec) => spec.inputs.push({ name: 'temperature', type: 'float32', shape: ['batch', 'length'] })),
  },
  {
    what: 'scores of another name',
    check: 'names',
    reason: /no output "logits"/,
    file: () =>
      model((spec) => {
        spec.outputs[0]!.name = 'scores';
        spec.nodes[2]!.outputs = ['scores'];
      }),
  },
  {
    what: 'tokens that are no whole numbers',
    check: 'types',
    reason: /"tokens" must be int64 \[batch, length\], not float32/,
    file: () =>
      model((spec) => {
        spec.inputs[0]!.type = 'float32';
        for (const node of spec.nodes) node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'ids' : name));
        spec.nodes.unshift({ op: 'Cast', inputs: ['tokens'], outputs: ['ids'], attributes: { to: 7 } });
      }),
  },
  {
    what: 'scores that are whole numbers',
    check: 'types',
    reason: /"logits" must be float32 .*, not int64/,
    file: () =>
      model((spec) => {
        spec.nodes[2]!.outputs = ['scores'];
        spec.nodes.push({ op: 'Cast', inputs: ['scores'], outputs: ['logits'], attributes: { to: 7 } });
        spec.outputs[0]!.type = 'int64';
      }),
  },
  {
    what: 'hidden states that are whole numbers',
    check: 'types',
    reason: /"hidden\.0" must be float32, not int64/,
    file: () =>
      model((spec) => {
        spec.nodes[3]!.outputs = ['embedded'];
        spec.nodes.push({ op: 'Cast', inputs: ['embedded'], outputs: ['hidden.0'], attributes: { to: 7 } });
        spec.outputs[1]!.type = 'int64';
      }),
  },
  {
    what: 'a layer that is missing',
    check: 'layers',
    reason: /says 2 layers.*lacks hidden\.1, hidden\.2/,
    file: () => fields({ layers: 2 }),
  },
  {
    what: 'a length that is fixed inside',
    check: 'free sizes',
    reason: /cannot be run on a word of 1 tokens/,
    file: () =>
      model((spec) => {
        spec.initializers?.push({ name: 'five', type: 'int64', dims: [2], data: [-1, 5] });
        for (const node of spec.nodes) node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'fives' : name));
        spec.nodes.unshift({ op: 'Reshape', inputs: ['tokens', 'five'], outputs: ['fives'] });
      }),
  },
  {
    what: 'a name for an input that the file has not',
    check: 'names',
    reason: /names the input "input_ids" for tokens, but the file has "tokens"/,
    file: () => fields({ inputs: { tokens: 'input_ids' } }),
  },
  {
    what: 'a name for an output that the contract has not',
    check: 'names',
    reason: /has "probabilities" among outputs/,
    file: () => fields({ outputs: { probabilities: 'logits' } }),
  },
  {
    what: 'a family that theory does not know',
    check: 'manifest',
    reason: /family: must be nonlinear recurrence or/,
    file: () => fields({ family: 'recurrent' }),
  },
  {
    what: 'an embedding with too few rows',
    check: 'token ids',
    reason: /token id \d of 0 to 2 cannot be read/,
    file: () =>
      onnxFile({
        ...paritySpec(manifest({ task: { ...parityManifest().task, bos: 2 } as Manifest['task'] })),
        outputs: [output('logits', 2)],
        initializers: [{ name: 'table', type: 'float32', dims: [2, 2], data: [1, 0, 0, 1] }],
        nodes: [{ op: 'Gather', inputs: ['table', 'tokens'], outputs: ['logits'] }],
      }),
  },
  {
    what: 'a width that is not so',
    check: 'sizes',
    reason: /"hidden\.0" is 2 wide, its manifest says 3/,
    file: () => fields({ width: 3 }),
  },
  {
    what: 'scores for other classes',
    check: 'sizes',
    reason: /gives 2 logits, its manifest has 3 classes/,
    file: () =>
      task({
        classes: [
          [0, 1],
          [1, 0],
          [0, 0],
        ],
      }),
  },
  {
    what: 'a class that is missing',
    check: 'classes complete',
    reason: /do not hold every product of its tokens: that of 1 is none of the 2/,
    file: () =>
      task({
        classes: [
          [0, 1],
          [0, 0],
        ],
      }),
  },
  {
    what: 'scores that are no numbers',
    check: 'finite values',
    reason: /not finite/,
    file: () => model(constant(NaN)),
  },
  {
    what: 'noise',
    check: 'repeatable',
    reason: /two runs of one word differ/,
    file: () => model(leak({ op: 'RandomUniformLike', inputs: ['numbers'], outputs: ['leak'] })),
  },
  { what: 'the last token in every answer', check: 'causal', reason: /not causal/, file: () => model(leak(last)) },
  { what: 'a mean over the word', check: 'causal', reason: /not causal/, file: () => model(leak(mean(1))) },
  {
    what: 'a mean over the batch',
    check: 'independent of the batch',
    reason: /in a batch of \d+ words/,
    file: () => model(leak(mean(0))),
  },
];

/** Writes all of them into a folder, each under a name of its own. */
export function writeBroken(folder: string): { broken: Broken; path: string }[] {
  return BROKEN.map((broken, at) => {
    const path = join(folder, `${String(at).padStart(2, '0')}-${broken.what.replaceAll(' ', '-')}.onnx`);
    writeFileSync(
      path,
      broken.file((name, bytes) => writeFileSync(join(folder, name), bytes)),
    );
    return { broken, path };
  });
}
