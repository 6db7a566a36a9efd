import { extname } from 'node:path';
import * as z from 'zod';
import { namedGroup } from '../algebra/groups';
import { SourceError } from '../trace/source';
import { generatorIds } from './generators';
import { MAX_STATES } from './languages/automaton';
import { fromAutomaton, LANGUAGE_NAMES, namedLanguage, regular } from './languages/catalogue';
import { ExpressionError, symbolsOf } from './languages/regular-expression';
import type { Language } from './languages/rule';
import type { Fractions } from './keys';
import { DRESSES, type Dress, type LanguagePlan, type WordsPlan } from './plan';

/** Options as people write them → parts of a plan. */

/** Examples that one piece of work makes, and bytes of files that it reads. */
export const CHUNK_EXAMPLES = 4096;
export const CHUNK_BYTES = 1 << 17;
/** Rows of a Parquet file. */
export const SHARD = 100_000;

export const MAX_COUNT = 1_000_000_000;

/** `16` or `4-64`. @throws RangeError */
export function parseLengths(text: string): { least: number; most: number } {
  const [, first, second] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const [least, most] = [Number(first), Number(second ?? first)];
  if (first === undefined || least < 1 || most < least || most > 100_000)
    throw new RangeError(`a length is a number such as 16, or a range such as 4-64 (at most 100000), not '${text}'`);
  return { least, most };
}

/** `80,10,10`, or any three numbers in these proportions. @throws RangeError */
export function parseFractions(text: string): Fractions {
  const parts = text.split(',').map(Number);
  const sum = parts.reduce((total, part) => total + part, 0);
  if (parts.length !== 3 || parts.some((part) => !(part >= 0)) || !(sum > 0) || !Number.isFinite(sum))
    throw new RangeError(`the shares of train, validation and test are three numbers such as 80,10,10, not '${text}'`);
  const [train = 0, validation = 0, test = 0] = parts.map((part) => part / sum);
  return [train, validation, test];
}

export interface WordOptions {
  group: string;
  generators: string;
  length: string;
  count: number;
  unique: boolean;
  as: string;
}

/** @throws RangeError; SourceError where `generators` is no list of elements */
export async function planWords({
  group: name,
  generators,
  length,
  count,
  unique,
  as,
}: WordOptions): Promise<WordsPlan> {
  const group = namedGroup(name);
  if (!group) throw new RangeError(`'${name}' is not a group: S5, A5, Z60, A4xZ5 and the like`);
  const dress: Dress | undefined = DRESSES.find((one) => one === as);
  if (!dress) throw new RangeError(`'${as}' is not one of ${DRESSES.join(', ')}`);
  const { least, most } = parseLengths(length);
  const ids = await generatorIds(group, generators);
  const letters = ids?.length ?? Number(group.order);
  const room = Array.from({ length: most - least + 1 }, (_, k) => letters ** (least + k)).reduce(
    (sum, n) => sum + n,
    0,
  );
  if (unique && room < count)
    throw new RangeError(`there are only ${room} different words of these lengths, not ${count}`);
  if (dress === 'chess' && group.degree !== 5)
    throw new RangeError(`chess tells words of five things, ${group.name} moves ${group.degree}`);
  return {
    kind: 'word',
    group: group.name,
    generators: ids && [...ids],
    lengths: { least, most },
    count,
    unique,
    as: dress,
  };
}

/** @throws RangeError when there is no such language; SourceError where a text is no regular expression */
export function planLanguage(language: Language, length: string, count: number): LanguagePlan {
  return {
    kind: 'language',
    name: language.name,
    definition: JSON.stringify(language),
    lengths: parseLengths(length),
    count,
  };
}

export function languageNamed(name: string): Language {
  const language = namedLanguage(name);
  if (!language) throw new RangeError(`'${name}' is no language: ${LANGUAGE_NAMES}, or a file`);
  return language;
}

/** @throws SourceError at the place in the expression that is not understood */
export function languageOfExpression(uri: string, text: string, alphabet?: string): Language {
  const expression = text.trim();
  const symbols = alphabet === undefined ? symbolsOf(expression) : [...new Set(alphabet)];
  if (symbols.length === 0) throw fault(uri, 0, 'an expression without symbols');
  try {
    return regular(expression, expression, symbols);
  } catch (error) {
    if (error instanceof ExpressionError) throw fault(uri, text.indexOf(expression) + error.at, error.reason);
    throw error;
  }
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
 * A language from a file: a DFA (`.json`: `alphabet`, `start`, `transitions[state][symbol]` with null for none, and
 * `accepting`, a list of states) or else a regular expression.
 *
 * @throws SourceError
 */
export function languageOfFile(path: string, text: string, alphabet?: string): Language {
  if (extname(path).toLowerCase() !== '.json') return languageOfExpression(path, text, alphabet);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw fault(path, 0, `this is not JSON: ${(error as Error).message}`);
  }
  const result = automatonFile.safeParse(data);
  if (!result.success) throw fault(path, 0, `this is no automaton: ${z.prettifyError(result.error)}`);
  const { name, alphabet: symbols, start, transitions, accepting } = result.data;
  const dead = transitions.length;
  const complete = [...transitions.map((row) => row.map((target) => target ?? dead)), symbols.map(() => dead)];
  const accepts = complete.map((_, state) => accepting.includes(state));
  return fromAutomaton(name ?? path, symbols, { start, transitions: complete, accepting: accepts });
}

function fault(uri: string, at: number, reason: string): SourceError {
  const place = { line: 0, character: at };
  return new SourceError(uri, { start: place, end: place }, reason);
}
