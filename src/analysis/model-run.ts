import type { Tensor } from '../inference/protocol';
import type { Encoding, EncodingProblem, MonoidEncoder } from '../models/encoding';
import type { Manifest } from '../models/manifest';
import type { State, Trace } from '../trace/trace';
import { readRow, type RowReading } from './softmax';
import { believed } from './told';

/** What a run needs to know of the world that a model read. */
type World = Pick<Trace, 'cells' | 'slots' | 'objects' | 'initial' | 'steps' | 'final'>;

/** What a model believes after one step. Classes are those of the model's task: products of prefixes. */
export interface StepPrediction {
  predicted: number;
  /** Probability of the predicted class. */
  confidence: number;
  truth: number;
  /** Probability of the true class. */
  probabilityOfTruth: number;
  right: boolean;
}

/** A model's reading of a trace, beside the truth. */
export interface ModelRun {
  /**
   * For each step; null where there is nothing to judge: the null state of chess, and steps before the first token of a
   * model that reads none for a rest.
   */
  steps: (StepPrediction | null)[];
  /** Index of the first step that is wrong; null when none is. */
  firstWrong: number | null;
  /** Share of judged steps that are right; null when none is judged. */
  accuracy: number | null;
  /** Number of steps that are judged. */
  judged: number;
  /** By slots of the world; -1 is a slot that only the model has. Null when the last step is not judged. */
  predictedFinal: State;
  trueFinal: State;
}

/** A text as a model reads it, and how its answers are read. */
export interface Reading {
  encoding: Encoding;
  /** The class of the true answer after each step; -1 where there is none. */
  truths: Int32Array;
  answer: AnswerRow;
}

/** The class that a row of logits says, beside the true one; undefined when they are not finite numbers. */
export type AnswerRow = (logits: Float32Array, start: number, classes: number, truth: number) => RowReading | undefined;

/** Class of the true state after each step, or the first step that has none. -1 stands for the null state. */
export function trueClasses(encoder: MonoidEncoder, encoding: Encoding): Int32Array | EncodingProblem {
  const classes = new Int32Array(encoding.products.length).fill(-1);
  for (const [step, product] of encoding.products.entries()) {
    if (!product) continue;
    const id = encoder.classOf(product);
    if (id === undefined) return { problem: `it has no class for the state after step ${step + 1}`, step };
    classes[step] = id;
  }
  return classes;
}

/**
 * Reads a model's logits against the truth.
 *
 * @param trace the world that the model read, the five-object view where that was used
 * @param logits `[1, tokens, classes]`, for `encoding.tokens`
 */
export function judge(
  trace: World,
  encoder: MonoidEncoder,
  encoding: Encoding,
  logits: Tensor,
): ModelRun | EncodingProblem {
  const truths = trueClasses(encoder, encoding);
  if ('problem' in truths) return truths;
  return judgeReading(trace, encoder.task, { encoding, truths, answer: readRow }, logits);
}

/** The same of a model of any task. */
export function judgeReading(
  trace: World,
  task: Manifest['task'],
  { encoding, truths, answer }: Reading,
  logits: Tensor,
): ModelRun | EncodingProblem {
  const classes = logits.dims[2] ?? 0;
  const steps: (StepPrediction | null)[] = [];
  for (const [step, truth] of truths.entries()) {
    const token = encoding.after[step] ?? -1;
    if (token < 0) {
      steps.push(null);
      continue;
    }
    const row = answer(logits.data, token * classes, classes, truth);
    if (!row) return { problem: `its logits after step ${step + 1} are not finite numbers`, step };
    const { predicted, confidence, probability } = row;
    steps.push({ predicted, confidence, truth, probabilityOfTruth: probability, right: predicted === truth });
  }
  return runOf(trace, task, steps);
}

/** A run from what the model believes after each step. */
export function runOf(trace: World, task: Manifest['task'], steps: (StepPrediction | null)[]): ModelRun {
  const judged = steps.filter((step) => step !== null);
  const firstWrong = steps.findIndex((step) => step?.right === false);
  const last = steps.at(-1);
  return {
    steps,
    firstWrong: firstWrong < 0 ? null : firstWrong,
    accuracy: judged.length === 0 ? null : judged.filter(({ right }) => right).length / judged.length,
    judged: judged.length,
    predictedFinal: last ? believed(task, trace, last.predicted) : null,
    trueFinal: trace.final,
  };
}
