import { toBinary } from '@bufbuild/protobuf';
import { GraphError } from './graph-error';
import { ancestorsOf } from './names';
import { prune, showTensor } from './outputs';
import type { PatchInput } from './patch-input';
import { patchLayer } from './patch-layer';
import { patchState } from './patch-state';
import { ModelProtoSchema } from './proto/onnx_pb';
import type { Skeleton } from './skeleton';

/** What a model is to take and give beside its tokens; all names are the file's. */
export interface ViewRequest {
  /** The output that patches are to reach. */
  answer: string;
  /** What else stays; what is computed for other outputs alone is left out. */
  outputs: readonly string[];
  /** Inner tensors that become outputs. */
  tensors?: readonly string[];
  /** Outputs `[batch, length, width]` that are replaced where a mask says so. */
  layers?: readonly string[];
  /** Outputs that show a state of a `Scan`, each replaced by up to so many values in a word. */
  states?: readonly { output: string; slots: number }[];
}

/** A model made for a request. */
export interface View {
  /** ONNX; weights are named by their places in the file that it was made from. */
  model: Uint8Array;
  /** Where the runtime finds the files that hold weights. */
  folder: string;
  inputs: readonly PatchInput[];
}

/** The oldest version of the operators whose `Scan` and `Where` are those of today. */
const LEAST_OPSET = 9;

/**
 * The model that a request needs, made from a file's skeleton, which is used up. Where every mask is false it computes what the
 * file computes.
 *
 * @throws GraphError for what the file does not have
 */
export function makeView({ model, graph, folder }: Skeleton, request: ViewRequest): View {
  const opset = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0n;
  if (opset < LEAST_OPSET)
    throw new GraphError(`it uses operators of opset ${opset}; views are made from ${LEAST_OPSET}`);
  for (const name of request.tensors ?? []) showTensor(graph, name);
  const inputs = [
    ...(request.states ?? []).flatMap(({ output, slots }) => patchState(graph, output, slots)),
    ...(request.layers ?? []).map((output) => patchLayer(graph, output)),
  ];
  prune(graph, new Set([request.answer, ...request.outputs, ...(request.tensors ?? [])]));
  const read = ancestorsOf(graph, request.answer);
  const told = inputs.map((input) => (read.has(input.mask) ? input : { ...input, isIdle: true as const }));
  return { model: toBinary(ModelProtoSchema, model), folder, inputs: told };
}
