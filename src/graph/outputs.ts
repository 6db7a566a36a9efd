import { create } from '@bufbuild/protobuf';
import { GraphError } from './graph-error';
import { ownNames, readsOf } from './names';
import { attributeOf } from './parts';
import { ValueInfoProtoSchema, type GraphProto, type NodeProto } from './proto/onnx_pb';

/**
 * Makes an inner tensor an output; the runtime finds out its type and sizes.
 *
 * @throws GraphError for a name that is not there
 */
export function showTensor(graph: GraphProto, name: string): void {
  if (graph.output.some((output) => output.name === name)) return;
  if (!ownNames(graph).has(name)) throw new GraphError(`there is no tensor "${name}" in its graph`);
  graph.output.push(create(ValueInfoProtoSchema, { name }));
}

/**
 * Takes away every output but those wanted, and all that was computed for the others alone, inside of `Scan` too.
 *
 * @throws GraphError for an output that is not there
 */
export function prune(graph: GraphProto, wanted: ReadonlySet<string>): void {
  graph.output = graph.output.filter(({ name }) => wanted.has(name));
  const there = new Set(graph.output.map(({ name }) => name));
  for (const name of wanted) if (!there.has(name)) throw new GraphError(`it has no output "${name}"`);
  keepMakers(graph);
}

export function keepMakers(graph: GraphProto): void {
  const needed = new Set(graph.output.map(({ name }) => name));
  const kept: NodeProto[] = [];
  for (const node of [...graph.node].reverse()) {
    if (!node.output.some((name) => needed.has(name))) continue;
    if (node.opType === 'Scan') dropScanOutputs(node, needed);
    for (const name of readsOf(node)) needed.add(name);
    kept.push(node);
  }
  graph.node = kept.reverse();
  graph.initializer = graph.initializer.filter(({ name }) => needed.has(name));
  graph.sparseInitializer = graph.sparseInitializer.filter(({ values }) => needed.has(values?.name ?? ''));
  graph.valueInfo = graph.valueInfo.filter(({ name }) => needed.has(name));
}

/** States stay, for each step reads them; of what is collected over the steps only that which is needed. */
function dropScanOutputs(node: NodeProto, needed: ReadonlySet<string>): void {
  const body = attributeOf(node, 'body')?.g;
  if (!body) return;
  const states = node.input.length - Number(attributeOf(node, 'num_scan_inputs')?.i ?? 0n);
  const isKept = node.output.map((name, at) => at < states || needed.has(name));
  node.output = node.output.filter((_, at) => isKept[at]);
  body.output = body.output.filter((_, at) => isKept[at]);
  for (const name of ['scan_output_directions', 'scan_output_axes']) {
    const attribute = attributeOf(node, name);
    if (attribute) attribute.ints = attribute.ints.filter((_, at) => isKept[states + at]);
  }
  // The runtime takes no list without entries.
  node.attribute = node.attribute.filter(({ name, ints }) => !name.startsWith('scan_output_') || ints.length > 0);
  keepMakers(body);
}
