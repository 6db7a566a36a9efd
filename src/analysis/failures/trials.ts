import { least } from '../../lists/extremes';
import type { ModelFacts } from '../../inference/protocol';
import type { Manifest } from '../../models/manifest';
import { isWord, type WordPlace } from '../../models/word-places';
import { GradingError } from '../../models/grading/class-walk';
import { asRead } from '../tokens';
import { answersOf, type Answer } from './answers';
import type { Judge } from './ddmin';
import type { Tries } from './tries';
import type { WordRunner } from './word-runner';

/** What came of a word. */
export interface Trial {
  word: readonly number[];
  /** So many of its tokens are enough to fail; null where it does not fail. */
  enough: number | null;
  /** How far it is from failing, in logits: the least margin of all tokens and models. */
  margin: number;
}

/** Tries words on one model, which fails where it is wrong, or on two, which fail where they say different things. */
export class Trials {
  private readonly answers;

  /**
   * @param start where words of the task begin
   * @param runners of one model, or of two that read the same words
   */
  constructor(
    private readonly runners: readonly WordRunner[],
    readonly start: WordPlace,
    private readonly tries: Tries,
    private readonly onTries: (count: number) => void,
  ) {
    this.answers = runners.map(({ model }) => answersOf(model.manifest));
  }

  /** What ran each model. */
  get facts(): (ModelFacts | undefined)[] {
    return this.runners.map(({ facts }) => facts);
  }

  /** @throws Stopped; InferenceError; GradingError; the signal's reason */
  async of(words: readonly (readonly number[])[]): Promise<Trial[]> {
    const said = await this.tries.make(words.length, (signal) => {
      this.onTries(this.tries.count);
      return this.run(words, signal);
    });
    return words.map((word, index) => this.trialOf(word, index, said));
  }

  /**
   * What each model says at the end of a word that fails, run once more and alone; no try.
   *
   * @throws GradingError where it fails only beside others
   */
  async alone(word: readonly number[], signal: AbortSignal | undefined): Promise<Answer[]> {
    const said = await this.run([word], signal);
    if (this.trialOf(word, 0, said).enough === null)
      throw new GradingError(
        `it fails on ${word.length} tokens only when they are run beside other words: two answers are as good as equal`,
      );
    return said.flatMap(([answers]) => answers?.at(-1) ?? []);
  }

  /** What is no word of the task does not fail, and is not run. */
  readonly judge: Judge<number> = async (candidates) => {
    const words = candidates.filter((word) => isWord(this.start, word));
    const enough = new Map((await this.of(words)).map((trial) => [trial.word, trial.enough]));
    return candidates.map((word) => enough.get(word) ?? null);
  };

  /** @param said by model and word */
  private trialOf(word: readonly number[], index: number, said: readonly (readonly Answer[][])[]): Trial {
    const each = said.map((answers) => answers[index] ?? []);
    const [one = [], other] = each;
    const enough = one.findIndex((answer, at) => answer.said !== (other ? other[at]?.said : answer.truth)) + 1;
    const margin = least(each.flat().map((answer) => answer.margin));
    return { word, enough: enough === 0 ? null : enough, margin };
  }

  private async run(words: readonly (readonly number[])[], signal: AbortSignal | undefined): Promise<Answer[][][]> {
    const all: Answer[][][] = [];
    for (const [index, runner] of this.runners.entries()) {
      const answers: Answer[][] = words.map(() => []);
      const tokens = words.map((word) => asRead(runner.model.manifest.task, word));
      await runner.run(tokens, { signal }, (at, logits) => {
        answers[at] = this.answers[index]?.(words[at] ?? [], logits) ?? [];
      });
      all.push(answers);
    }
    return all;
  }
}

/** @throws GradingError where two models do not read the same words */
export function refuseOthers([one, other]: readonly { manifest: Manifest }[]): void {
  if (!one || !other || wordsOf(one.manifest) === wordsOf(other.manifest)) return;
  const [a, b] = [one, other].map(({ manifest }) => `${manifest.id} (${manifest.task.name})`);
  throw new GradingError(`${a ?? ''} and ${b ?? ''} do not read the same words: name two models of one task`);
}

function wordsOf({ task }: Manifest): string {
  return JSON.stringify(
    task.kind === 'monoid' ? [task.degree, task.acts ?? 'slots', task.tokens] : [task.alphabet, task.rule],
  );
}
