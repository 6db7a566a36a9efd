import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { columnNames, isOfBlocks } from '../datasets/tables/columns';
import { FORMATS } from '../datasets/formats';
import { chunksOf, parsePart } from '../datasets/plan/parts';
import { partialOf } from '../datasets/run/place';
import type { Source, Values } from '../datasets/plan/option';
import { defaultOf, OPTIONS } from '../datasets/plan/options';
import type { Plan } from '../datasets/plan/plan';
import { PLAN_FORMAT } from '../datasets/plan/plan-format';
import { parseFractions, piecesOf, planWords } from '../datasets/plan/planning';
import { parseDepth } from '../readers/depth';
import type { Progress } from '../datasets/run/progress';
import { STATES_OPTIONS } from './dataset-states';
import { UsageError, type Arguments } from './usage';
import type { Option } from './option';

const HEADINGS: Readonly<Record<Source, string>> = {
  group: 'Words of a group',
  language: 'Words of a formal language',
  problem: 'Instances of a problem',
  files: 'Examples from files',
};

/** Those of the table, under the examples that they speak of. */
export const PLAN_OPTIONS: readonly Option[] = OPTIONS.map(({ name, value, help, of, default: initial }) => ({
  name,
  ...(value !== undefined && { value }),
  help: initial === undefined ? help : `${help}; ${initial} if absent`,
  about: of?.length === 1 ? HEADINGS[of[0] ?? 'files'] : of ? 'Words' : 'What is written',
}));

