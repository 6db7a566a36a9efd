import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transposition } from '../../../src/algebra/transpositions';
import { identity } from '../../../src/algebra/maps';
import { MANIFEST_KEY, type Manifest } from '../../../src/models/manifest';
import { onnxFile, TYPES, type ModelSpec, type ValueSpec } from './onnx-fixture';

const tokens = (): ValueSpec => ({ name: 'tokens', type: 'int64', shape: ['batch', 'length'] });

export function output(name: string, width: number): ValueSpec {
  return { name, type: 'float32', shape: ['batch', 'length', width] };
}

/** The smallest manifest of a monoid task: a world of two slots, told to rest or to swap. */
export function parityManifest(overrides: Partial<Manifest> = {}): Manifest {
  return {
    format: 1,
    id: 'parity',
    name: 'Parity by counting',
    architecture: 'counter',
    layers: 0,
    width: 2,
    task: {
      kind: 'monoid',
      name: 'S2',
      degree: 2,
      tokens: [
        [0, 1],
        [1, 0],
      ],
      classes: [
        [0, 1],
        [1, 0],
      ],
    },
    ...overrides,
  };
}

function withManifest(spec: ModelSpec, manifest: unknown): ModelSpec {
  return { ...spec, metadata: { [MANIFEST_KEY]: JSON.stringify(manifest) } };
}

/** Right at any length: counts the swaps and takes the count modulo two. `hidden.0` is the one-hot token. */
export function paritySpec(manifest: unknown = parityManifest()): ModelSpec {
  return withManifest(
    {
      inputs: [tokens()],
      outputs: [output('logits', 2), output('hidden.0', 2)],
      initializers: [
        { name: 'axis', type: 'int64', dims: [1], data: [1] },
        { name: 'two', type: 'int64', dims: [1], data: [2] },
        { name: 'ends', type: 'float32', dims: [2], data: [0, 8] },
      ],
      nodes: [
        { op: 'CumSum', inputs: ['tokens', 'axis'], outputs: ['count'] },
        { op: 'Mod', inputs: ['count', 'two'], outputs: ['parity'] },
        { op: 'OneHot', inputs: ['parity', 'two', 'ends'], outputs: ['logits'] },
        { op: 'OneHot', inputs: ['tokens', 'two', 'ends'], outputs: ['hidden.0'] },
      ],
    },
    manifest,
  );
}

/** What a model says, twice over and through half precision. */
export function halved(spec: ModelSpec): ModelSpec {
  return {
    ...spec,
    nodes: [
      ...spec.nodes.map((node) => ({
        ...node,
        outputs: node.outputs.map((name) => (name === 'logits' ? 'exact' : name)),
      })),
      { op: 'Cast', inputs: ['exact'], outputs: ['half'], attributes: { to: TYPES.float16 } },
      { op: 'Add', inputs: ['half', 'half'], outputs: ['twice'] },
      { op: 'Cast', inputs: ['twice'], outputs: ['logits'], attributes: { to: TYPES.float32 } },
    ],
  };
}

/**
 * Steps round a circle of as many places as there are logits: token `k` goes `k` places on. After each token the logits of the
 * place are looked up in `table[place][class]`.
 */
export function circleSpec(table: number[][], id: string): ModelSpec {
  const size = table.length;
  const turns = table.map((_, by) => table.map((__, slot) => (slot + by) % size));
  return withManifest(
    {
      inputs: [tokens()],
      outputs: [output('logits', size)],
      initializers: [
        { name: 'axis', type: 'int64', dims: [1], data: [1] },
        { name: 'size', type: 'int64', dims: [1], data: [size] },
        { name: 'table', type: 'float32', dims: [size, size], data: table.flat() },
      ],
      nodes: [
        { op: 'CumSum', inputs: ['tokens', 'axis'], outputs: ['count'] },
        { op: 'Mod', inputs: ['count', 'size'], outputs: ['place'] },
        { op: 'Gather', inputs: ['table', 'place'], outputs: ['logits'] },
      ],
    },
    {
      ...parityManifest({ id, name: id, width: size }),
      task: { kind: 'monoid', name: `Z${size}`, degree: size, tokens: turns, classes: turns },
    },
  );
}

