import { create } from '@bufbuild/protobuf';
import { makerOf } from '../names';
import { tensorOf } from '../parts';
import { OperatorSetIdProtoSchema, type GraphProto, type ModelProto } from '../proto/onnx_pb';
import { Building, inOrder, operator } from './building';
import { any, axisPatterns, matched, op, type Operation } from './pattern';
import { byWord, readerOf, recurrenceOf, type Recurrence } from './recurrence';

/** The domain of the runtime's own operators. */
const DOMAIN = 'com.microsoft';

/** How a memory of keys and values is written; its axes within a step are batch, heads and the two of a memory. */
interface Rule {
  name: 'delta' | 'gated' | 'linear';
  /** Of the state behind a step. */
  step: (axes: Axes) => Operation;
  /** Whether values stand before keys in a memory. */
  isTurned: boolean;
}

type Axes = ReturnType<typeof axisPatterns>;

const [S, K, V, BETA, GATE] = [any('state'), any('key'), any('value'), any('beta'), any('gate')];

const RULES: readonly Rule[] = [
  {
    // S + β (v - S k) kᵀ
    name: 'delta',
    isTurned: true,
    step: ({ apart, sum }) => {
      const recalled = sum(3, op('Mul', S, apart(2, K)));
      return op('Add', S, op('Mul', apart(3, op('Mul', BETA, op('Sub', V, recalled))), apart(2, K)));
    },
  },
  {
    // diag(gate) S + k vᵀ
    name: 'gated',
    isTurned: false,
    step: ({ apart }) => op('Add', op('Mul', apart(3, GATE), S), op('Mul', apart(3, K), apart(2, V))),
  },
  { name: 'linear', isTurned: false, step: ({ apart }) => op('Add', S, op('Mul', apart(3, K), apart(2, V))) },
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
    inOrder(graph);
    if (!model.opsetImport.some(({ domain }) => domain === DOMAIN))
      model.opsetImport.push(create(OperatorSetIdProtoSchema, { domain: DOMAIN, version: 1n }));
  }
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
  const found = matched(body, state.after, rule.step(axisPatterns(graph, 4)));
  if (!found || found['state'] !== state.before) return false;
  const [values, keys] = rule.isTurned ? memory : [...memory].reverse();
  const outer = (part: string, last: unknown): string | undefined => {
    const at = recurrence.inputs.findIndex(({ inner }) => inner === found[part]);
    const own = tensorOf(body.input[at + 1]?.type)?.sizes;
    return own?.length === 3 && own[1] === heads && own[2] === last ? recurrence.inputs[at]?.outer : undefined;
  };
  const { apart, sum } = axisPatterns(graph, 5);
  // Over the axis of keys.
  const axis = rule.isTurned ? 4 : 3;
  const read = readerOf(graph, shown.outer, (states) => sum(axis, op('Mul', states, apart(7 - axis, any('query')))));
  const parts = [outer('key', keys), outer('value', values)];
  const beta = rule.name === 'delta' ? outer('beta', 1) : '';
  const gate = rule.name === 'gated' ? (outer('gate', keys) ?? outer('gate', 1)) : '';
  const [key, value] = parts;
  if (!read || read.isReadElse || key === undefined || value === undefined || beta === undefined || gate === undefined)
    return false;
  if (gate !== '' && !isPositive(graph, gate)) return false;
  const flat = (name: string): string => (name === '' ? '' : build.reshape(byWord(graph, name, 4, build), [0, 0, -1]));
  const logGate = gate === '' ? '' : build.add('Log', [flat(gate)]);
  const first = rule.isTurned ? build.add('Transpose', [state.initial], { perm: [0, 1, 3, 2] }) : state.initial;
  const [y, last] = [build.name(), build.name()];
  const node = operator(
    'LinearAttention',
    [build.reshape(read.by['query'] ?? '', [0, 0, -1]), flat(key), flat(value), first, logGate, flat(beta)],
    [y, last],
    { q_num_heads: heads, kv_num_heads: heads, update_rule: rule.name, scale: { float: 1 } },
  );
  node.domain = DOMAIN;
  while (node.input.at(-1) === '') node.input.pop();
  graph.node.push(node);
  graph.node = graph.node.filter((one) => one !== read.reader);
  build.reshape(y, [0, 0, heads, -1], read.reader.output[0]);
  return true;
}

const PASSED_ON = new Set(['Gather', 'Identity', 'Reshape', 'Squeeze', 'Transpose', 'Unsqueeze']);
const POSITIVE = new Set(['Exp', 'Sigmoid']);

/** Whether it has a logarithm for certain. */
function isPositive(graph: GraphProto, name: string): boolean {
  const maker = makerOf(graph, name);
  if (!maker) return false;
  return POSITIVE.has(maker.opType) || (PASSED_ON.has(maker.opType) && isPositive(graph, maker.input[0] ?? ''));
}
