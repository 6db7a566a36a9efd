import { makerOf, sourceOf } from '../names';
import { attributeOf } from '../parts';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';
import { Building, dimsOf, operator } from './building';
import { any, matched, op, terms, type Bindings, type Pattern } from './pattern';
import { onlyReader, recurrenceOf, type Recurrence } from './recurrence';
import type { TokenTables } from './token-tables';

/**
 * A `Scan` that is the recurrence of the operator `LSTM` becomes this operator, which the runtime has in one piece for all steps. It shows no cells:
 * where they are read the `Scan` stays.
 *
 * @param tables of tokens: what is looked up in one is the product of one-hot tokens and the table
 */
export function useLSTM(graph: GraphProto, tables: TokenTables): void {
  for (const node of [...graph.node]) {
    const recurrence = recurrenceOf(graph, node);
    if (recurrence?.states.length !== 1 || recurrence.inputs.length !== 1) continue;
    const build = new Building(graph, `recurrence ${graph.node.indexOf(node)}`);
    if (lstm(graph, recurrence, tables, build)) graph.node = graph.node.filter((one) => one !== node);
  }
}

/** A step's sum of what it reads, of its state times a matrix, and of constants. */
interface Sum {
  matrix: string;
  biases: string[];
}

function sumOf({ body, inputs, isOuter }: Recurrence, graph: GraphProto, name: string, state: string): Sum | undefined {
  let matrix: string | undefined;
  let isDriven = false;
  const biases: string[] = [];
  for (const term of terms(body, name)) {
    const product = matched(body, term, op('MatMul', any('state'), any('matrix')));
    if (term === inputs[0]?.inner && !isDriven) isDriven = true;
    else if (matrix === undefined && product?.['state'] === state && isConstant(graph, product['matrix'], isOuter, 2))
      matrix = product['matrix'];
    else if (isConstant(graph, term, isOuter, 1)) biases.push(term);
    else return undefined;
  }
  return matrix !== undefined && isDriven ? { matrix, biases } : undefined;
}

function isConstant(graph: GraphProto, name: string | undefined, isOuter: (name: string) => boolean, rank: number) {
  return name !== undefined && isOuter(name) && dimsOf(graph, name)?.length === rank;
}

/** `x` `[length, batch, features]` and `weights` `[features, gates]`, whose product with the biases drives a step. */
interface Drive {
  x: string;
  weights: string;
  biases: string[];
}

function driveOf(graph: GraphProto, drive: string, tables: TokenTables, build: Building): Drive | undefined {
  const maker = makerOf(graph, drive);
  const [table = '', places = ''] = maker?.input ?? [];
  if (maker?.opType === 'Gather' && tables.names.has(table)) {
    const x = build.add('OneHot', [places, build.whole([tables.size]), build.float([0, 1])], { axis: -1 });
    return { x, weights: table, biases: [] };
  }
  if (maker?.opType !== 'Transpose' || String(attributeOf(maker, 'perm')?.ints) !== '1,0,2') return undefined;
  const found: { x?: string | undefined; weights?: string | undefined; biases: string[] } = { biases: [] };
  for (const term of terms(graph, table)) {
    const product = matched(graph, term, op('MatMul', any('x'), any('weights')));
    if (product && found.x === undefined && dimsOf(graph, product['weights'] ?? '')?.length === 2)
      [found.x, found.weights] = [product['x'], product['weights']];
    else if (dimsOf(graph, term)?.length === 1) found.biases.push(term);
    else return undefined;
  }
  const { x, weights, biases } = found;
  if (x === undefined || weights === undefined) return undefined;
  return { x: build.add('Transpose', [x], { perm: [1, 0, 2] }), weights, biases };
}

