import { languageOfExpression } from '../../languages/definition';
import { NotationError } from '../../algebra/notation';
import { namedLanguage } from '../../languages/catalogue';
import { LANGUAGE_NAMES, namesLike } from '../../languages/names';
import { PROBLEM_NAMES, problemNamed } from './problems';
import type { Language } from '../../languages/schema';

/** What a person says of a text that does not name its language. */
export const FORMAL_OPTION = {
  name: 'formal',
  value: 'LANGUAGE',
  help: `the text is a word of this language: ${LANGUAGE_NAMES}, /EXPRESSION/ or brackets (those of any text); or an instance of this problem: ${PROBLEM_NAMES}`,
} as const;

/** Why what a person writes is no language; undefined where it is one. */
export function formalFault(written: string): string | undefined {
  if (written === 'brackets' || problemNamed(written)) return undefined;
  try {
    languageSaid(written);
    return undefined;
  } catch (error) {
    if (error instanceof NotationError) return error.reason;
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A name such as `parity`, or an expression between slashes. @throws NotationError, RangeError where it is none */
export function languageSaid(written: string): Language {
  const expression = /^\/(.*)\/$/s.exec(written)?.[1];
  if (expression !== undefined) return languageOfExpression(expression);
  const language = namedLanguage(written.trim().toLowerCase());
  if (!language)
    throw new RangeError(
      `'${written}' is no language: ${namesLike(written)}, brackets, or an expression between slashes; nor a problem: ${PROBLEM_NAMES}`,
    );
  return language;
}
