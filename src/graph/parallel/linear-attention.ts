import { create } from '@bufbuild/protobuf';
import { makerOf, sourceOf } from '../names';
import { tensorOf } from '../parts';
import { OperatorSetIdProtoSchema, type GraphProto, type ModelProto, type NodeProto } from '../proto/onnx_pb';
import { axesOf, Building, integer, isTurn, operator } from './building';
import { any, matched, op, opWhen, type Bindings, type Pattern } from './pattern';
import { byWord, onlyReader, recurrenceOf, type Recurrence } from './recurrence';

/** The domain of the runtime's own operators. */
const DOMAIN = 'com.microsoft';

/** How a memory of keys and values is written and read; its axes within a step are batch, heads and the two of a memory. */
interface Rule {
  name: 'delta' | 'gated' | 'linear';
  /** Of the state behind a step. */
  step: (axis: Axis) => Pattern;
  /** Whether values stand before keys in a memory. */
  isTurned: boolean;
}

/** A tensor of heads with one axis more, before its last one or behind it; or summed over that axis of a memory. */
interface Axis {
  before: (of: Pattern) => Pattern;
  behind: (of: Pattern) => Pattern;
  sumLast: (of: Pattern) => Pattern;
  sumFirst: (of: Pattern) => Pattern;
}

const [S, K, V, BETA, GATE] = [any('state'), any('key'), any('value'), any('beta'), any('gate')];

const RULES: readonly Rule[] = [
  {
    // S + β (v - S k) kᵀ
    name: 'delta',
    isTurned: true,
    step: ({ before, behind, sumLast }) =>
      op('Add', S, op('Mul', behind(op('Mul', BETA, op('Sub', V, sumLast(op('Mul', S, before(K)))))), before(K))),
  },
  {
    // diag(gate) S + k vᵀ
    name: 'gated',
    isTurned: false,
    step: ({ before, behind }) => op('Add', op('Mul', behind(GATE), S), op('Mul', behind(K), before(V))),
  },
  { name: 'linear', isTurned: false, step: ({ before, behind }) => op('Add', S, op('Mul', behind(K), before(V))) },
];

/**
 * Linear attention that is written as a `Scan` (the delta rule, gated, or plain) becomes the runtime's operator for it, where nothing but the
 * reads by queries is needed of the memories: they stay in the processor's cache instead of being collected.
 */
export function useLinearAttention(model: ModelProto, graph: GraphProto): void {
  for (const node of [...graph.node]) {
    const recurrence = recurrenceOf(graph, node);
    if (recurrence?.states.length !== 1 || recurrence.collected.length !== 1) continue;
    const build = new Building(graph, `memory ${graph.node.indexOf(node)}`);
    if (!RULES.some((rule) => replaced(graph, recurrence, rule, build))) continue;
    graph.node = graph.node.filter((one) => one !== node);
    if (!model.opsetImport.some(({ domain }) => domain === DOMAIN))
      model.opsetImport.push(create(OperatorSetIdProtoSchema, { domain: DOMAIN, version: 1n }));
  }
}

function axisIn(graph: GraphProto, rank: number): Axis {
  const unsqueezed = (axis: number) => (node: NodeProto) => isAxis(axesOf(graph, node), axis, rank);
  const summed = (axis: number) => (node: NodeProto) =>
    integer(node, 'keepdims', 1) === 0 && isAxis(axesOf(graph, node), axis, rank);
  return {
    before: (of) => opWhen('Unsqueeze', unsqueezed(-2), of),
    behind: (of) => opWhen('Unsqueeze', unsqueezed(-1), of),
    sumLast: (of) => opWhen('ReduceSum', summed(-1), of),
    sumFirst: (of) => opWhen('ReduceSum', summed(-2), of),
  };
}

function isAxis(axes: readonly number[] | undefined, axis: number, rank: number): boolean {
  return axes?.length === 1 && (axes[0] === axis || axes[0] === axis + rank);
}