/** Weights, recurrent weights and biases as the operators take them, with one direction and rows in the order that is asked for. */
function weightsOf(build: Building, { weights, biases }: Drive, sum: Sum, order: readonly number[]): string[] {
  const rows = build.whole(order);
  const [direction, zero] = [build.whole([0]), build.float([0])];
  const laid = (matrix: string): string =>
    build.add('Unsqueeze', [
      build.add('Gather', [build.add('Transpose', [matrix], { perm: [1, 0] }), rows], { axis: 0 }),
      direction,
    ]);
  const all = [...biases, ...sum.biases];
  const [w, r] = [laid(weights), laid(sum.matrix)];
  if (all.length === 0) return [w, r, ''];
  const whole = all.reduce((left, right) => build.add('Add', [left, right]));
  const ordered = build.add('Gather', [whole, rows], { axis: 0 });
  const none = build.add('Mul', [ordered, zero]);
  return [w, r, build.add('Unsqueeze', [build.add('Concat', [ordered, none], { axis: 0 }), direction])];
}

/** Of a gate the part of the step's sum that it is computed from. */
const part = (at: string): Pattern => ({ partOf: any('sum'), parts: 4, at });
const half = (at: string): Pattern => ({ partOf: any('state'), parts: 2, at });

const CELL = op(
  'Add',
  op('Mul', op('Sigmoid', part('forget')), half('cell')),
  op('Mul', op('Sigmoid', part('enter')), op('Tanh', part('candidate'))),
);
const LSTM = op('Concat', op('Mul', op('Sigmoid', part('leave')), op('Tanh', CELL)), CELL);

function lstm(graph: GraphProto, recurrence: Recurrence, tables: TokenTables, build: Building): boolean {
  const {
    body,
    states: [state],
    inputs: [input],
    collected,
  } = recurrence;
  if (!state || !input || collected.length !== 1) return false;
  const found = matched(body, state.after, LSTM);
  if (!found || found['state'] !== state.before || found['cell'] !== '1') return false;
  const sum = sumOf(recurrence, graph, found['sum'] ?? '', hiddenOf(body, state.before));
  const [size] = dimsOf(graph, sum?.matrix ?? '') ?? [];
  const gates = gateOrder(found);
  const shown = collected[0] && hiddenShown(graph, collected[0].outer);
  if (!sum || size === undefined || !gates || !shown) return false;
  const drive = driveOf(graph, input.outer, tables, build);
  if (!drive) return false;
  const order = gates.flatMap((gate) => Array.from({ length: size }, (_, at) => gate * size + at));
  const direction = build.whole([0]);
  const first = build.split(state.initial, 2, 1).map((half_) => build.add('Unsqueeze', [half_, direction]));
  const all = build.name();
  graph.node.push(
    operator('LSTM', [drive.x, ...weightsOf(build, drive, sum, order), '', ...first], [all], { hidden_size: size }),
  );
  const hidden = build.add('Squeeze', [all, build.whole([1])]);
  graph.node.push(operator('Transpose', [hidden], [shown.output[0] ?? ''], { perm: [1, 0, 2] }));
  graph.node = graph.node.filter((node) => node !== shown);
  return true;
}

/** The first half of the state. */
function hiddenOf(body: GraphProto, state: string): string {
  const split = body.node.find(({ opType, input }) => opType === 'Split' && sourceOf(body, input[0] ?? '') === state);
  return split?.output[0] ?? '';
}

/** Which part of the sum is that of each gate, in the operator's order: input, output, forget, cell. */
function gateOrder(found: Bindings): number[] | undefined {
  const order = ['enter', 'leave', 'forget', 'candidate'].map((gate) => Number(found[gate]));
  return new Set(order).size === 4 ? order : undefined;
}

/** What takes the hidden half of all states, where nothing reads the cells, which the operator does not show. */
function hiddenShown(graph: GraphProto, collected: string): NodeProto | undefined {
  const turn = onlyReader(graph, collected);
  if (turn?.opType !== 'Transpose' || String(attributeOf(turn, 'perm')?.ints) !== '1,0,2') return undefined;
  const split = onlyReader(graph, turn.output[0] ?? '');
  const axis = split && attributeOf(split, 'axis')?.i;
  if (split?.opType !== 'Split' || split.output.length !== 2 || (axis !== 2n && axis !== -1n)) return undefined;
  const [, cell = ''] = split.output;
  const isUnread =
    !graph.output.some(({ name }) => name === cell) && !graph.node.some(({ input }) => input.includes(cell));
  return isUnread ? split : undefined;
}
