import type { SourceText } from '../../trace/source';
import type { TextReader } from '../reader';
import { blocksOfMarkdown } from './markdown';
import { blocksOfNotebook } from './notebook';
import { blockReader } from './read';

export { blocksOfMarkdown };

type ReaderOf = (source: SourceText) => Promise<TextReader>;

/** Markdown: fenced blocks by their tag, and stories between them. */
export const markdown = (readerOf: ReaderOf): TextReader =>
  blockReader({ blocksOf: blocksOfMarkdown, prose: 'narrative', names: 'blocks' }, readerOf);

/** Jupyter notebooks: their cells of code. */
export const notebook = (readerOf: ReaderOf): TextReader =>
  blockReader({ blocksOf: blocksOfNotebook, names: 'cells' }, readerOf);
