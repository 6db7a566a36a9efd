import { extname } from 'node:path';
import { namedGroup } from '../algebra/groups';
import { NotationError } from '../algebra/notation';
import { SourceError } from '../trace/source';
import { generatorIds } from './generators';
import { languageOfExpression as ofExpression, languageOfTable } from '../languages/definition';
import type { Language } from '../languages/schema';
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

/** @throws SourceError at the place in the expression that is not understood */
export function languageOfExpression(uri: string, text: string, alphabet?: string): Language {
  try {
    return ofExpression(text, alphabet === undefined ? undefined : [...alphabet]);
  } catch (error) {
    throw error instanceof NotationError ? fault(uri, error.start, error.reason) : error;
  }
}

/**
 * A language from a file: a DFA (`.json`: `alphabet`, `start`, `transitions[state][symbol]` with null for none, and
 * `accepting`, a list of states) or else a regular expression.
 *
 * @throws SourceError
 */
export function languageOfFile(path: string, text: string, alphabet?: string): Language {
  if (extname(path).toLowerCase() !== '.json') return languageOfExpression(path, text, alphabet);
  try {
    return languageOfTable(path, text);
  } catch (error) {
    throw error instanceof RangeError ? fault(path, 0, error.message) : error;
  }
}

function fault(uri: string, at: number, reason: string): SourceError {
  const place = { line: 0, character: at };
  return new SourceError(uri, { start: place, end: place }, reason);
}