function replaced(graph: GraphProto, recurrence: Recurrence, rule: Rule, build: Building): boolean {
  const {
    body,
    states: [state],
    collected: [shown],
  } = recurrence;
  const sizes = tensorOf(body.input[0]?.type)?.sizes;
  const [, heads, ...memory] = sizes ?? [];
  if (!state || !shown || shown.inner !== state.after || sizes?.length !== 4 || typeof heads !== 'number') return false;
  const found = matched(body, state.after, rule.step(axisIn(graph, 4)));
  if (!found || found['state'] !== state.before) return false;
  const [values, keys] = rule.isTurned ? memory : [...memory].reverse();
  const outer = (part: string, last: unknown): string | undefined => {
    const at = recurrence.inputs.findIndex(({ inner }) => inner === found[part]);
    const own = tensorOf(body.input[at + 1]?.type)?.sizes;
    return own?.length === 3 && own[1] === heads && own[2] === last ? recurrence.inputs[at]?.outer : undefined;
  };
  const read = readerOf(graph, shown.outer, rule);
  const parts = [outer('key', keys), outer('value', values)];
  const beta = rule.name === 'delta' ? outer('beta', 1) : '';
  const gate = rule.name === 'gated' ? (outer('gate', keys) ?? outer('gate', 1)) : '';
  const [key, value] = parts;
  if (!read || key === undefined || value === undefined || beta === undefined || gate === undefined) return false;
  if (gate !== '' && !isPositive(graph, gate)) return false;
  const flat = (name: string): string => (name === '' ? '' : build.reshape(byWord(graph, name, 4, build), [0, 0, -1]));
  const logGate = gate === '' ? '' : build.add('Log', [flat(gate)]);
  const first = rule.isTurned ? build.add('Transpose', [state.initial], { perm: [0, 1, 3, 2] }) : state.initial;
  const [y, last] = [build.name(), build.name()];
  const node = operator(
    'LinearAttention',
    [build.reshape(read.query, [0, 0, -1]), flat(key), flat(value), first, logGate, flat(beta)],
    [y, last],
    { q_num_heads: heads, kv_num_heads: heads, update_rule: rule.name, scale: { float: 1 } },
  );
  node.domain = DOMAIN;
  while (node.input.at(-1) === '') node.input.pop();
  graph.node.push(node);
  graph.node = graph.node.filter((one) => one !== read.sum);
  build.reshape(y, [0, 0, heads, -1], read.sum.output[0]);
  return true;
}

/** By what the memories are read, `[batch, length, heads, keys]`, and the sum that this gives, where nothing else reads them. */
function readerOf(graph: GraphProto, collected: string, rule: Rule): { query: string; sum: NodeProto } | undefined {
  const turn = onlyReader(graph, collected);
  const product = turn && isTurn(turn) ? onlyReader(graph, turn.output[0] ?? '') : undefined;
  const sum = product && onlyReader(graph, product.output[0] ?? '');
  if (!turn || !sum) return undefined;
  const { before, behind, sumLast, sumFirst } = axisIn(graph, 5);
  const states = any('states');
  const query = any('query');
  const pattern = rule.isTurned
    ? sumLast(op('Mul', states, before(query)))
    : sumFirst(op('Mul', states, behind(query)));
  const found: Bindings | undefined = matched(graph, sum.output[0] ?? '', pattern);
  return found?.['states'] === sourceOf(graph, turn.output[0] ?? '') ? { query: found['query'] ?? '', sum } : undefined;
}

const PASSED_ON = new Set(['Gather', 'Identity', 'Reshape', 'Squeeze', 'Transpose', 'Unsqueeze']);
const POSITIVE = new Set(['Exp', 'Sigmoid']);

/** Whether it has a logarithm for certain. */
function isPositive(graph: GraphProto, name: string): boolean {
  const maker = makerOf(graph, name);
  if (!maker) return false;
  return POSITIVE.has(maker.opType) || (PASSED_ON.has(maker.opType) && isPositive(graph, maker.input[0] ?? ''));
}
