import { toBinary } from '@bufbuild/protobuf';
import { GraphError } from './graph-error';
import { ablate, type AblationInput } from './ablate';
import { atPlaces, PLACES_OPSET, readAtPlaces } from './at-places';
import { expandRecurrences } from './expand-recurrence';
import { ancestorsOf } from './names';
import { prune, showTensor } from './outputs';
import type { PatchInput } from './patch-input';
import { patchLayer } from './patch-layer';
import { patchState } from './patch-state';
import { probeState, type ProbedState } from './probe-state';
import { ModelProtoSchema } from './proto/onnx_pb';
import { roundModel, type Bits } from './round';
import type { SiteKind } from './site-kinds';
import { sitesOf, type Shown } from './sites';
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
  /** Tensors `[batch, length, width]` that are shown, or read by what follows, at the places alone that an input names. */
  places?: { shown: readonly string[]; read?: string };
  /** Parts of these kinds can be put out of action, as far as they are found between what is shown. */
  ablated?: Shown & { kinds: readonly SiteKind[] };
  /** An output that shows a state of a `Scan`, each of whose steps starts from a state that is given. */
  probed?: string;
  /** To how many bits of mantissa it is rounded. */
  bits?: Bits & { layers: readonly string[] };
}

/** A model made for a request. */
export interface View {
  /** ONNX; weights are named by their places in the file that it was made from. */
  model: Uint8Array;
  /** Where the runtime finds the files that hold weights. */
  folder: string;
  inputs: readonly PatchInput[];
  ablations: readonly AblationInput[];
  probed: ProbedState | undefined;
  /** What shows the tensors of `places.shown`, in their order. */
  gathered: readonly string[];
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
  const isWithin = [
    request.states?.length,
    request.ablated?.kinds.includes('state'),
    request.probed,
    request.bits?.states,
  ];
  // Within an operator of its own nothing can be reached.
  if (isWithin.some(Boolean)) expandRecurrences(graph);
  for (const name of request.tensors ?? []) showTensor(graph, name);
  const { shown: placed = [], read: headed } = request.places ?? {};
  if (request.places && opset < PLACES_OPSET)
    throw new GraphError(`it uses operators of opset ${opset}; places are chosen from ${PLACES_OPSET}`);
  if (headed !== undefined) readAtPlaces(graph, headed);
  const gathered = placed.map((name) => atPlaces(graph, name));
  for (const name of gathered) showTensor(graph, name);
  const inputs = [
    ...(request.states ?? []).flatMap(({ output, slots }) => patchState(graph, output, slots)),
    ...(request.layers ?? []).map((output) => patchLayer(graph, output)),
  ];
  const probed = request.probed === undefined ? undefined : probeState(graph, request.probed);
  if (request.bits) roundModel(graph, request.bits, request.bits.layers);
  const { kinds = [], ...shown } = request.ablated ?? { layers: [], states: [], attention: [] };
  const sites = kinds.length === 0 ? [] : sitesOf(graph, shown).filter(({ kind }) => kinds.includes(kind));
  const ablations = sites.map((site, number) => ablate(graph, site, number));
  // What is found of them is shown too: it tells the mean that stands there instead.
  const means = ablations.flatMap(({ by, kind, tensor }) =>
    typeof by === 'object' && 'kept' in by && kind !== 'state' ? [tensor] : [],
  );
  for (const name of means) showTensor(graph, name);
  prune(graph, new Set([request.answer, ...request.outputs, ...(request.tensors ?? []), ...gathered, ...means]));
  const read = ancestorsOf(graph, request.answer);
  const told = <Input extends { isIdle?: true }>(input: Input, mask: string): Input =>
    read.has(mask) ? input : { ...input, isIdle: true };
  return {
    model: toBinary(ModelProtoSchema, model),
    folder,
    inputs: inputs.map((input) => told(input, input.mask)),
    ablations: ablations.map((input) => told(input, input.maskInput)),
    probed,
    gathered,
  };
}
