import { keepMakers } from '../outputs';
import type { GraphProto, ModelProto } from '../proto/onnx_pb';
import { inOrder } from './building';
import { convolveDiagonals } from './convolution';
import { hoist } from './hoist';
import { useLSTM } from './lstm';
import { useLinearAttention } from './linear-attention';
import { laySelectiveScans } from './selective';
import { writeSoftplus } from './softplus';
import { writeSums } from './sums';
import { tabulateTokens } from './token-tables';

/**
 * Writes a graph in a form that computes the same in less time. What it does not know stays as it is.
 *
 * @param tokens the input `[batch, length]` of token ids
 * @param isForFew whether it is to be fast over a few tokens of one word, and not over many
 */
export function hasten(model: ModelProto, graph: GraphProto, tokens: string, isForFew = false): void {
  useLinearAttention(model, graph);
  convolveDiagonals(graph, isForFew);
  laySelectiveScans(graph);
  writeSums(graph);
  writeSoftplus(graph);
  inOrder(graph);
  const tables = tabulateTokens(graph, tokens);
  useLSTM(graph, tables);
  hoist(graph, isForFew ? 'all' : 'views');
  inOrder(graph);
  keepMakers(graph);
}
