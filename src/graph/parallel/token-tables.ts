import { readsOf } from '../names';
import { attributeOf } from '../parts';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';
import { axesOf, Building, dimsOf, integer, isTurn, operator, wholeNumbers } from './building';

/** Tokens that a table is made for; each row of it is computed once, when the model is opened. */
const MOST_TOKENS = 128;

/** Constants that are tables of what each token of a vocabulary of `size` leads to, a row for each. */
export interface TokenTables {
  size: number;
  names: ReadonlySet<string>;
}

/** What a tensor depends on: on weights alone; on how many words and tokens there are; on one token at each place of `[batch, length, …]`. */
type Dependence = { on: 'nothing' } | { on: 'sizes' } | { on: 'token'; rank: number };

const UNARY = new Set([
  ...['Abs', 'Cast', 'Ceil', 'Clip', 'Cos', 'Elu', 'Erf', 'Exp', 'Floor', 'Gelu', 'HardSwish', 'Identity', 'LeakyRelu'],
  ...['Log', 'Mish', 'Neg', 'Not', 'Reciprocal', 'Relu', 'Round', 'Selu', 'Sigmoid', 'Sign', 'Sin', 'Softplus'],
  ...['Sqrt', 'Tanh'],
]);
const BROADCAST = new Set([
  ...['Add', 'And', 'Div', 'Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Max', 'Min', 'Mul', 'Or'],
  ...['Pow', 'Sub', 'Where'],
]);
const REDUCTIONS = new Set([
  ...['ReduceL1', 'ReduceL2', 'ReduceMax', 'ReduceMean', 'ReduceMin', 'ReduceProd', 'ReduceSum', 'ReduceSumSquare'],
]);
const NORMALISED = new Set(['LayerNormalization', 'RMSNormalization', 'Softmax', 'LogSoftmax']);
const OF_SIZES = new Set(['Add', 'Cast', 'Concat', 'Gather', 'Identity', 'Mul', 'Slice', 'Squeeze', 'Unsqueeze']);

/**
 * What depends on one token alone is computed once for each token of a small vocabulary and looked up, instead of at every place of every
 * word: the first layer's norm and projections, the transition that a token chooses. The table is the model's own operators
 * over a word of all tokens, which the runtime computes when it opens the model.
 *
 * @param tokens the input `[batch, length]` of token ids
 */
export function tabulateTokens(graph: GraphProto, tokens: string): TokenTables {
  const size = vocabularyOf(graph, tokens);
  if (size === undefined || size > MOST_TOKENS) return { size: 0, names: new Set() };
  const known = dependences(graph, tokens);
  // What is looked up already is left as it is.
  const plain = new Set([
    tokens,
    ...graph.node.filter((node) => isLookUp(node, tokens)).flatMap(({ output }) => output),
  ]);
  const isTabled = (name: string): boolean => known.get(name)?.on === 'token' && !plain.has(name);
  const build = new Building(graph, 'by token');
  const everyToken = build.whole(
    Array.from({ length: size }, (_, id) => id),
    [1, size],
  );
  const copies = new Copies(graph, build, known, new Map([[tokens, everyToken]]));
  const tables = new Map<string, string>();
  const axis = build.whole([0]);
  const tableOf = (name: string): string => {
    const table = tables.get(name) ?? build.add('Squeeze', [copies.of(name), axis]);
    tables.set(name, table);
    return table;
  };
  let turnedTokens: string | undefined;
  const outputs = new Set(graph.output.map(({ name }) => name));
  const needed = new Set<string>();
  const own = [...graph.node];
  const replaced = new Set<NodeProto>();
  for (const node of own) {
    if (node.output.some((name) => known.has(name))) continue;
    const [from = ''] = node.input;
    if (isTabled(from) && isTurn(node)) {
      // The tokens change places instead of all that is looked up for them.
      turnedTokens ??= build.add('Transpose', [tokens], { perm: [1, 0] });
      graph.node.push(operator('Gather', [tableOf(from), turnedTokens], node.output, { axis: 0 }));
      replaced.add(node);
    } else if (
      isTabled(from) &&
      node.opType === 'Gather' &&
      integer(node, 'axis', 0) === 1 &&
      known.get(node.input[1] ?? '')?.on === 'nothing'
    ) {
      const chosen = build.add('Gather', [tokens, node.input[1] ?? ''], { axis: 1 });
      graph.node.push(operator('Gather', [tableOf(from), chosen], node.output, { axis: 0 }));
      replaced.add(node);
    } else for (const name of readsOf(node)) if (isTabled(name)) needed.add(name);
  }
  for (const name of outputs) if (isTabled(name)) needed.add(name);
  // Taken before any is replaced: a table is made of what the operators were.
  const made = [...needed].map((name) => [name, tableOf(name)] as const);
  for (const [name, table] of made) {
    const maker = own.find(({ output }) => output.includes(name));
    if (!maker) continue;
    maker.output = maker.output.map((one) => (one === name ? build.name() : one));
    graph.node.push(operator('Gather', [table, tokens], [name], { axis: 0 }));
  }
  graph.node = graph.node.filter((node) => !replaced.has(node));
  return { size, names: new Set(tables.values()) };
}

