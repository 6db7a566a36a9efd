import type { InferenceClient, CallOptions } from '../../inference/client';
import type { ModelFacts, ProviderName, RunRequest, Tensor } from '../../inference/protocol';
import type { Model } from '../../models/catalogue';
import { classesOf } from '../../models/manifest';
import { GradingError } from '../../models/grading/class-walk';
import { requestFor } from '../request';

/** Logits of one request, in bytes: little enough that it is soon done, and a search can be ended between two. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Runs a model over many words of different lengths. */
export class WordRunner {
  /** What ran them; undefined before the first run. */
  facts: ModelFacts | undefined;

  constructor(
    readonly model: Model,
    private readonly client: InferenceClient,
    private readonly providers: readonly ProviderName[],
    /** Other questions ask for the same words. */
    private readonly shared?: RunRequest['shared'],
  ) {}

  /**
   * The logits of every word, `[1, tokens, classes]`, told one by one in any order.
   *
   * @param words as the model reads them, with `bos`; none is empty
   * @throws InferenceError; GradingError when the model's file has changed meanwhile; the signal's reason
   */
  async run(
    words: readonly Int32Array[],
    options: CallOptions,
    take: (index: number, logits: Tensor) => void,
  ): Promise<void> {
    const classes = classesOf(this.model.manifest);
    for (const group of this.groups(words, classes)) {
      const length = words[group[0] ?? 0]?.length ?? 0;
      // Shorter words are followed by token 0: a model's answer must not depend on later tokens.
      const tokens = new Int32Array(group.length * length);
      group.forEach((index, row) => tokens.set(words[index] ?? [], row * length));
      const { providers, shared } = this;
      const request = requestFor(this.model, tokens, { providers, batch: group.length, shared });
      const { tensors, ...facts } = await this.client.run(request, options);
      if (this.facts && this.facts.digest !== facts.digest)
        throw new GradingError('its file has changed since the first words were run');
      this.facts = facts;
      const logits = tensors['logits']?.data ?? new Float32Array();
      group.forEach((index, row) => {
        const size = words[index]?.length ?? 0;
        const start = row * length * classes;
        take(index, { dims: [1, size, classes], data: logits.subarray(start, start + size * classes) });
      });
    }
  }

  /** Which words run together: the longest first, and with each only what is at least half as long. */
  private groups(words: readonly Int32Array[], classes: number): number[][] {
    const lengthOf = (index: number | undefined): number => words[index ?? -1]?.length ?? 0;
    const order = [...words.keys()].sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
    const groups: number[][] = [];
    for (const index of order) {
      const group = groups.at(-1);
      const longest = lengthOf(group?.[0]);
      const fits = group && 4 * classes * longest * (group.length + 1) <= BATCH_BYTES;
      if (fits && 2 * lengthOf(index) >= longest) group.push(index);
      else groups.push([index]);
    }
    return groups;
  }
}
