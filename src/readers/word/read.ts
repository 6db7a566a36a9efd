import { NotationError } from '../../algebra/notation';
import { Lines } from '../../trace/lines';
import { SourceError } from '../../trace/source';
import type { Reader } from '../reader';
import { columnsForOthers } from '../written';
import { lackingColumn } from './columns';
import { readHeader } from './header';
import { stated } from './stated-group';
import { isTable, readTable } from './table';
import { readElements } from './word';

/** Reads a word of permutations, or a data set of such words: docs/reading-words.md. */
// oxlint-disable-next-line typescript/require-await -- a Reader is async for those that load a grammar
export const readWord: Reader = async (source, options) => {
  const lines = new Lines(source.text);
  try {
    const found = stated(readHeader(source.text, source.text.startsWith('\uFEFF') ? 1 : 0), source.text);
    const other = columnsForOthers(source.text);
    if (other !== undefined) throw new NotationError(0, 0, other);
    const lacking = lackingColumn(source.text, source.uri, found.header.end);
    if (lacking) throw new NotationError(lacking.start, lacking.end, lacking.reason);
    return isTable(source.text, found.header)
      ? readTable(source, found.header, lines, options.game)
      : readElements(source, found, lines);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new SourceError(source.uri, lines.range(error.start, error.end), error.reason);
  }
};