function isLookUp(node: NodeProto, tokens: string): boolean {
  return node.opType === 'Gather' && node.input[1] === tokens && integer(node, 'axis', 0) === 0;
}

function vocabularyOf(graph: GraphProto, tokens: string): number | undefined {
  const sizes = graph.node
    .filter((node) => isLookUp(node, tokens))
    .map(({ input: [table = ''] }) => dimsOf(graph, table)?.[0]);
  return sizes.every((size) => size === sizes[0]) ? sizes[0] : undefined;
}

/** The operators that a tensor is computed by, once more, over other tokens. */
class Copies {
  constructor(
    private readonly graph: GraphProto,
    private readonly build: Building,
    private readonly known: ReadonlyMap<string, Dependence>,
    private readonly copied: Map<string, string>,
  ) {}

  of(name: string): string {
    const found = this.copied.get(name);
    if (found !== undefined) return found;
    if (name === '' || this.known.get(name)?.on === 'nothing') return name;
    const maker = this.graph.node.find(({ output }) => output.includes(name));
    if (!maker) return name;
    const input = maker.input.map((one) => this.of(one));
    const output = maker.output.map((one) => (one === '' ? '' : this.build.name()));
    this.graph.node.push({ ...maker, name: '', input, output });
    maker.output.forEach((one, at) => this.copied.set(one, output[at] ?? ''));
    return this.copied.get(name) ?? name;
  }
}

/** What each tensor depends on, as far as it can be told; of others nothing is said. */
function dependences(graph: GraphProto, tokens: string): Map<string, Dependence> {
  const known = new Map<string, Dependence>(graph.initializer.map(({ name }) => [name, { on: 'nothing' }]));
  known.set(tokens, { on: 'token', rank: 2 });
  for (const node of graph.node) {
    const found = dependenceOf(graph, node, known);
    if (found) for (const name of node.output) if (name !== '') known.set(name, found);
  }
  return known;
}

function dependenceOf(
  graph: GraphProto,
  node: NodeProto,
  known: ReadonlyMap<string, Dependence>,
): Dependence | undefined {
  const { opType, input, domain } = node;
  if (domain !== '' && domain !== 'ai.onnx') return undefined;
  const reads = [...readsOf(node)].map((name) => known.get(name));
  if (reads.some((one) => !one)) return undefined;
  const all = reads.filter((one) => one !== undefined);
  // Random numbers are drawn anew in every run.
  if (opType.startsWith('Random') || opType === 'Multinomial' || opType === 'Bernoulli') return undefined;
  if (all.every(({ on }) => on === 'nothing')) return { on: 'nothing' };
  const ranks = input.map((name) => rankIn(known.get(name)));
  const rank = ranks[0];
  if (opType === 'Shape' && rank !== undefined) return { on: 'sizes' };
  if (all.every(({ on }) => on !== 'token')) return OF_SIZES.has(opType) ? { on: 'sizes' } : undefined;
  const after = rankAfter(graph, node, known, ranks);
  return after !== undefined && after >= 2 ? { on: 'token', rank: after } : undefined;
}

function rankIn(dependence: Dependence | undefined): number | undefined {
  return dependence?.on === 'token' ? dependence.rank : undefined;
}

