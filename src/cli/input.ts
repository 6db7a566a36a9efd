import { statSync } from 'node:fs';
import { isDatasetFile, isStoriesFile } from '../datasets/files/start';
import { MOST_TEXT } from '../files/bounds';
import { filesBeside, projectOf, type Place } from '../files/beside';
import { readBytes, textPiecesOf } from '../files/read';
import { unreadText } from '../files/reasons';
import { readStandardInput } from '../files/standard-input';
import { LANGUAGES, languageOfFile } from '../readers/languages';
import { readPieces, readText } from '../readers';
import { FORMAL_OPTION, formalFault } from '../readers/formal';
import { DEPTH_OPTION, depthFault, parseDepth } from '../readers/depth';
import { STEPS } from '../readers/elements';
import { otherThanText } from '../readers/written';
import { TOO_DEEP, UnreadError, type ReadOptions } from '../readers/reader';
import { ReadingThread } from '../readers/thread/reading-thread';
import { SourceError, type Range, type SourceText } from '../trace/source';
import type { Trace } from '../trace/trace';
import { asking, givenInputs, INPUT_OPTIONS } from './asking';
import { UsageError, wholeNumber, type Arguments } from './usage';
import type { Option } from './option';

const LINES: Option = { name: 'lines', value: '3-9', help: 'read these lines only' };
const LANGUAGE: Option = { name: 'language', value: 'ID', help: [...LANGUAGES].join(', ') };

/** Options of what `readSource` reads. */
export const SOURCE_OPTIONS: readonly Option[] = [LINES, LANGUAGE];

/** Options of every verb that reads the trace of a text. */
export const READ_OPTIONS: readonly Option[] = [
  ...SOURCE_OPTIONS,
  { name: 'track', value: 'a,b,c', help: 'the cells that are the world (code)' },
  ...INPUT_OPTIONS,
  { name: 'objects', value: 'a,b,c,d,e', help: 'the five objects to follow in a larger world' },
  {
    name: 'game',
    value: 'N',
    help: 'which game of a PGN file, or which example of a data set (.jsonl) or story of a file of stories (.json), from 1',
  },
  {
    name: 'variation',
    value: '1,0',
    help: 'which variation of a game: the choice at each branch, 0 for the main line',
  },
  {
    name: 'steps',
    value: STEPS.join('|'),
    help: 'what is a step of a text that tells a word (a game in the paper’s encoding, code with comments that name elements)',
  },
  DEPTH_OPTION,
  FORMAL_OPTION,
];

const FILE_START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function readOptions(args: Arguments): ReadOptions {
  const track = args.list('track');
  const game = args.count('game', 1);
  const variation = args.list('variation')?.map((choice) => wholeNumber(choice, 0, '--variation'));
  const named = args.text('steps');
  const steps = STEPS.find((one) => one === named);
  if (named !== undefined && !steps) throw new UsageError(`--steps is one of ${STEPS.join(', ')}, not '${named}'`);
  const asked = args.text('depth');
  const depth = asked === undefined ? undefined : parseDepth(asked);
  const fault = asked === undefined ? undefined : depthFault(asked);
  if (fault !== undefined) throw new UsageError(`--depth is ${fault}`);
  const formal = args.text('formal');
  const noLanguage = formal === undefined ? undefined : formalFault(formal);
  if (noLanguage !== undefined) throw new UsageError(`--formal: ${noLanguage}`);
  return {
    ...(track && { track }),
    ...(formal !== undefined && { formal }),
    ...(depth !== undefined && { depth }),
    ...givenInputs(args),
    ...(game !== undefined && { game }),
    ...(variation && { variation }),
    ...(steps && { steps }),
  };
}

/**
 * Reads the trace of a file, or of standard input for `-`.
 *
 * @throws SourceError when the text, or the file itself, cannot be read.
 */
export async function readTrace(path: string, args: Arguments): Promise<Trace> {
  if (isDatasetFile(path) && args.text('language') === undefined && !(await isStoriesFile(path)))
    return readExample(path, args.count('game', 1) ?? 1);
  const language = languageFor(path, args);
  // A collection of games may have any size; of one only the game that is asked for is held.
  if (language === 'chess' && path !== '-' && args.text('formal') === undefined && args.text('lines') === undefined)
    return readPieces({ uri: path, language }, piecesOf(path), readOptions(args));
  const source = await readSource(path, args);
  const place = path === '-' ? undefined : { file: path, root: projectOf(path, source.text) };
  return asking(args, readOptions(args), (options) => readDeep(source, options, place));
}

