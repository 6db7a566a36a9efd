import { toBinary } from '@bufbuild/protobuf';
import { prune } from '../outputs';
import { ModelProtoSchema } from '../proto/onnx_pb';
import type { Skeleton } from '../skeleton';
import { hasten } from './hasten';

/** The oldest version of the operators that are put in. */
const LEAST_OPSET = 18n;

/**
 * A model that gives some outputs of a file and nothing else, in less time: states that nobody asked for are not collected, and what the
 * `Scan` of a recurrence computes step by step is computed otherwise where that is known to be the same. Made from a skeleton, which is used up.
 *
 * @param tokens the input `[batch, length]`
 * @param isForFew whether it is for a few tokens of one word
 * @returns undefined for a file whose operators are older than those that are needed
 * @throws GraphError for an output that is not there
 */
export function fastForm(
  { model, graph, folder }: Skeleton,
  tokens: string,
  wanted: readonly string[],
  isForFew: boolean,
) {
  const opset = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0n;
  if (opset < LEAST_OPSET) return undefined;
  prune(graph, new Set(wanted));
  hasten(model, graph, tokens, isForFew);
  return { model: toBinary(ModelProtoSchema, model), folder };
}