/** The rank of what an operator gives at each place, where it mixes no two places; undefined where it may. */
function rankAfter(
  graph: GraphProto,
  node: NodeProto,
  known: ReadonlyMap<string, Dependence>,
  ranks: readonly (number | undefined)[],
): number | undefined {
  const { opType, input } = node;
  const [rank] = ranks;
  const isConstant = (at: number): boolean => (input[at] ?? '') === '' || known.get(input[at] ?? '')?.on === 'nothing';
  const rest = input.map((_, at) => at).slice(1);
  // Axes of batch and length stand first and stay there.
  const isInner = (axis: number, of: number): boolean => (axis < 0 ? axis + of : axis) >= 2;
  const areInner = (axes: readonly number[] | undefined, of: number): axes is readonly number[] =>
    axes?.every((axis) => isInner(axis, of)) ?? false;

  if (opType === 'Gather') {
    const of = dimsOf(graph, input[0] ?? '');
    if (ranks[1] !== undefined && of && integer(node, 'axis', 0) === 0) return ranks[1] + of.length - 1;
    const index = dimsOf(graph, input[1] ?? '');
    return rank !== undefined && index && isInner(integer(node, 'axis', 0), rank) ? rank - 1 + index.length : undefined;
  }
  if (BROADCAST.has(opType)) {
    const among = ranks.filter((one) => one !== undefined);
    const most = among[0];
    if (most === undefined || among.some((one) => one !== most)) return undefined;
    const fits = input.every((name, at) => ranks[at] !== undefined || isAside(dimsOf(graph, name), most));
    return fits ? most : undefined;
  }
  if (opType === 'MatMul') return productRank(graph, node, ranks);
  if (rank === undefined || rank < 2) return undefined;
  if (UNARY.has(opType)) return rest.every(isConstant) ? rank : undefined;
  if (NORMALISED.has(opType))
    return rest.every(isConstant) && isInner(integer(node, 'axis', -1), rank) ? rank : undefined;
  if (REDUCTIONS.has(opType)) {
    const axes = axesOf(graph, node);
    if (!axes || axes.length === 0 || !areInner(axes, rank)) return undefined;
    return integer(node, 'keepdims', 1) === 1 ? rank : rank - axes.length;
  }
  if (opType === 'Split') return rest.every(isConstant) && isInner(integer(node, 'axis', 0), rank) ? rank : undefined;
  if (opType === 'Slice') return rest.every(isConstant) && areInner(axesOf(graph, node, 3), rank) ? rank : undefined;
  if (opType === 'Squeeze') {
    const axes = axesOf(graph, node);
    return areInner(axes, rank) ? rank - axes.length : undefined;
  }
  if (opType === 'Unsqueeze') {
    const axes = axesOf(graph, node);
    return axes && areInner(axes, rank + axes.length) ? rank + axes.length : undefined;
  }
  if (opType === 'Transpose') {
    const [first, second] = attributeOf(node, 'perm')?.ints ?? [];
    return first === 0n && second === 1n ? rank : undefined;
  }
  if (opType === 'Concat')
    return ranks.every((one) => one === rank) && isInner(integer(node, 'axis', 0), rank) ? rank : undefined;
  if (opType === 'Reshape' || opType === 'Expand') {
    const shaped = rankOfShape(graph, node, known);
    return opType === 'Expand' && shaped !== rank ? undefined : shaped;
  }
  return undefined;
}

/** Whether a constant of such sizes reaches neither batch nor length of what it is combined with. */
function isAside(dims: readonly number[] | undefined, rank: number): boolean {
  if (!dims || dims.length > rank) return false;
  return dims.slice(0, Math.max(0, dims.length - (rank - 2))).every((size) => size === 1);
}

function productRank(graph: GraphProto, { input }: NodeProto, ranks: readonly (number | undefined)[]) {
  const [left, right] = ranks;
  const [of, by] = input.map((name) => dimsOf(graph, name));
  if (left !== undefined && right !== undefined) return left === right && left >= 4 ? left : undefined;
  if (left !== undefined && by)
    return left >= 3 && (by.length === 2 || (left >= 4 && by.length > 1 && isAside(by, left))) ? left : undefined;
  return right !== undefined && of && right >= 4 && of.length > 1 && isAside(of, right) ? right : undefined;
}

/** How many sizes a shape has that begins with those of batch and length and goes on with constants. */
function rankOfShape(graph: GraphProto, node: NodeProto, known: ReadonlyMap<string, Dependence>): number | undefined {
  const shape = node.input[1] ?? '';
  const constant = wholeNumbers(graph, shape);
  const isKept = node.opType === 'Reshape' && integer(node, 'allowzero', 0) === 0;
  if (constant) return isKept && constant[0] === 0 && constant[1] === 0 ? constant.length : undefined;
  const joined = graph.node.find(({ output }) => output.includes(shape));
  if (joined?.opType !== 'Concat') return undefined;
  const [batch = '', length = '', ...inner] = joined.input;
  const sizes = inner.map((name) => dimsOf(graph, name)?.[0]);
  if (!isSize(graph, batch, 0, known) || !isSize(graph, length, 1, known)) return undefined;
  return sizes.every((size) => size !== undefined) ? 2 + sizes.reduce((sum, size) => sum + size, 0) : undefined;
}

/** Whether it is the size of the batch (0) or of the length (1), as a list of one. */
function isSize(graph: GraphProto, name: string, axis: number, known: ReadonlyMap<string, Dependence>): boolean {
  const maker = graph.node.find(({ output }) => output.includes(name));
  if (maker?.opType !== 'Shape' || known.get(maker.input[0] ?? '')?.on !== 'token') return false;
  const [from, to] = [integer(maker, 'start', 0), attributeOf(maker, 'end')?.i];
  return from === axis && to === BigInt(axis + 1);
}
