import { layersNamed } from './named-layers';
import { readsOf } from './names';
import type { GraphProto, NodeProto } from './proto/onnx_pb';

/** Operators whose result tells of sizes only: nothing of what a tensor holds goes through them. */
const OF_SIZES: ReadonlySet<string> = new Set(['Shape', 'Size']);

/**
 * The states between a language model's layers, found in its graph: the one tensor through which all goes that a layer hands on
 * to the next (the residual stream). Exporters number layers in the names of weights or operators
 * (`model.layers.0.mlp.up.weight`, `/transformer/h.0/Add_1_output_0`); what belongs to no layer leads in, the embedding, or
 * out, the head.
 *
 * @param tokens the input of token ids
 * @param answer the output of logits
 * @param layers as many as the model is said to have
 * @returns names of `layers + 1` tensors `[batch, length, width]`, the embedding first; undefined where they cannot be told, as
 * where an operator adds and normalises at once
 */
export function residualStream(
  graph: GraphProto,
  { tokens, answer, layers }: { tokens: string; answer: string; layers: number },
): string[] | undefined {
  const stem = stemOf(graph, layers);
  if (stem === undefined) return undefined;
  const flow = new Flow(graph, answer);
  const matrices = new Set(graph.initializer.filter(({ dims }) => dims.length > 1).map(({ name }) => name));
  const layer = flow.nodes.map((node) => layerOf(node, stem, matrices));
  const [first] = stem.numbers;
  if (first === undefined) return undefined;
  // Masks and angles of positions may be computed within a layer, and used by all: they say nothing of the text's tokens.
  const ofText = flow.after((at) => flow.isLookUp(at, tokens));
  const starts = Array.from({ length: layers }, (_, k) =>
    flow.after((at) => ofText.has(at) && layer[at] === first + k),
  );
  if (starts.some((start) => start.size === 0)) return undefined;
  // The head: what reads weights of no layer, behind all of the last one. Operators within a layer may have no name of it.
  const within = flow.before((at) => layer[at] !== undefined);
  const isHead = (at: number): boolean =>
    layer[at] === undefined && !within.has(at) && flow.readsWeight(at) && (starts.at(-1)?.has(at) ?? false);
  starts.push(flow.after(isHead));
  const isEmbedding = (at: number): boolean => !starts[0]?.has(at) && flow.isLookUp(at, tokens);
  const found = starts.map((next, k) =>
    flow.cut((at) => (k === 0 ? isEmbedding(at) : ofText.has(at) && layer[at] === first + k - 1), next),
  );
  return found.every((name) => name !== undefined) ? found : undefined;
}

/** Whether what a graph answers depends on the tokens: more than on how many they are. */
export function readsTokens(graph: GraphProto, { tokens, answer }: { tokens: string; answer: string }): boolean {
  const flow = new Flow(graph, answer);
  const reads = flow.after((at) => flow.doesRead(at, tokens));
  return [...reads].some((at) => flow.nodes[at]?.output.includes(answer));
}

interface Stem {
  /** With dots, as {@link layersNamed} gives it. */
  name: string;
  numbers: readonly number[];
}

/** Which names are those of layers: of several, those with the most weights and names. */
function stemOf(graph: GraphProto, layers: number): Stem | undefined {
  const weights = graph.initializer.map(({ name, dims }) => ({
    name,
    from: 'weight' as const,
    shape: dims.map(Number),
  }));
  const computed = graph.node.flatMap((node) =>
    [node.name, ...scopesOf(node).map((scope) => `${scope}.`), ...node.output]
      .filter((one) => one !== '')
      .map((one) => ({ name: one, from: { operator: node.opType } })),
  );
  const named = layersNamed([...weights, ...computed]).filter(({ numbers }) => numbers.length === layers);
  const most = (stem: { values: number; name: string }): number =>
    stem.values > 0 ? stem.values : computed.filter(({ name }) => layerIn(name, stem.name) !== undefined).length / 1e9;
  return named.sort((a, b) => most(b) - most(a))[0];
}

/** The number of the layer that a name is of. */
function layerIn(name: string, stem: string): number | undefined {
  const parts = name.split(/[./]/).filter((part) => part !== '');
  const at = parts.findIndex((part, place) => place > 0 && /^\d{1,4}$/.test(part));
  return at > 0 && parts.slice(0, at).join('.') === stem ? Number(parts[at]) : undefined;
}

/**
 * The layer of a node: by its own names, the modules that PyTorch's exporter writes beside it, or a matrix that it reads. Vectors
 * do not count: equal ones of several layers, such as norms that are all ones, are stored once.
 */
