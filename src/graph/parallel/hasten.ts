import { readsOf } from '../names';
import { keepMakers } from '../outputs';
import type { GraphProto, ModelProto } from '../proto/onnx_pb';
import { inOrder } from './building';
import { useOperators } from './gated-operators';
import { useLinearAttention } from './linear-attention';
import { tabulateTokens } from './token-tables';

/**
 * Writes a graph in a form that computes the same in less time. What it does not know stays as it is.
 *
 * @param tokens the input `[batch, length]` of token ids
 */
export function hasten(model: ModelProto, graph: GraphProto, tokens: string): void {
  useLinearAttention(model, graph);
  inOrder(graph, readsOf);
  const tables = tabulateTokens(graph, tokens);
  useOperators(graph, tables);
  inOrder(graph, readsOf);
  keepMakers(graph);
}
