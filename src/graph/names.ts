import type { GraphProto, NodeProto } from './proto/onnx_pb';

/** The graphs that a node holds: bodies of `Scan`, `Loop` and `If`. */
function graphsOf({ attribute }: NodeProto): GraphProto[] {
  return attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
}

/** All graphs within a graph, however deep. */
export function graphsIn({ node }: GraphProto): GraphProto[] {
  return node.flatMap(graphsOf).flatMap((graph) => [graph, ...graphsIn(graph)]);
}

/** Every tensor that a node reads, with those that its graphs capture from outside. */
export function readsOf(node: NodeProto): Set<string> {
  const reads = new Set(node.input.filter((name) => name !== ''));
  for (const graph of graphsOf(node)) for (const name of captured(graph)) reads.add(name);
  return reads;
}

function captured(graph: GraphProto): Set<string> {
  const own = ownNames(graph);
  const outside = new Set<string>();
  const note = (name: string): void => {
    if (!own.has(name)) outside.add(name);
  };
  for (const node of graph.node) readsOf(node).forEach(note);
  for (const { name } of graph.output) note(name);
  return outside;
}

/** Every tensor that a graph makes or is given. */
export function ownNames({ input, initializer, node }: GraphProto): Set<string> {
  const names = new Set([...input, ...initializer].map(({ name }) => name));
  for (const { output } of node) for (const name of output) if (name !== '') names.add(name);
  return names;
}

/** From now on what reads `from` reads `to`, also within graphs that capture it. Names of outputs stay. */
export function rename({ node }: GraphProto, from: string, to: string): void {
  for (const one of node) {
    one.input = one.input.map((name) => (name === from ? to : name));
    for (const graph of graphsOf(one)) {
      if (ownNames(graph).has(from)) continue;
      rename(graph, from, to);
      for (const output of graph.output) if (output.name === from) output.name = to;
    }
  }
}

export function makerOf({ node }: GraphProto, name: string): NodeProto | undefined {
  return node.find(({ output }) => output.includes(name));
}

/** Puts a node behind the one that makes `name`, or first where none does: a node stands after what it reads. */
export function insertAfter(graph: GraphProto, name: string, node: NodeProto): void {
  graph.node.splice(graph.node.findIndex(({ output }) => output.includes(name)) + 1, 0, node);
}

/** All that `name` is computed from, and itself. */
export function ancestorsOf({ node }: GraphProto, name: string): Set<string> {
  const needed = new Set([name]);
  for (const one of [...node].reverse())
    if (one.output.some((output) => needed.has(output))) for (const read of readsOf(one)) needed.add(read);
  return needed;
}

/** The tensor that `name` is only another name of. */
export function sourceOf(graph: GraphProto, name: string): string {
  const maker = makerOf(graph, name);
  const [input] = maker?.input ?? [];
  return maker?.opType === 'Identity' && input !== undefined ? sourceOf(graph, input) : name;
}