function layerOf(node: NodeProto, { name: stem }: Stem, matrices: ReadonlySet<string>): number | undefined {
  const names = [
    node.name,
    ...scopesOf(node),
    ...node.output,
    ...[...readsOf(node)].filter((one) => matrices.has(one)),
  ];
  for (const name of names) {
    const number = layerIn(name, stem);
    if (number !== undefined) return number;
  }
  return undefined;
}

const SCOPES = 'pkg.torch.onnx.name_scopes';

/** Written as Python writes a list of names: `['', 'transformer', 'transformer.h.0']`. */
function scopesOf({ metadataProps }: NodeProto): string[] {
  const written = metadataProps.find(({ key }) => key === SCOPES)?.value ?? '';
  return [...written.matchAll(/'([^']*)'/g)].map(([, name = '']) => name);
}

/** What flows from node to node of a graph, as far as it leads to the answer. */
class Flow {
  readonly nodes: readonly NodeProto[];
  /** Of each node the tensors that it reads. */
  private readonly reads: ReadonlySet<string>[];
  /** Tensors that follow from weights alone, such as constants and weights that are turned first. */
  private readonly constant: Set<string>;

  constructor(graph: GraphProto, answer: string) {
    const needed = new Set([answer]);
    const kept: NodeProto[] = [];
    for (const node of [...graph.node].reverse()) {
      if (!node.output.some((name) => needed.has(name))) continue;
      kept.unshift(node);
      for (const name of readsOf(node)) needed.add(name);
    }
    this.nodes = kept;
    this.reads = kept.map(readsOf);
    this.constant = new Set(graph.initializer.map(({ name }) => name));
    for (const [at, { output }] of kept.entries())
      if ([...(this.reads[at] ?? [])].every((name) => this.constant.has(name)))
        for (const name of output) this.constant.add(name);
  }

  /** Whether it reads a weight, directly or one that was turned first. */
  readsWeight(at: number): boolean {
    return [...(this.reads[at] ?? [])].some((name) => this.constant.has(name)) && !this.isConstant(at);
  }

  doesRead(at: number, tensor: string): boolean {
    return this.reads[at]?.has(tensor) ?? false;
  }

  /** Whether it looks rows up for the tokens. */
  isLookUp(at: number, tokens: string): boolean {
    const node = this.nodes[at];
    if (node?.opType !== 'Gather' || !this.constant.has(node.input[0] ?? '')) return false;
    // Ids may be reshaped or cast first.
    let name = node.input[1];
    for (let step = 0; step < 6 && name !== undefined; step++) {
      if (name === tokens) return true;
      const made = this.nodes.find(({ output }) => output.includes(name ?? ''));
      name = made?.input[0];
    }
    return false;
  }

  private isConstant(at: number): boolean {
    return [...(this.reads[at] ?? [])].every((name) => this.constant.has(name));
  }

  /** Places of the nodes that are asked for, and of all that are computed from them. */
  after(isFirst: (at: number) => boolean): Set<number> {
    return this.reached((at) => isFirst(at) && !this.isConstant(at));
  }

  /** Places of the nodes from which one that is asked for is computed. */
  before(isLast: (at: number) => boolean): Set<number> {
    const needed = new Set<string>();
    const found = new Set<number>();
    for (let at = this.nodes.length - 1; at >= 0; at--) {
      const isNeeded = (this.nodes[at]?.output ?? []).some((name) => needed.has(name));
      if (!isNeeded && !isLast(at)) continue;
      found.add(at);
      for (const name of this.reads[at] ?? []) needed.add(name);
    }
    return found;
  }

  private reached(isFirst: (at: number) => boolean, without?: string): Set<number> {
    const tensors = new Set<string>();
    const found = new Set<number>();
    for (const [at, { opType, output }] of this.nodes.entries()) {
      const isMet = isFirst(at) || [...(this.reads[at] ?? [])].some((name) => tensors.has(name));
      if (!isMet) continue;
      found.add(at);
      if (OF_SIZES.has(opType)) continue;
      for (const name of output) if (name !== '' && name !== without) tensors.add(name);
    }
    return found;
  }

  /**
   * The last tensor through which all goes from the first nodes to the next ones.
   *
   * @param next places of the nodes that it is to lead to, and of all that follow from them
   */
  cut(isFirst: (at: number) => boolean, next: ReadonlySet<number>): string | undefined {
    const from = this.reached((at) => isFirst(at) && !this.isConstant(at));
    const between = [...from].filter((at) => !next.has(at)).sort((a, b) => b - a);
    const isEnd = (at: number): boolean => next.has(at);
    if (![...from].some(isEnd)) return undefined;
    for (const at of between)
      for (const name of this.nodes[at]?.output ?? []) {
        if (name === '') continue;
        const rest = this.reached((place) => isFirst(place) && !this.isConstant(place), name);
        if (![...rest].some(isEnd)) return name;
      }
    return undefined;
  }
}
