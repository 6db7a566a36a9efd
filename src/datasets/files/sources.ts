import type { SourceText } from '../../trace/source';
import { CODE_LANGUAGES } from '../../readers/languages';
import type { Reading } from './reading';

/** The examples of one file, in the order of the text; a stretch that cannot be read is a fault among them. */
export async function* readingsOf(source: SourceText): AsyncGenerator<Reading> {
  const { language } = source;
  if (CODE_LANGUAGES.has(language)) yield* (await import('./code')).codeReadings(source);
  else if (language === 'chess') yield* (await import('./chess')).chessReadings(source);
  else if (language === 'word') yield* (await import('./word')).wordReadings(source);
  else yield* (await import('./narrative')).narrativeReadings(source);
}
