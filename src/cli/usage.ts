import { parseArgs, type ParseArgsConfig } from 'node:util';
import { MOST_SEED } from '../analysis/sample-seed';
import { didYouMean } from './nearest';
import type { Option } from './option';

/** Wrong usage: the command ends with exit code 2. */
export class UsageError extends Error {}

/** What every verb takes. */
export const COMMON_OPTIONS: readonly Option[] = [
  { name: 'json', help: 'prints lines of JSON, as docs/formats.md describes them' },
  { name: 'help', help: 'shows this' },
];

export interface Arguments {
  /** As they were given, without the verb. */
  argv: readonly string[];
  positionals: string[];
  text(name: string): string | undefined;
  /** All values of an option that may be given several times. */
  texts(name: string): string[];
  list(name: string): string[] | undefined;
  /** @throws UsageError when the option is there but not a whole number of at least `least`. */
  count(name: string, least: number): number | undefined;
  /** `--seed`. @throws UsageError for one that is no whole number, or has more bits than count. */
  seed(): number | undefined;
  flag(name: string): boolean;
}

/** @throws UsageError for an option that the verb does not know. */
export function parseArguments(argv: readonly string[], options: readonly Option[]): Arguments {
  const all = [...options, ...COMMON_OPTIONS];
  const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    all.map(({ name, value, many }) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', ...(many && { multiple: true }) },
    ]),
  );
  const given = { args: [...argv], options: config, allowPositionals: true };
  refuseUnknown(given, all);
  let parsed;
  try {
    parsed = parseArgs(given);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const text = (name: string) => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    argv,
    positionals: parsed.positionals,
    text,
    texts: (name) => {
      const values = parsed.values[name];
      return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
    },
    list: (name) =>
      text(name)
        ?.split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    count: (name, least) => {
      const value = text(name);
      return value === undefined ? undefined : wholeNumber(value, least, `--${name}`);
    },
    seed: () => {
      const seed = text('seed') === undefined ? undefined : wholeNumber(text('seed') ?? '', 0, '--seed');
      if (seed !== undefined && seed > MOST_SEED) throw new UsageError(`--seed is at most ${MOST_SEED}, not ${seed}`);
      return seed;
    },
    flag: (name) => parsed.values[name] === true,
  };
}

function refuseUnknown(given: ParseArgsConfig, options: readonly Option[]): void {
  const { tokens } = parseArgs({ ...given, strict: false, tokens: true });
  const known = options.map(({ name }) => `--${name}`);
  for (const token of tokens) {
    if (token.kind !== 'option' || known.includes(`--${token.name}`)) continue;
    // Of a single dash every letter counts as an option of its own; what was written is meant.
    const written = token.rawName.startsWith('--') ? token.rawName : (given.args?.[token.index] ?? token.rawName);
    const hint = didYouMean(`--${written.replace(/^-+/, '')}`, known);
    const dash = token.rawName.startsWith('--') ? '' : ' (a text that begins with a dash comes after --)';
    throw new UsageError(`there is no option ${written}${hint || dash}`);
  }
}

export function wholeNumber(value: string, least: number, what: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least) {
    throw new UsageError(`${what} must be a whole number of at least ${least}, not '${value}'`);
  }
  return number;
}
