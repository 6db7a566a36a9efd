import * as z from 'zod/mini';
import { id, type Schema, type Type } from './schema';

/** One model in one probe: what most questions are about. */
export type RunKey = Type<typeof runKey>;
const ofRun = { probe: id, model: id };
export const runKey = z.object(ofRun);

/** An output with a row of numbers for each step: `hidden.k`, `state.k`, `decay.k`. */
export type OutputKey = Type<typeof outputKey>;
/** Outputs are named as in the model contract; whether the model has it is another question. */
export const output = z.string().check(z.regex(/^(hidden|state|decay|transition|attention)\.\d{1,3}$/));
export const outputKey = z.object({ ...ofRun, output });

/**
 * What becomes of a request in a saved page, behind which nobody is who could run a model: it is refused; or worked out
 * there (`webview/saved`) from what is kept; or its answer to each of these questions, without probe and model, is kept
 * for every model that ran.
 */
export type InFile<Ask> = 'refused' | 'worked out' | readonly Omit<Ask, keyof RunKey>[];

/** A question of the page and the extension's answer. */
export interface Declaration<Ask, Answer, Saved extends InFile<Ask>> {
  ask: Schema<Ask>;
  answer: Schema<Answer>;
  saved: Saved;
}

/** Declares a request; both ends and the saved page derive from what stands here. */
export function request<Ask, Answer, const Saved extends InFile<Ask>>(
  declaration: Declaration<Ask, Answer, Saved>,
): Declaration<Ask, Answer, Saved> {
  return declaration;
}
