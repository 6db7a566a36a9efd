import type { CallOptions } from '../../inference/client';
import type { AskedPatch, Looks, SourceWords } from '../../inference/looks';
import { encoderOf } from '../../models/encoding';
import { isMonoid, type MonoidTask } from '../../models/manifest';
import { hiddenLayers, insideOutputs } from '../../representation/outputs';
import type { Inside } from '../inside';
import { judge, type ModelRun } from '../model-run';
import type { ProbedModel } from '../probe';
import { SAMPLE_SEED } from '../sample-seed';
import { sampleWords } from '../sample-words';
import { leadingWord, randomWord } from './leading-word';
import { PatchError } from './patch-error';
import { classesMeaning } from './wanted-state';

/** Where the state comes from that is put in; steps count from zero. */
export type Origin =
  | { kind: 'step'; step: number }
  /** Another text that the same model read. */
  | { kind: 'text'; entry: ProbedModel; step: number }
  | { kind: 'word' }
  /** A random word that leads to a state, see `classesMeaning`. */
  | { kind: 'state'; state: string }
  | { kind: 'zero' }
  /** Over the tokens of random words about as long as the text. */
  | { kind: 'mean' }
  | { kind: 'values'; values: Float32Array };

export interface WantedPatch {
  /** `hidden.2`, or `state.1`. */
  output: string;
  /** After which step of the text, from zero. */
  step: number;
  from: Origin;
}

/** A text as a model read it, and once more with its states replaced; both in one view of its graph. */
export interface PatchedRun {
  before: ModelRun;
  after: ModelRun;
  /** Of each patch. */
  sizes: Looks['patched']['answer']['sizes'];
}

/** Words of which the mean is taken. */
const MEAN_WORDS = 64;

/** The layers and recurrent states that can be replaced. */
export function replaceable(outputs: readonly string[]): string[] {
  const states = insideOutputs(outputs).filter(({ kind }) => kind === 'state');
  return [...hiddenLayers(outputs), ...states.map(({ output }) => output)];
}

/**
 * Runs a text with states replaced.
 *
 * @param seed of random words
 * @throws PatchError, InferenceError, GradingError; the signal's reason when it is aborted
 */
export async function patchRun(
  entry: ProbedModel,
  inside: Inside,
  wanted: readonly WantedPatch[],
  { seed = SAMPLE_SEED, ...call }: CallOptions & { seed?: number | undefined } = {},
): Promise<PatchedRun> {
  const { manifest } = entry.model;
  if (!isMonoid(manifest)) throw new PatchError(`${manifest.name} reads no updates of a state`);
  const { task } = manifest;
  const sources = new Sources(entry, task, seed);
  const patches = wanted.map(({ output, step, from }): AskedPatch => {
    checkOutput(entry, output);
    const token = tokenAfter(entry, step);
    return { output, token, value: sources.valueOf(from, step, token) };
  });
  const { before, after, sizes } = await inside.look('patched', { patches, sources: sources.words }, call);
  const judged = [before, after].map((logits) => judge(entry.trace, encoderOf(task), entry.encoding, logits));
  const [first, second] = judged.map((run) => {
    if ('problem' in run) throw new PatchError(run.problem);
    return run;
  });
  if (!first || !second) throw new PatchError('there is no run');
  return { before: first, after: second, sizes };
}

function checkOutput({ facts }: ProbedModel, output: string): void {
  const able = replaceable(facts.outputs);
  if (able.includes(output)) return;
  const [kind = '', layer = ''] = output.split('.');
  const known = able.filter((name) => name.startsWith(`${kind}.`)).map((name) => name.split('.')[1]);
  const what = kind === 'state' ? 'recurrent state of layer' : 'layer';
  const there = known.length > 0 ? `, only ${known.join(', ')}` : '';
  throw new PatchError(`the model shows no ${what} ${layer}${there}`);
}

/** @throws PatchError for a step that is not there, or has no state */
function tokenAfter({ encoding: { after } }: ProbedModel, step: number): number {
  if (step < 0 || step >= after.length)
    throw new PatchError(`there is no step ${step + 1}: the text has ${after.length}`);
  const token = after[step] ?? -1;
  if (token < 0) throw new PatchError(`the model has no state after step ${step + 1}`);
  return token;
}

/** Words that states are taken from, each run once. */
class Sources {
  readonly words: SourceWords[] = [];

  constructor(
    private readonly entry: ProbedModel,
    private readonly task: MonoidTask,
    private readonly seed: number,
  ) {}

  valueOf(from: Origin, step: number, token: number): AskedPatch['value'] {
    const { encoding, trace } = this.entry;
    switch (from.kind) {
      case 'values':
      case 'zero':
        return from;
      case 'step':
        return this.at(encoding.tokens, tokenAfter(this.entry, from.step));
      case 'text':
        checkWorld(this.entry, from.entry);
        return this.at(from.entry.encoding.tokens, tokenAfter(from.entry, from.step));
      case 'word':
        return this.end(randomWord(this.task, this.stepsRead(token), this.seed));
      case 'state': {
        const classes = classesMeaning(this.task, trace, step, from.state);
        return this.end(leadingWord(this.task, classes, this.stepsRead(token), this.seed));
      }
      case 'mean': {
        const { tokens, length } = sampleWords(this.task, encoding.tokens.length, this.seed);
        const words = tokens.subarray(0, MEAN_WORDS * length);
        this.words.push({ tokens: words, batch: words.length / length, length });
        return { kind: 'mean', source: this.words.length - 1 };
      }
    }
  }

  /** Tokens of the text that the model has read, without the one that starts words. */
  private stepsRead(token: number): number {
    return token + (this.task.bos == null ? 1 : 0);
  }

  private end(word: Int32Array): AskedPatch['value'] {
    return this.at(word, word.length - 1);
  }

  private at(tokens: Int32Array, token: number): AskedPatch['value'] {
    this.words.push({ tokens, batch: 1, length: tokens.length });
    return { kind: 'token', source: this.words.length - 1, token };
  }
}

/** A state means something in the world that it was computed in. */
function checkWorld({ trace }: ProbedModel, { trace: other }: ProbedModel): void {
  if (trace.slots.length !== other.slots.length || Boolean(trace.cells) !== Boolean(other.cells))
    throw new PatchError(
      `the other text has another world (${worldText(other)}, this one ${worldText(trace)}): its state means nothing here`,
    );
}

function worldText({ slots, cells }: ProbedModel['trace']): string {
  return cells ? `cells in ${slots.length} slots` : `${slots.length} slots`;
}
