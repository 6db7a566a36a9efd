import { SourceError } from '../trace/source';
import { withVerdict } from '../trace/verdict';
import { CODE_LANGUAGES } from './languages';
import type { Reader } from './reader';

/** Readers load on first use: the grammars of code and the rules of chess would slow the editor's start. */
async function readerOf(language: string): Promise<Reader | undefined> {
  if (CODE_LANGUAGES.has(language)) return (await import('./code')).readCode;
  if (language === 'chess') return (await import('./chess')).readChess;
  if (language === 'narrative') return (await import('./narrative')).readNarrative;
  if (language === 'word') return (await import('./word')).readWord;
  return undefined;
}

/** Text → Trace with its verdict, by the reader for `source.language`. */
export const readText: Reader = async (source, options) => {
  const read = await readerOf(source.language);
  if (!read) {
    const start = { line: 0, character: 0 };
    throw new SourceError(source.uri, { start, end: start }, `there is no reader for '${source.language}'`);
  }
  return withVerdict(await read(source, options));
};
