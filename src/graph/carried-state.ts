import { GraphError } from './graph-error';
import { makerOf, sourceOf } from './names';
import { attributeOf, tensorOf, type Size } from './parts';
import type { GraphProto, NodeProto } from './proto/onnx_pb';

/** A state that a `Scan` carries from step to step. */
export interface CarriedState {
  scan: NodeProto;
  body: GraphProto;
  /** Its name in the body, after a step, and before it. */
  state: string;
  before: string;
  elemType: number;
  /** Of one step, without the batch. */
  sizes: Size[];
  batch: Size;
}

/**
 * The state behind an output `[batch, length, …]`, back over transpositions and copies to the `Scan` that collects it.
 *
 * @throws GraphError where there is none, or one that runs otherwise than from the first step to the last
 */
export function carriedState(graph: GraphProto, output: string): CarriedState {
  const declared = tensorOf(graph.output.find(({ name }) => name === output)?.type);
  if (!declared) throw new GraphError(`it has no output "${output}" whose sizes its file says`);
  const { scan, place, isTurned } = collecting(graph, output);
  const body = scan && attributeOf(scan, 'body')?.g;
  if (!scan || !body)
    throw new GraphError(
      `its "${output}" does not come from a Scan, the only operator whose state can be replaced between two steps (docs/model-contract.md): export the recurrence with Scan`,
    );
  const inputs = Number(attributeOf(scan, 'num_scan_inputs')?.i ?? 0n);
  const states = scan.input.length - inputs;
  const axis = attributeOf(scan, 'scan_output_axes')?.ints[place - states] ?? 0n;
  const directions = [
    ...(attributeOf(scan, 'scan_input_directions')?.ints ?? []),
    attributeOf(scan, 'scan_output_directions')?.ints[place - states] ?? 0n,
  ];
  if (directions.some((direction) => direction !== 0n))
    throw new GraphError(`the Scan behind its "${output}" runs backwards`);
  if (isTurned !== (axis === 0n))
    throw new GraphError(`its "${output}" does not have the steps where its Scan has them`);
  const shown = sourceOf(body, body.output[place]?.name ?? '');
  const at = body.output.slice(0, states).findIndex(({ name }) => sourceOf(body, name) === shown);
  const state = body.output[at];
  const before = body.input[at]?.name;
  if (!state || before === undefined || !makerOf(body, state.name))
    throw new GraphError(`its "${output}" is not the state that its Scan carries, only computed from it`);
  const { elemType = declared.elemType } = tensorOf(state.type) ?? {};
  const [batch = '', , ...sizes] = declared.sizes;
  return { scan, body, state: state.name, before, elemType, sizes, batch };
}

/** The Scan that collects an output over the steps, and whether batch and steps have changed places since. */
function collecting(graph: GraphProto, output: string): { scan?: NodeProto; place: number; isTurned: boolean } {
  let isTurned = false;
  for (let name = sourceOf(graph, output); ;) {
    const maker = makerOf(graph, name);
    const place = maker?.output.indexOf(name) ?? -1;
    if (maker?.opType === 'Scan') return { scan: maker, place, isTurned };
    const [input] = maker?.input ?? [];
    if (!maker || input === undefined || !isTurn(maker)) return { place, isTurned };
    isTurned = !isTurned;
    name = sourceOf(graph, input);
  }
}

/** A transposition of batch and steps. */
function isTurn(node: NodeProto): boolean {
  if (node.opType !== 'Transpose') return false;
  const [first, second, ...rest] = attributeOf(node, 'perm')?.ints ?? [];
  return first === 1n && second === 0n && rest.every((axis, at) => axis === BigInt(at + 2));
}
