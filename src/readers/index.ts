import { Lines } from '../trace/lines';
import { SourceError, type SourceText } from '../trace/source';
import { withVerdict } from '../trace/verdict';
import { CODE_LANGUAGES } from './languages';
import type { Trace } from '../trace/trace';
import type { Triable } from './code';
import type { ExampleOptions, Passage, Reader, ReadOptions, TextReader } from './reader';

export type { Triable };

/** Readers load on first use: the grammars of code and the rules of chess would slow the editor's start. */
async function readerOf({ language, uri }: Pick<SourceText, 'language' | 'uri'>): Promise<TextReader> {
  if (CODE_LANGUAGES.has(language)) return (await import('./code')).code;
  if (language === 'chess') return (await import('./chess')).chess;
  if (language === 'narrative') return (await import('./narrative')).narrative;
  if (language === 'stories') return (await import('./stories')).stories;
  if (language === 'formal') return formal();
  if (language === 'word') return (await import('./word')).word;
  if (language === 'markdown') return (await import('./blocks')).markdown(readerOf);
  if (language === 'notebook') return (await import('./blocks')).notebook(readerOf);
  const start = { line: 0, character: 0 };
  throw new SourceError(uri, { start, end: start }, `there is no reader for '${language}'`);
}

async function formal(): Promise<TextReader> {
  return (await import('./formal')).formal;
}

/** Text → Trace with its verdict, by the reader for `source.language`, or as a word of a formal language. */
export const readText: Reader = async (source, options) => {
  // Of a language it is the empty word, which its reader tells.
  if (options.formal === undefined && source.language !== 'formal') sayEmpty(source);
  const { read } = options.formal === undefined ? await readerOf(source) : await formal();
  return withVerdict(await read(source, options));
};

/** Of these a place alone chooses one of many: the story at the cursor. */
const BY_PLACE: ReadonlySet<string> = new Set(['stories']);

/** @throws SourceError where nothing is written yet: a reader would look for its own kind of thing in it */
function sayEmpty({ uri, text, selection, language }: SourceText): void {
  if (BY_PLACE.has(language) && /\S/.test(text)) return;
  const lines = new Lines(text);
  const { start, end } = selection ?? { start: lines.position(0), end: lines.position(text.length) };
  if (/\S/.test(text.slice(lines.offset(start), lines.offset(end)))) return;
  const what = selection && /\S/.test(text) ? 'this part of the text' : 'this text';
  throw new SourceError(uri, { start, end: start }, `${what} is empty: there is nothing to follow yet`);
}

/** The functions of a text of code that can be tried with example values; none of another text. */
export async function functionsOf(source: SourceText): Promise<Triable[]> {
  return CODE_LANGUAGES.has(source.language) ? (await import('./code')).triableFunctions(source) : [];
}

/** The same of a text that is too large to be held: games of chess, of which one is. */
export async function readPieces(
  source: Omit<SourceText, 'text'>,
  pieces: AsyncIterable<string>,
  options: ReadOptions,
): Promise<Trace> {
  const { readGame } = await import('./chess');
  return withVerdict(await readGame(source, pieces, options));
}

/**
 * Text → every example in it, by the reader for `source.language`. Their verdicts are left to who asks for them: most
 * examples of a large text are cut or dropped first.
 *
 * @throws SourceError where there is no such reader
 */
export async function* readExamples(source: SourceText, options: ExampleOptions = {}): AsyncGenerator<Passage> {
  yield* (await readerOf(source)).examples(source, options);
}
