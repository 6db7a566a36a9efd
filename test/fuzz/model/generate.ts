import type { Language, Model } from './ast';
import { beginning } from './beginning';
import { statement } from './statements';
import { Writer } from './writer';

/**
 * A random program of a language, the same for the same seed. What it does is defined by its language: every index is
 * in range, every number stays between 0 and some thousands, and no two effects meet whose order is open.
 */
export function randomModel(language: Language, seed: number): Model {
  const w = new Writer(language, seed, statement);
  w.isMain = w.random.chance(75);
  const { parameters, values, body } = beginning(w);
  const statements = w.random.int(3, 8);
  for (let k = 0; k < statements; k++) body.push(...statement(w, 0));
  return {
    ...{ seed, language, arrays: w.arrays, functions: [...w.functions.values()], head: [...w.head].flat() },
    stage: { isMain: w.isMain, parameters, arguments: values, body },
    roots: w.roots,
  };
}
