import type * as z from 'zod';

/** What a validator calls the kinds of values, in words. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** Code units of a value that is quoted. */
const MOST_QUOTED = 60;

/**
 * What a validator says, in words: `safeParse(data, { error: inWords })`. A schema's own message is not touched.
 *
 * @returns undefined for what it has no words for, which leaves the validator's
 */
export const inWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `there is no field ${issue.keys.map(valueInWords).join(', ')}`;
  const asked = askedFor(issue);
  if (asked === undefined) return undefined;
  return issue.input === undefined
    ? `is missing, and must be ${asked}`
    : `must be ${asked}, not ${valueInWords(issue.input)}`;
};

function askedFor(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? oneOf(issue.options) : undefined;
    case 'too_small':
      return bounded(issue.origin, `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`);
    case 'too_big':
      return bounded(issue.origin, `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`);
    default:
      return undefined;
  }
}

function bounded(origin: string, bound: string): string {
  if (origin === 'string') return `text of ${bound} characters`;
  return origin === 'array' || origin === 'set' ? `a list of ${bound}` : bound;
}

function oneOf(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' or ');
}

function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty one' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string' && value.length > MOST_QUOTED) return `text of ${value.length}`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
