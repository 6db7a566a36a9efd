import type { Inside } from '../analysis/inside';
import type { ProbedModel } from '../analysis/probe';

/** A model that ran over a text, and what can be seen inside it. */
export interface LookedAt {
  entry: ProbedModel;
  inside: Inside;
}
