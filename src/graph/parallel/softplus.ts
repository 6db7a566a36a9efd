import { sourceOf } from '../names';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';
import { Building, floatNumbers } from './building';
import { any, matched, op } from './pattern';

/** From here on `x` and its softplus are one number in float32. */
const LINEAR = 17;

/**
 * `Softplus`, which the runtime computes number by number, is written in operators that it computes for several at once:
 * `max(x, 0) + log1p(exp(-|x|))`, with `log1p(z) = z log(w) / (w - 1)` for `w = 1 + z`, which takes the rounding of `w` out again
 * (Kahan; Goldberg 1991, theorem 4); where `w` is 1, both parts of the fraction are the same small number. PyTorch's own cut, `x` itself beyond 20, is the same function and goes.
 */
export function writeSoftplus(graph: GraphProto): void {
  for (const node of [...graph.node].filter(({ opType }) => opType === 'Softplus')) {
    const build = new Building(graph, `softplus ${graph.node.indexOf(node)}`);
    const [x = ''] = node.input;
    const one = build.float([1], []);
    const z = build.add('Exp', [build.add('Neg', [build.add('Abs', [x])])]);
    const w = build.add('Add', [z, one]);
    // Of no weight beside the least that `w` can differ by, 2⁻²³.
    const least = build.float([1e-30], []);
    const rest = [build.add('Log', [w]), build.add('Sub', [w, one])].map((part) => build.add('Add', [part, least]));
    const log1p = build.add('Mul', [z, build.add('Div', rest)]);
    const replaced = cutOf(graph, node) ?? node;
    graph.node = graph.node.filter((other) => other !== node && other !== replaced);
    build.add('Add', [build.add('Relu', [x]), log1p], {}, replaced.output[0]);
  }
}

/** What takes `x` itself where it is large, where that is the only reader. */
function cutOf(graph: GraphProto, softplus: NodeProto): NodeProto | undefined {
  const [own = ''] = softplus.output;
  const readers = graph.node.filter(({ input }) => input.includes(own));
  const [cut] = readers;
  if (readers.length !== 1 || cut?.opType !== 'Where' || graph.output.some(({ name }) => name === own))
    return undefined;
  const found = matched(
    graph,
    cut.output[0] ?? '',
    op('Where', op('Greater', any('x'), any('bound')), any('x'), any('softplus')),
  );
  const bound = found && floatNumbers(graph, found['bound'] ?? '');
  const isCut = found?.['softplus'] === own && found['x'] === sourceOf(graph, softplus.input[0] ?? '');
  return isCut && bound?.every((value) => value >= LINEAR) ? cut : undefined;
}
