import { NotationError } from '../../algebra/notation';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { passage, type Passage, type Stretch } from '../reader';
import { readColumns } from './columns';
import { readHeader } from './header';
import { readWord } from './read';
import { stated } from './stated-group';
import { isTable, tableGroup } from './table';

/** The word of a file, or every row of a data set of words. */
export async function* wordExamples(source: SourceText): AsyncGenerator<Passage> {
  const { uri, text } = source;
  const lines = new Lines(text);
  try {
    const { header } = stated(readHeader(text, 0), text);
    if (!isTable(text, header)) {
      const at = { start: header.end, end: Math.max(header.end, text.trimEnd().length) };
      yield await passage(at, () => readWord(source, {}));
      return;
    }
    const { name } = tableGroup(source, header, lines);
    // A row is read as a data set of its own: to read it where it stands would check every other row once more.
    const titles = text.slice(header.end, readColumns(text, header.end)?.end);
    const head = `# group: ${name}\n# order: ${header.order}\n${titles}\n`;
    for (const row of rows(text, header.end)) {
      const { line } = lines.position(row.start);
      yield await passage(row, () => readRow(uri, head, text.slice(row.start, row.end), line));
    }
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    yield { fault: new SourceError(uri, lines.range(error.start, error.end), error.reason) };
  }
}

/** Lines of the head of a row's own data set. */
const HEAD_LINES = 3;

async function readRow(uri: string, head: string, row: string, line: number): Promise<Trace> {
  try {
    return await readWord({ uri, language: 'word', text: head + row }, {});
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { start, end } = error.range;
    const moved = (at: typeof start) => ({ line: Math.max(0, at.line - HEAD_LINES) + line, character: at.character });
    throw new SourceError(uri, { start: moved(start), end: moved(end) }, error.reason);
  }
}

function* rows(text: string, titles: number): Generator<Stretch> {
  const line = /[^\r\n]+/g;
  line.lastIndex = titles;
  line.exec(text);
  for (let match = line.exec(text); match; match = line.exec(text)) {
    if (match[0].trim() !== '') yield { start: match.index, end: match.index + match[0].length };
  }
}
