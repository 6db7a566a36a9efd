import { compose, extend, isIdentity, isPermutation, keyOf, productOn, type SlotMap } from '../algebra/maps';
import { CayleyGraph } from './cayley';
import type { MonoidTask } from './manifest';

/** Tokens of one word at most. A trace is longer only by mistake, and no model here could be run on it. */
const MAX_WORD_TOKENS = 4_000_000;

/** A trace as a model reads it. */
export interface Encoding {
  /** Token ids, `bos` first where the model has one. */
  tokens: Int32Array;
  /**
   * For each step the index of the token after which the state counts, the last one of the step's word; -1 where there
   * is no such token: at the null state, and before the first token of a model without `bos`.
   */
  after: Int32Array;
  /** For each step the map, or table, from the first state to the state after it; null from the null state on. */
  products: (SlotMap | null)[];
}

/** Why a trace cannot be told to a model; `step` is the first one at fault. */
export interface EncodingProblem {
  problem: string;
  step?: number;
}

/** Turns steps into words over a model's tokens, and a model's classes back into states. */
export class MonoidEncoder {
  private readonly graph: CayleyGraph;
  private readonly words = new Map<string, readonly number[] | undefined>();
  private readonly classIds: Map<string, number>;
  private readonly identityToken: number;

  constructor(readonly task: MonoidTask) {
    this.graph = new CayleyGraph(task.degree, task.tokens, productOn(task.acts));
    this.classIds = new Map(task.classes.map((map, id) => [keyOf(map), id]));
    this.identityToken = task.tokens.findIndex(isIdentity);
  }

  /**
   * The word of a trace of `slots` slots (or values) with these maps (or tables, where the task acts on values); null
   * maps are chess's null state. A world smaller than the
   * model's is padded with slots that never change. A step that the tokens do not generate is a problem, not a guess.
   */
  encode(slots: number, maps: readonly (SlotMap | null)[]): Encoding | EncodingProblem {
    const { degree, bos } = this.task;
    const multiply = productOn(this.task.acts);
    if (slots > degree) return { problem: `needs a world of at most ${degree} ${this.points}, this one has ${slots}` };
    const tokens: number[] = bos == null ? [] : [bos];
    const after = new Int32Array(maps.length).fill(-1);
    const products: (SlotMap | null)[] = [];
    let product: SlotMap | null = extend([], degree);
    for (const [step, map] of maps.entries()) {
      if (map === null || product === null) {
        product = null;
      } else {
        const padded = extend(map, degree);
        const word = this.word(padded);
        if (!word) return { problem: this.outside(step, padded), step };
        for (const token of word) tokens.push(token);
        if (tokens.length > MAX_WORD_TOKENS)
          return { problem: `the word would be longer than ${MAX_WORD_TOKENS} tokens`, step };
        after[step] = tokens.length - 1;
        product = multiply(product, padded);
      }
      products.push(product);
    }
    return { tokens: Int32Array.from(tokens), after, products };
  }

  /** The class that stands for `map`; undefined when the model has none for it. */
  classOf(map: SlotMap): number | undefined {
    return this.classIds.get(keyOf(map));
  }

  /**
   * The arrangement that class `id` of a task on slots means in a world that began as `initial`. Where the model has more slots than the
   * world, the slots that pad it hold objects `-1`, which belong to nobody; a wrong prediction may move one in.
   */
  arrangement(id: number, initial: readonly number[]): number[] {
    const map = this.task.classes[id];
    if (!map) throw new RangeError(`the model has no class ${id}`);
    return compose(initial, map.slice(0, initial.length)).map((object: number | undefined) => object ?? -1);
  }

  /** Shortest word for one map over the model's slots; an identity takes the identity token if there is one. */
  private word(map: SlotMap): readonly number[] | undefined {
    const key = keyOf(map);
    if (!this.words.has(key)) {
      const isRest = this.identityToken >= 0 && isIdentity(map);
      this.words.set(key, isRest ? [this.identityToken] : this.graph.word(map));
    }
    return this.words.get(key);
  }

  private get points(): string {
    return this.task.acts === 'values' ? 'values' : 'slots';
  }

  private outside(step: number, map: SlotMap): string {
    if (!isPermutation(map) && this.task.tokens.every(isPermutation))
      return `its tokens only permute, and step ${step + 1} ${this.task.acts === 'values' ? 'makes two values equal' : 'overwrites a slot'} (task ${this.task.name})`;
    const reach = this.graph.complete
      ? `its tokens do not generate step ${step + 1}`
      : `step ${step + 1} is not among the first ${this.graph.size} products of its tokens`;
    return `${reach} (task ${this.task.name})`;
  }
}

const encoders = new WeakMap<MonoidTask, MonoidEncoder>();

/** The encoder of a task; one for each, so that the search over its Cayley graph is done once. */
export function encoderOf(task: MonoidTask): MonoidEncoder {
  const known = encoders.get(task);
  if (known) return known;
  const encoder = new MonoidEncoder(task);
  encoders.set(task, encoder);
  return encoder;
}
