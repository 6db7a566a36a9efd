import { readCode } from '../../src/readers/code';
import { SourceError } from '../../src/trace/source';
import { difference } from './compare';
import type { Model } from './model/ast';
import { functionsOf, print } from './print';
import type { Run } from './program';

export type Verdict =
  | { is: 'same'; steps: number }
  | { is: 'refused'; reason: string }
  /** The reader says that nothing moves; that it is asked for everything, as well, says whether this is so. */
  | { is: 'unmoved' }
  | { is: 'different'; reason: string };

/**
 * Reads a program twice, once with the world that the reader chooses and once with all roots, and compares both with
 * what the real run did.
 */
export async function judge(model: Model, run: Run): Promise<Verdict> {
  if (run.error !== undefined) return { is: 'different', reason: `the program fails: ${run.error}` };
  if (run.events.length === 0) return { is: 'different', reason: 'the real run told nothing' };
  const source = { uri: `seed-${model.seed}`, language: model.language, text: print(model) };
  const functions = functionsOf(model);
  try {
    const all = await readCode(source, { track: model.roots.map(({ name }) => name) });
    const wrong = difference(all, run, { isComplete: true, functions });
    if (wrong !== undefined) return { is: 'different', reason: `with every root: ${wrong}` };
    // A constructor that is called beside the stage has variables of its own, of the same names.
    const hasOthers = !model.stage.isMain && model.roots.some(({ type }) => type.of === 'pair');
    if (hasOthers) return { is: 'same', steps: all.steps.length };
    try {
      const trace = await readCode(source, {});
      // Of a called function, whose variables may have the names of roots.
      const isElsewhere = functions.some(([first, last]) =>
        trace.steps.every(({ range }) => range && range.start.line + 1 >= first && range.end.line < last),
      );
      if (isElsewhere) return { is: 'same', steps: all.steps.length };
      const chosen = difference(trace, run, { functions });
      if (chosen !== undefined) return { is: 'different', reason: `in the world it chose: ${chosen}` };
    } catch (error) {
      if (!(error instanceof SourceError) || !error.reason.startsWith('no value moves')) throw error;
      return { is: 'unmoved' };
    }
    return { is: 'same', steps: all.steps.length };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { is: 'refused', reason: error.message };
  }
}
