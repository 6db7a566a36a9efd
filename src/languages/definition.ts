import * as z from 'zod';
import { NotationError } from '../algebra/notation';
import { MAX_STATES } from './automaton';
import { fromAutomaton, namedLanguage, regular } from './catalogue';
import { ExpressionError, refuseForeign, symbolsOf } from './regular-expression';
import { namesLike } from './names';
import type { Language } from './schema';

/** How a language is said: by its name, by an expression, by a table. Places in errors are offsets in what says it. */

/** @throws NotationError at an offset of the text that is not understood */
export function languageOfExpression(text: string, alphabet?: readonly string[]): Language {
  const expression = text.trim();
  const start = text.indexOf(expression);
  const symbols = alphabet ? [...new Set(alphabet)] : symbolsOf(expression);
  if (symbols.length === 0) throw new NotationError(start, start + expression.length, 'an expression without symbols');
  const long = symbols.find((symbol) => [...symbol].length !== 1);
  if (long !== undefined)
    throw new NotationError(
      start,
      start + expression.length,
      `symbols of an expression are single characters, not '${long}'`,
    );
  try {
    if (!alphabet) refuseForeign(expression);
    return regular(expression, expression, symbols);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const at = start + [...expression].slice(0, error.at).join('').length;
    throw new NotationError(at, Math.max(at, Math.min(at + 1, text.length)), error.reason);
  }
}

/** @throws RangeError where there is none */
export function languageNamed(name: string): Language {
  const language = namedLanguage(name.toLowerCase());
  if (!language) throw new RangeError(`'${name}' is no language: ${namesLike(name)}, or a file`);
  return language;
}

const automatonFile = z
  .object({
    name: z.string().max(120).optional(),
    alphabet: z.array(z.string().min(1).max(40)).min(1).max(1000),
    start: z.number().int().nonnegative(),
    /** `transitions[state][symbol]`; null where no word goes on. */
    transitions: z.array(z.array(z.number().int().nonnegative().nullable())).min(1).max(MAX_STATES),
    accepting: z.array(z.number().int().nonnegative()),
  })
  .superRefine(({ alphabet, start, transitions, accepting }, context) => {
    const states = transitions.length;
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (start >= states) issue(['start'], `there are only ${states} states`);
    if (new Set(alphabet).size < alphabet.length) issue(['alphabet'], 'a symbol occurs twice');
    transitions.forEach((row, state) => {
      if (row.length !== alphabet.length)
        issue(['transitions', state], `must have one entry for each of the ${alphabet.length} symbols`);
      if (row.some((target) => target !== null && target >= states))
        issue(['transitions', state], `there are only ${states} states`);
    });
    if (accepting.some((state) => state >= states)) issue(['accepting'], `there are only ${states} states`);
  });

/**
 * The language of a DFA in JSON: `alphabet`, `start`, `transitions[state][symbol]` with null for none, and `accepting`, a list of
 * states.
 *
 * @throws RangeError where it is none
 */
export function languageOfTable(name: string, text: string): Language {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`this is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const result = automatonFile.safeParse(data);
  if (!result.success) throw new RangeError(`this is no automaton: ${z.prettifyError(result.error)}`);
  const { alphabet, start, transitions, accepting } = result.data;
  return ofPartialTable(result.data.name ?? name, alphabet, { start, transitions, accepting: new Set(accepting) });
}

/** Of a table in which null leads out of the language. */
export function ofPartialTable(
  name: string,
  alphabet: string[],
  {
    start,
    transitions,
    accepting,
  }: { start: number; transitions: readonly (readonly (number | null)[])[]; accepting: ReadonlySet<number> },
): Language {
  const dead = transitions.length;
  const complete = [...transitions.map((row) => row.map((target) => target ?? dead)), alphabet.map(() => dead)];
  const accepts = complete.map((_, state) => accepting.has(state));
  return fromAutomaton(name, alphabet, { start, transitions: complete, accepting: accepts });
}