/** What nests too deeply for this thread is read in one with a larger stack. @param place where files beside it are read */
async function readDeep(source: SourceText, options: ReadOptions, place: Place | undefined): Promise<Trace> {
  try {
    return await readText(source, { ...options, ...(place && { files: filesBeside(place) }) });
  } catch (error) {
    if (!(error instanceof UnreadError) || error.reason !== TOO_DEEP) throw error;
    const thread = new ReadingThread();
    try {
      return (await thread.read(source, { ...options, place })).trace;
    } finally {
      thread.dispose();
    }
  }
}

async function* piecesOf(path: string): AsyncGenerator<string> {
  try {
    yield* textPiecesOf(path);
  } catch (error) {
    throw new SourceError(path, FILE_START, unreadText(error));
  }
}

/** An example of a data set, from 1. */
async function readExample(path: string, wanted: number): Promise<Trace> {
  // What reads and checks examples takes longer to load than many texts to read.
  const { readExamples } = await import('../datasets/examples/read');
  const { traceOfExample } = await import('../datasets/examples/trace-of-example');
  let count = 0;
  for await (const example of readExamples(path)) {
    if (++count < wanted) continue;
    try {
      return traceOfExample(example);
    } catch (error) {
      throw error instanceof RangeError ? new SourceError(path, FILE_START, error.message) : error;
    }
  }
  throw new SourceError(path, FILE_START, `there are ${count} examples here, and no example ${wanted}`);
}

export async function readSource(path: string, args: Arguments): Promise<SourceText> {
  const language = languageFor(path, args);
  const text = await contents(path);
  const lines = args.text('lines');
  const source: SourceText = { uri: path, language, text };
  return lines === undefined ? source : { ...source, selection: linesOf(text, lines, path) };
}

function languageFor(path: string, args: Arguments): string {
  const named = args.text('language');
  if (named !== undefined && !LANGUAGES.has(named)) {
    throw new UsageError(`--language '${named}' is not one of ${[...LANGUAGES].join(', ')}`);
  }
  if (path === '-' && named === undefined) throw new UsageError('standard input needs --language');
  const language = named ?? languageOfFile(path);
  if (language === undefined) throw new SourceError(path, FILE_START, whyOfNoLanguage(path));
  return language;
}

function whyOfNoLanguage(path: string): string {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 'cannot be opened (no such file)';
  if (entry.isDirectory()) return 'this is a folder: name a file in it, or make a data set of all texts in it (--help)';
  const other = otherThanText(path);
  return other ? `this is ${other}` : `the file's name does not tell its language: say it with --language`;
}

/** The text of a file, or of standard input for `-`. @throws SourceError when it cannot be read */
export async function contents(path: string): Promise<string> {
  try {
    const bytes = path === '-' ? await readStandardInput(MOST_TEXT) : await readBytes(path, MOST_TEXT);
    // As in the editor, a byte order mark is not part of the text: columns count from behind it.
    return textOf(path, bytes).replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(path, FILE_START, unreadText(error));
  }
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw atStart(path, 'it is not a text in UTF-8: save it in that encoding');
  }
}

/** The text that a trace was read from; undefined where it was read from no plain text, as from standard input or a data set. */
export async function plainText(path: string): Promise<string | undefined> {
  return path === '-' || isDatasetFile(path) ? undefined : contents(path);
}

/** What is wrong with a text as a whole. */
export function atStart(path: string, reason: string): SourceError {
  return new SourceError(path, FILE_START, reason);
}

/** What is done with five objects that were named, of a text that may not have them. @throws SourceError where it has not */
export async function followingObjects<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? atStart(path, error.message) : error;
  }
}

/** `3-9` or `7`, counted from one, both ends included. */
function linesOf(text: string, lines: string, path: string): Range {
  const match = /^(\d+)(?:-(\d+))?$/.exec(lines);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || first < 1 || last < first) throw new UsageError(`--lines must look like 3-9 or 7, not '${lines}'`);
  const all = text.split(/\r\n|\r|\n/);
  if (first > all.length) {
    throw new SourceError(path, FILE_START, `--lines ${lines}: the text has only ${all.length} lines`);
  }
  const end = Math.min(last, all.length) - 1;
  return { start: { line: first - 1, character: 0 }, end: { line: end, character: (all[end] ?? '').length } };
}
