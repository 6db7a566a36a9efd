import { toBinary } from '@bufbuild/protobuf';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { hasten } from '../../../../src/graph/parallel/hasten';
import { prune } from '../../../../src/graph/outputs';
import { ModelProtoSchema } from '../../../../src/graph/proto/onnx_pb';
import { readSkeleton, type Skeleton } from '../../../../src/graph/skeleton';
import { generatorFor, uniformWord } from '../../../../src/models/random-words';

/** Words and tokens of one run; most of no round number. */
export type Sizes = readonly [batch: number, length: number];

export async function opened({ model, folder }: Pick<Skeleton, 'model' | 'folder'>): Promise<InferenceSession> {
  const session = { model_external_initializers_file_folder_path: folder };
  return InferenceSession.create(toBinary(ModelProtoSchema, model), {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
    extra: { session },
  });
}

/** A file as it is and hastened, both with such outputs alone; and the operators that are left. */
export async function bothForms(path: string, outputs: readonly string[], isForFew = false) {
  const [own, other] = [await readSkeleton(path, Infinity), await readSkeleton(path, Infinity)];
  for (const { graph } of [own, other]) prune(graph, new Set(outputs));
  hasten(other.model, other.graph, 'tokens', isForFew);
  return {
    plain: await opened(own),
    fast: await opened(other),
    graph: other.graph,
    operators: other.graph.node.map(({ opType }) => opType),
  };
}

export function wordsOf([batch, length]: Sizes, vocabulary: number): Tensor {
  const word = uniformWord(generatorFor(batch, length), vocabulary, batch * length);
  return new Tensor('int64', BigInt64Array.from(word, BigInt), [batch, length]);
}

/** The greatest difference between two runs of such words, as a share of the greatest value; Infinity where sizes differ. */
export async function difference(
  { plain, fast }: { plain: InferenceSession; fast: InferenceSession },
  words: Tensor,
  output: string,
): Promise<number> {
  const [one, other] = await Promise.all([plain.run({ tokens: words }), fast.run({ tokens: words })]);
  const [left, right] = [one[output]!, other[output]!];
  if (String(left.dims) !== String(right.dims)) return Infinity;
  const [a, b] = [left.data as Float32Array, right.data as Float32Array];
  let [greatest, worst] = [0, 0];
  for (const [at, value] of a.entries()) {
    greatest = Math.max(greatest, Math.abs(value));
    worst = Math.max(worst, Math.abs(value - b[at]!));
    if (Number.isNaN(b[at])) return NaN;
  }
  return worst / greatest;
}
