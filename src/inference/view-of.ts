import type { Bits } from '../graph/round';
import type { SiteKind } from '../graph/site-kinds';

/** What a view of a model is to take and give beside its tokens and logits; all names are the contract's. */
export interface ViewOf {
  /** Outputs beside the logits. */
  outputs: readonly string[];
  /** `hidden.k` that can be replaced. */
  layers: readonly string[];
  /** `state.k` that can be replaced, each by up to so many values in a word. */
  states: readonly { output: string; slots: number }[];
  /** Seed by which its weights are put into another order: the untrained twin. */
  untrained?: number;
  /** Kinds of parts that can be put out of action. */
  ablated?: readonly SiteKind[];
  /** `state.k`, each of whose steps starts from a state that is given. */
  probed?: string;
  /** Bits of mantissa to which it is rounded. */
  bits?: Bits;
}
