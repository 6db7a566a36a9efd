import { extname } from 'node:path';
import { NotationError } from '../../algebra/notation';
import { languageOfExpression as ofExpression, languageOfTable } from '../../languages/definition';
import type { Language } from '../../languages/schema';
import { SourceError } from '../../trace/source';
import type { LanguagePlan } from './plan';
import { parseLengths } from './planning';

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