interface Options {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * The plan that a command line means.
 *
 * @throws UsageError; SourceError where a file or an expression is not understood
 */
export async function planOf(args: Arguments, options: Options = {}): Promise<Plan> {
  try {
    const source = await sourceOf(args, options);
    const formats = args.list('format') ?? [defaultOf('format')];
    const columns = columnNames(source, valueOf(args, 'columns'));
    const ofBlocks = FORMATS.find(({ name, take }) => formats.includes(name) && !take);
    if (ofBlocks && !isOfBlocks({ source, columns }))
      throw new UsageError(
        `--format: ${ofBlocks.name} holds words of a group told as permutations, with columns of id, tokens, states, final`,
      );
    const plan: Plan = {
      format: PLAN_FORMAT,
      source,
      seed: Number(valueOf(args, 'seed')),
      formats: FORMATS.map(({ name }) => name).filter((name) => formats.includes(name)),
      columns,
      fractions: [...parseFractions(valueOf(args, 'split'))],
      ...piecesOf({ source, columns }),
      ...(args.text('shard') !== undefined && { part: parsePart(valueOf(args, 'shard')) }),
      command: commandOf(args.argv),
    };
    // Where there are too few examples for so many parts, it is said before any work.
    if (source.kind !== 'trace') chunksOf(plan, source.count);
    return plan;
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

function valueOf(args: Arguments, name: string): string {
  return args.text(name) ?? defaultOf(name);
}

/** Options that say nothing about such examples, and values that are none. */
async function checkOptions(args: Arguments, source: Source): Promise<void> {
  const given = OPTIONS.filter(({ name }) => args.text(name) !== undefined || args.flag(name));
  const other = given.find(({ of }) => of && !of.includes(source));
  if (other) throw new UsageError(`--${other.name} says nothing about ${WHAT[source]}`);
  const values: Values = Object.fromEntries(given.map(({ name }) => [name, args.text(name) ?? '']));
  for (const { name, value, check } of given) {
    const reason = value === undefined ? undefined : await check?.(args.text(name) ?? '', values);
    if (reason !== undefined) throw new UsageError(`--${name}: ${reason}`);
  }
}

const WHAT: Readonly<Record<Source, string>> = {
  group: 'words of a group',
  language: 'words of a language',
  problem: 'instances of a problem',
  files: 'files',
};

async function sourceOf(args: Arguments, options: Options): Promise<Plan['source']> {
  const group = args.text('group');
  const [formal, regex, problem] = [args.text('formal'), args.text('regex'), args.text('problem')];
  const ways = [
    problem !== undefined,
    group !== undefined,
    formal !== undefined,
    regex !== undefined,
    args.positionals.length > 0,
  ];
  if (ways.filter(Boolean).length !== 1)
    throw new UsageError('examples come from PATH…, or from --group, --formal, --regex or --problem: say one of them');
  if (group !== undefined) {
    await checkOptions(args, 'group');
    return planWords({
      group,
      generators: valueOf(args, 'generators'),
      length: needed(args, 'length'),
      count: Number(needed(args, 'count')),
      unique: args.flag('unique'),
      as: valueOf(args, 'as'),
    });
  }
  if (problem !== undefined) {
    await checkOptions(args, 'problem');
    const { planProblem } = await import('../datasets/plan/planning-problems');
    return planProblem(problem, needed(args, 'length'), Number(needed(args, 'count')));
  }
  if (args.positionals.length > 0) {
    await checkOptions(args, 'files');
    return filesOf(args, options);
  }
  await checkOptions(args, 'language');
  return languageOf(args, { formal, regex });
}

/** What reads languages is not loaded for words of a group. */
async function languageOf(
  args: Arguments,
  { formal, regex }: Record<'formal' | 'regex', string | undefined>,
): Promise<Plan['source']> {
  const { languageNamed } = await import('../languages/definition');
  const { languageOfExpression, languageOfFile, planLanguage } = await import('../datasets/plan/planning-languages');
  const alphabet = args.text('alphabet');
  const language =
    regex !== undefined
      ? languageOfExpression('--regex', regex, alphabet)
      : existsSync(formal ?? '')
        ? languageOfFile(formal ?? '', await textOf(formal ?? ''), alphabet)
        : languageNamed(formal ?? '');
  return planLanguage(language, needed(args, 'length'), Number(needed(args, 'count')));
}

/** What reads it is not loaded for words that no file defines. */
async function textOf(path: string): Promise<string> {
  return (await import('./input')).contents(path);
}

function needed(args: Arguments, name: string): string {
  const value = args.text(name);
  if (value !== undefined) return value;
  const option = OPTIONS.find((one) => one.name === name);
  throw new UsageError(`--${name} ${option?.value ?? ''}: ${option?.help ?? ''}`);
}

async function filesOf(args: Arguments, { signal, onProgress }: Options): Promise<Plan['source']> {
  const languages = args.list('languages');
  const splitBy = valueOf(args, 'split-by') === 'file' ? 'file' : 'game';
  const size = args.count('window', 1);
  const stride = args.count('stride', 1);
  if (size === undefined && stride !== undefined) throw new UsageError('--stride goes with --window');
  const out = args.text('out');
  const depth = parseDepth(args.text('depth') ?? '');
  const [include, exclude] = [globsOf(args.text('include')), globsOf(args.text('exclude'))];
  const root = process.cwd();
  const { findFiles } = await import('../datasets/files/find');
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
    minSteps: Number(valueOf(args, 'min-steps')),
    ...(depth !== undefined && { depth: typeof depth === 'number' ? depth : [...depth] }),
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

/** What says nothing of the examples, with a value and without. */
const ASIDE = ['--out', ...STATES_OPTIONS.map(({ name }) => `--${name}`)];
const ASIDE_FLAGS = ['--json', '--preview', '--anew'];

/** The command as a person can repeat it; where it writes does not change what it writes. */
function commandOf(argv: readonly string[]): string {
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (ASIDE.includes(word)) at++;
    else if (!ASIDE_FLAGS.includes(word) && !ASIDE.some((name) => word.startsWith(`${name}=`)))
      words.push(/^[\w./,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  }
  return ['state-probe', 'dataset', ...words, '--out', 'DIR'].join(' ');
}
