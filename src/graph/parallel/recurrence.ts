import { ancestorsOf, makerOf, ownNames, readsOf, sourceOf } from '../names';
import { attributeOf } from '../parts';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';
import { integer, isTurn, type Building } from './building';
import { any, matched, type Bindings, type Operation, type Pattern } from './pattern';

/** A `Scan` over the first axis, from the first step to the last. */
export interface Recurrence {
  scan: NodeProto;
  body: GraphProto;
  states: CarriedOn[];
  /** What each step reads: `[length, …]` outside, by its name within. */
  inputs: { outer: string; inner: string }[];
  /** What is collected over the steps, `[length, …]` outside. */
  collected: { outer: string; inner: string }[];
  /** Whether a name within is one of outside, which is the same at each step. */
  isOuter: (name: string) => boolean;
}

interface CarriedOn {
  initial: string;
  before: string;
  after: string;
}

/** Undefined for what is no such Scan, or one whose last state is read. */
export function recurrenceOf(graph: GraphProto, scan: NodeProto): Recurrence | undefined {
  const body = scan.opType === 'Scan' ? attributeOf(scan, 'body')?.g : undefined;
  if (!body) return undefined;
  const options = ['input_directions', 'output_directions', 'input_axes', 'output_axes'];
  if (options.some((name) => attributeOf(scan, `scan_${name}`)?.ints.some((one) => one !== 0n))) return undefined;
  const count = scan.input.length - Number(attributeOf(scan, 'num_scan_inputs')?.i ?? 0n);
  if (count < 1 || scan.output.slice(0, count).some((name) => isRead(graph, name))) return undefined;
  const name = ({ name: own }: { name: string }): string => own;
  const own = ownNames(body);
  return {
    scan,
    body,
    states: scan.input.slice(0, count).map((initial, at) => ({
      initial,
      before: body.input[at]?.name ?? '',
      after: sourceOf(body, body.output[at]?.name ?? ''),
    })),
    inputs: scan.input
      .slice(count)
      .map((outer, at) => ({ outer, inner: name(body.input[count + at] ?? { name: '' }) })),
    collected: scan.output
      .slice(count)
      .map((outer, at) => ({ outer, inner: sourceOf(body, body.output[count + at]?.name ?? '') })),
    isOuter: (one) => !own.has(one),
  };
}

function isRead(graph: GraphProto, name: string): boolean {
  return readersOf(graph, name).length > 0 || graph.output.some((output) => output.name === name);
}

function readersOf({ node }: GraphProto, name: string): NodeProto[] {
  return name === '' ? [] : node.filter((one) => readsOf(one).has(name));
}

/** The one operator that reads a tensor; undefined where there are more, or where it is an output. */
export function onlyReader(graph: GraphProto, name: string): NodeProto | undefined {
  const readers = readersOf(graph, name);
  return readers.length === 1 && !graph.output.some((output) => output.name === name) ? readers[0] : undefined;
}

/** What a Scan reads at each step, `[length, batch, …]`, as `[batch, length, …]`. */
export function byWord(graph: GraphProto, outer: string, rank: number, build: Building): string {
  const maker = makerOf(graph, outer);
  if (maker && isTurn(maker)) return maker.input[0] ?? '';
  const places = maker?.opType === 'Gather' ? makerOf(graph, maker.input[1] ?? '') : undefined;
  if (maker && places && isTurn(places) && integer(maker, 'axis', 0) === 0)
    return build.add('Gather', [maker.input[0] ?? '', places.input[0] ?? ''], { axis: 0 });
  return build.add('Transpose', [outer], { perm: [1, 0, ...Array.from({ length: rank - 2 }, (_, at) => at + 2)] });
}

/**
 * What reads the states that a Scan collects, `[length, batch, …]`, by such an expression of them as `[batch, length, …]`; what else is in the
 * expression; and whether something else reads the states too, such as who looks at them.
 */
export function readerOf(
  graph: GraphProto,
  collected: string,
  expression: (states: Pattern) => Operation,
): { reader: NodeProto; by: Bindings; isReadElse: boolean } | undefined {
  const turn = onlyReader(graph, collected);
  if (!turn || !isTurn(turn)) return undefined;
  const pattern = expression(any('states'));
  for (const reader of graph.node.filter(({ opType }) => opType === pattern.op)) {
    const by = matched(graph, reader.output[0] ?? '', pattern);
    if (by?.['states'] !== sourceOf(graph, turn.output[0] ?? '')) continue;
    const rest = { ...graph, node: graph.node.filter((one) => one !== reader) };
    const isReadElse = graph.output.some(({ name }) => ancestorsOf(rest, name).has(collected));
    return { reader, by, isReadElse };
  }
  return undefined;
}
