import { keepMakers } from '../outputs';
import type { GraphProto, ModelProto } from '../proto/onnx_pb';
import { inOrder } from './building';
import { convolveDiagonals } from './convolution';
import { useLSTM } from './lstm';
import { useLinearAttention } from './linear-attention';
import { laySelectiveScans } from './selective';
import { writeSoftplus } from './softplus';
import { tabulateTokens } from './token-tables';

/**
 * Writes a graph in a form that computes the same in less time. What it does not know stays as it is.
 *
 * @param tokens the input `[batch, length]` of token ids
 */
export function hasten(model: ModelProto, graph: GraphProto, tokens: string): void {
  useLinearAttention(model, graph);
  convolveDiagonals(graph);
  laySelectiveScans(graph);
  writeSoftplus(graph);
  inOrder(graph);
  const tables = tabulateTokens(graph, tokens);
  useLSTM(graph, tables);
  inOrder(graph);
  keepMakers(graph);
}
