import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { partialOf } from '../datasets/build';
import { findFiles } from '../datasets/files/find';
import { FORMATS, PLAN_FORMAT, type Format, type Plan } from '../datasets/plan';
import {
  CHUNK_BYTES,
  CHUNK_EXAMPLES,
  DEFAULT_FRACTIONS,
  languageNamed,
  languageOfExpression,
  languageOfFile,
  MAX_COUNT,
  parseFractions,
  planLanguage,
  planWords,
  SHARD,
} from '../datasets/planning';
import type { Progress } from '../datasets/progress';
import { LANGUAGES } from '../readers/languages';
import { UsageError, type Arguments } from './usage';

const WORDS = ['group', 'generators', 'as'] as const;
const LANGUAGE = ['formal', 'regex', 'alphabet'] as const;
const FILES = ['include', 'exclude', 'languages', 'window', 'stride', 'min-steps', 'split-by'] as const;

export const DATASET_OPTIONS = [...WORDS, ...LANGUAGE, ...FILES, 'length', 'count', 'seed', 'format', 'split', 'out'];
export const DATASET_FLAGS = ['unique', 'no-gitignore', 'check', 'preview', 'anew'];

const SEED = 1;

interface Options {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * The plan that a command line means.
 *
 * @throws UsageError; SourceError where a file or an expression is not understood
 */
export async function planOf(args: Arguments, argv: readonly string[], options: Options = {}): Promise<Plan> {
  try {
    const source = await sourceOf(args, options);
    return {
      format: PLAN_FORMAT,
      source,
      seed: args.count('seed', 0) ?? SEED,
      formats: formatsOf(args),
      fractions: [...(args.text('split') === undefined ? DEFAULT_FRACTIONS : parseFractions(args.text('split') ?? ''))],
      chunk: source.kind === 'trace' ? CHUNK_BYTES : CHUNK_EXAMPLES,
      shard: SHARD,
      command: commandOf(argv),
    };
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

async function sourceOf(args: Arguments, options: Options): Promise<Plan['source']> {
  const group = args.text('group');
  const [formal, regex] = [args.text('formal'), args.text('regex')];
  const ways = [group !== undefined, formal !== undefined, regex !== undefined, args.positionals.length > 0];
  if (ways.filter(Boolean).length !== 1)
    throw new UsageError('examples come from PATH…, or from --group, --formal or --regex: say one of them');
  if (group !== undefined) {
    refuse(args, [...LANGUAGE, ...FILES], 'words of a group');
    return planWords({
      group,
      generators: args.text('generators') ?? 'all',
      length: lengthOf(args),
      count: countOf(args),
      unique: args.flag('unique'),
      as: args.text('as') ?? 'word',
    });
  }
  if (args.flag('unique')) throw new UsageError('--unique goes with --group');
  if (formal !== undefined || regex !== undefined) {
    refuse(args, [...WORDS, ...FILES], 'words of a language');
    const alphabet = args.text('alphabet');
    const language =
      regex !== undefined
        ? languageOfExpression('--regex', regex, alphabet)
        : existsSync(formal ?? '')
          ? languageOfFile(formal ?? '', readFileSync(formal ?? '', 'utf8'), alphabet)
          : languageNamed(formal ?? '');
    return planLanguage(language, lengthOf(args), countOf(args));
  }
  refuse(args, [...WORDS, ...LANGUAGE, 'length', 'count'], 'files');
  return filesOf(args, options);
}

async function filesOf(args: Arguments, { signal, onProgress }: Options): Promise<Plan['source']> {
  const languages = args.list('languages');
  const unknown = languages?.find((language) => !LANGUAGES.has(language));
  if (unknown !== undefined)
    throw new UsageError(`--languages: '${unknown}' is not one of ${[...LANGUAGES].join(', ')}`);
  const splitBy = args.text('split-by') ?? 'game';
  if (splitBy !== 'file' && splitBy !== 'game') throw new UsageError('--split-by is file or game');
  const size = args.count('window', 1);
  const stride = args.count('stride', 1);
  if (size === undefined && stride !== undefined) throw new UsageError('--stride goes with --window');
  const out = args.text('out');
  const [include, exclude] = [globsOf(args.text('include')), globsOf(args.text('exclude'))];
  const root = process.cwd();
  const found = await findFiles(
    {
      root,
      paths: args.positionals,
      ...(include && { include }),
      ...(exclude && { exclude }),
      ...(languages && { languages }),
      gitignore: !args.flag('no-gitignore'),
      not: out === undefined ? [] : [resolve(out), partialOf(resolve(out))],
    },
    { signal, onFile: (done) => onProgress?.({ stage: 'searching', done, total: 0, of: 'files' }) },
  );
  const [missing] = found.unread.filter(({ reason }) => reason === 'no such file');
  if (missing) throw new UsageError(`${missing.path}: ${missing.reason}`);
  const [unread, ...more] = found.unread;
  if (found.files.length === 0)
    throw new UsageError(
      unread
        ? `no file here can be read: ${unread.path} ${unread.reason}${more.length > 0 ? `, and ${more.length} more` : ''}`
        : 'there is no file here whose language is read',
    );
  return {
    kind: 'trace',
    root,
    ...found,
    files: found.files,
    window: size === undefined ? null : { size, stride: stride ?? size },
    minSteps: args.count('min-steps', 1) ?? 1,
    splitBy,
  };
}

/** Globs separated by commas; a comma in braces is part of its glob. */
function globsOf(text: string | undefined): string[] | undefined {
  let depth = 0;
  let glob = '';
  const globs: string[] = [];
  for (const character of `${text ?? ''},`) {
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (character === ',' && depth <= 0) {
      globs.push(glob.trim());
      glob = '';
    } else glob += character;
  }
  if (glob !== '') throw new UsageError(`'${text ?? ''}': a brace is never closed`);
  return text === undefined ? undefined : globs.filter((each) => each !== '');
}

function lengthOf(args: Arguments): string {
  const length = args.text('length');
  if (length === undefined) throw new UsageError('--length 16 or --length 4-64');
  return length;
}

function countOf(args: Arguments): number {
  const count = args.count('count', 1);
  if (count === undefined) throw new UsageError('--count says how many examples');
  if (count > MAX_COUNT) throw new UsageError(`--count is at most ${MAX_COUNT}`);
  return count;
}

function formatsOf(args: Arguments): Format[] {
  const named = args.list('format') ?? ['jsonl'];
  const unknown = named.find((name) => !FORMATS.some((format) => format === name));
  if (unknown !== undefined || named.length === 0)
    throw new UsageError(`--format '${unknown ?? ''}' is not one of ${FORMATS.join(', ')}`);
  return FORMATS.filter((format) => named.includes(format));
}

function refuse(args: Arguments, options: readonly string[], what: string): void {
  const given = options.find((option) => args.text(option) !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} says nothing about ${what}`);
}

/** The command as a person can repeat it; where it writes does not change what it writes. */
function commandOf(argv: readonly string[]): string {
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--out') at++;
    else if (!['--json', '--preview', '--anew'].includes(word) && !word.startsWith('--out='))
      words.push(/^[\w./,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  }
  return ['state-probe', 'dataset', ...words, '--out', 'DIR'].join(' ');
}