/** S3 by transpositions, read without memory: after each token the class is looked up in `table[token][class]`. */
export function lookupSpec(table: number[][], manifest: unknown): ModelSpec {
  const classes = table[0]!.length;
  return withManifest(
    {
      inputs: [tokens()],
      outputs: [output('logits', classes)],
      initializers: [{ name: 'table', type: 'float32', dims: [table.length, classes], data: table.flat() }],
      nodes: [{ op: 'Gather', inputs: ['table', 'tokens'], outputs: ['logits'] }],
    },
    manifest,
  );
}

/** Right, but slow: `layers` products with a 1024 × 1024 matrix for every token come before the answer. */
export function slowSpec(layers: number, overrides: Partial<Manifest> = { id: 'slow' }): ModelSpec {
  const size = 1024;
  const spec = paritySpec(parityManifest({ layers: 1, width: size, ...overrides }));
  const filled = (value: number) => ({ name: 'v', type: 'float32' as const, dims: [1], data: [value] });
  return {
    ...spec,
    outputs: [...spec.outputs, output('hidden.1', size)],
    initializers: [
      ...spec.initializers!,
      { name: 'square', type: 'int64', dims: [2], data: [size, size] },
      { name: 'wide', type: 'int64', dims: [2], data: [2, size] },
    ],
    nodes: [
      ...spec.nodes,
      { op: 'ConstantOfShape', inputs: ['square'], outputs: ['matrix'], attributes: { value: filled(1 / size) } },
      { op: 'ConstantOfShape', inputs: ['wide'], outputs: ['embedding'], attributes: { value: filled(1) } },
      { op: 'Gather', inputs: ['embedding', 'tokens'], outputs: ['x0'] },
      ...Array.from({ length: layers }, (_, layer) => ({
        op: 'MatMul',
        inputs: [`x${layer}`, 'matrix'],
        outputs: [layer === layers - 1 ? 'hidden.1' : `x${layer + 1}`],
      })),
    ],
  };
}

/** Never answers: a `Loop` without a bound whose condition stays true comes before the answer. */
export function endlessSpec(overrides: Partial<Manifest> = { id: 'endless' }): ModelSpec {
  const spec = paritySpec(parityManifest(overrides));
  const scalar = (name: string, type: 'int64' | 'bool'): ValueSpec => ({ name, type, shape: [] });
  const body: ModelSpec = {
    inputs: [scalar('round', 'int64'), scalar('before', 'bool'), scalar('sum', 'int64')],
    outputs: [scalar('after', 'bool'), scalar('next', 'int64')],
    nodes: [
      { op: 'Identity', inputs: ['before'], outputs: ['after'] },
      { op: 'Add', inputs: ['sum', 'round'], outputs: ['next'] },
    ],
  };
  return {
    ...spec,
    initializers: [...spec.initializers!, { name: 'none', type: 'int64', dims: [], data: [0] }],
    nodes: [
      { op: 'ReduceSum', inputs: ['tokens'], outputs: ['start'], attributes: { keepdims: 0 } },
      { op: 'Equal', inputs: ['start', 'start'], outputs: ['always'] },
      { op: 'Loop', inputs: ['', 'always', 'start'], outputs: ['end'], attributes: { body: { body } } },
      { op: 'Mul', inputs: ['end', 'none'], outputs: ['nothing'] },
      { op: 'Add', inputs: ['tokens', 'nothing'], outputs: ['late'] },
      ...spec.nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map((name) => (name === 'tokens' ? 'late' : name)),
      })),
    ],
  };
}

/** A manifest for the word problem of Sₙ: the identity and all transpositions in, the given classes out. */
export function symmetricManifest(degree: number, classes: number[][], id = `s${degree}`): Manifest {
  const swaps = [identity(degree)];
  for (let i = 0; i < degree; i++) for (let j = i + 1; j < degree; j++) swaps.push(transposition(degree, i, j));
  return {
    ...parityManifest({ id, name: id }),
    task: { kind: 'monoid', name: `S${degree}`, degree, tokens: swaps, classes },
  };
}

/** A folder of its own, gone after the tests of the `describe` that asks for it. */
export function temporaryFolder(): { path: string; write(name: string, content: ModelSpec | Uint8Array): string } {
  const path = mkdtempSync(join(tmpdir(), 'state-probe-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content instanceof Uint8Array ? content : onnxFile(content));
      return file;
    },
  };
}
