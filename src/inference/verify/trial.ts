import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { vocabularyOf, type Manifest } from '../../models/manifest';
import { generatorFor } from '../../models/random-words';
import { drawOf, type Draw } from '../../models/task-words';
import { shortReason } from '../providers';
import { checkOutput, ContractError, NAMED_OUTPUT, outputBytes, type ModelShape } from '../contract';
import type { Tensor } from '../protocol';
import type { Answer } from './compare';

/** What is verified: an open model, with the manifest of its file. */
export interface Candidate {
  manifest: Manifest;
  shape: ModelShape;
  /** @param tokens row-major `[batch, length]` */
  run(
    tokens: Int32Array,
    batch: number,
    length: number,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, Tensor>>>;
}

const SHOWN = /^(logits|hidden\.\d+)$/;

const SEED = 0x5eed;

/** The longest word; a model that cannot be run on it is verified as far as it goes. */
const LONGEST = [128, 64, 33, 16, 8, 4, 3, 2];

/** Outputs of one run at most, so that a model with very wide ones is verified on shorter words. */
const MOST_BYTES = 64 * 2 ** 20;

/** The runtime could not run the model on words of this size. */
export class RunError extends ContractError {
  constructor(
    readonly why: string,
    batch: number,
    length: number,
  ) {
    super(`it cannot be run on ${batch === 1 ? 'a word' : `${batch} words`} of ${length} tokens: ${why}`);
  }
}

/** Runs a model on words that are the same each time, and knows what it can be run on. */
export class Trial {
  readonly manifest: Manifest;
  readonly shape: ModelShape;
  /** Every output of the contract, and those that everybody sees. */
  readonly all: readonly string[];
  readonly shown: readonly string[];
  readonly vocabulary: number;
  /** The most tokens that it takes, where its file fixes them. */
  readonly most: number;
  private whole: Promise<{ word: Int32Array; answer: Answer }> | undefined;
  private readonly random: RandomGenerator = generatorFor(SEED, 0);
  private readonly draw: Draw | undefined;

  constructor(private readonly model: Candidate) {
    this.manifest = model.manifest;
    this.shape = model.shape;
    this.all = [...model.shape.outputs.keys()].filter((name) => NAMED_OUTPUT.test(name));
    this.shown = this.all.filter((name) => SHOWN.test(name));
    this.vocabulary = vocabularyOf(model.manifest);
    this.most = model.shape.longest?.tokens ?? Infinity;
    this.draw = drawOf(model.manifest.task);
  }

  /** A token id, `bos` among them. */
  id(): number {
    return uniformInt(this.random, 0, this.vocabulary - 1);
  }

  /**
   * A word of so many tokens, `bos` among them. It is one of the task where that has words so long; a model may give
   * anything for another one, but must give it again.
   */
  word(length: number): { tokens: Int32Array; ofTask: boolean } {
    const { bos } = this.manifest.task;
    const tokens = new Int32Array(length);
    const before = bos == null ? 0 : 1;
    if (bos != null) tokens[0] = bos;
    try {
      if (!this.draw) throw new RangeError('there is no telling its words');
      tokens.set(this.draw(this.random, length - before), before);
      return { tokens, ofTask: true };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      for (let at = before; at < length; at++) tokens[at] = this.id();
      return { tokens, ofTask: false };
    }
  }

  /** @throws ContractError when the runtime fails, or what comes out has another shape than the contract gives it */
  async run(words: readonly Int32Array[], outputs: readonly string[]): Promise<Answer> {
    const [batch, length] = [words.length, words[0]?.length ?? 0];
    const tokens = new Int32Array(batch * length);
    words.forEach((word, at) => tokens.set(word, at * length));
    let results: Awaited<ReturnType<Candidate['run']>>;
    try {
      results = await this.model.run(tokens, batch, length, outputs);
    } catch (error) {
      if (error instanceof ContractError) throw error;
      throw new RunError(shortReason(error), batch, length);
    }
    const tensors = new Map<string, Tensor>();
    for (const name of outputs) {
      const tensor = results[name];
      if (!tensor) throw new ContractError(`the model gave no "${name}"`);
      // How many classes there are is a question of its own.
      checkOutput(name, tensor.dims, { batch, length }, tensor.dims[2] ?? 0);
      tensors.set(name, tensor);
    }
    return { batch, length, tensors };
  }

  /** Whether all outputs for words of a length, or for a batch of them, are of a reasonable size. */
  fits(batch: number, length: number): boolean {
    const shapes = [...this.shape.outputs].filter(([name]) => this.all.includes(name));
    return batch * outputBytes(this.shape, shapes, length) <= MOST_BYTES;
  }

  /** The longest word, of a few, that the model can be run on, and what it says to it. @throws as {@link run} */
  longest(): Promise<{ word: Int32Array; answer: Answer }> {
    return (this.whole ??= this.findLongest());
  }

  private async findLongest() {
    let last: unknown;
    const lengths = [...new Set(LONGEST.map((length) => Math.min(length, this.most)))];
    for (const length of lengths.filter((one) => one === lengths.at(-1) || this.fits(1, one))) {
      const word = this.word(length).tokens;
      try {
        return { word, answer: await this.run([word], this.all) };
      } catch (error) {
        if (!(error instanceof RunError)) throw error;
        last = error;
      }
    }
    throw last;
  }
}
