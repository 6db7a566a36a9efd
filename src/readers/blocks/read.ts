import { Lines } from '../../trace/lines';
import { SourceError, type Range, type SourceText } from '../../trace/source';
import type { Remark, Trace } from '../../trace/trace';
import { passage, UnreadError, type ExampleOptions, type Passage, type ReadOptions, type TextReader } from '../reader';
import { asCode, inside, joined, type Block, type Joined } from './block';

type ReaderOf = (source: SourceText) => Promise<TextReader>;

interface Kind {
  /** @throws SyntaxError where the text is none of its kind */
  blocksOf: (text: string) => Block[];
  /** How what stands outside of all blocks is read; without this it is not. */
  prose?: string;
  /** What its blocks are called. */
  names: string;
}

/** A reader of texts that hold blocks in languages of their own: one of them is read with those of its language above it. */
export function blockReader(kind: Kind, readerOf: ReaderOf): TextReader {
  return {
    read: (source, options) => readBlocks(kind, readerOf, source, options),
    examples: (source, options) => examplesIn(kind, readerOf, source, options),
  };
}

async function readBlocks(kind: Kind, readerOf: ReaderOf, source: SourceText, options: ReadOptions): Promise<Trace> {
  const lines = new Lines(source.text);
  const blocks = blocksIn(kind, source, lines);
  const { start, end } = lines.selected(source);
  const touched = source.selection
    ? blocks.filter(({ offsets }) => (offsets[0] ?? 0) <= end && (offsets.at(-1) ?? 0) >= start)
    : blocks;
  const [first] = touched;
  if (!first) {
    if (kind.prose !== undefined) {
      const prose = { ...source, language: kind.prose };
      return (await readerOf(prose)).read(prose, options);
    }
    throw new UnreadError(source.uri, lines.range(start, start), `there are no ${kind.names} here`, 'no-moves');
  }
  const { language } = first;
  const same = blocks.filter((one) => one.language === language);
  const last = source.selection
    ? same.indexOf(touched.findLast((one) => one.language === language) ?? first)
    : same.length;
  const whole = joined(same.slice(0, last + 1));
  const selection = source.selection && partOf(whole, start, end);
  const trace = await readIn(readerOf, source, language, whole, selection, options);
  if (source.selection || blocks.length === 1) return trace;
  const others = new Set(blocks.flatMap((one) => (one.language === language ? [] : [one.language])));
  const said = [
    ...(same.length === 1 ? [] : [`its ${same.length} ${kind.names} of ${language} are read as one text`]),
    ...(others.size === 0
      ? []
      : [`its ${kind.names} of ${[...others].join(', ')} are left out: select one to read it`]),
  ];
  return { ...trace, assumed: [...said.map((text) => ({ text })), ...(trace.assumed ?? [])] };
}

function blocksIn({ blocksOf, names }: Kind, { uri, text }: SourceText, lines: Lines): Block[] {
  try {
    return blocksOf(text).map(asCode);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnreadError(uri, lines.range(0, 0), `its ${names} cannot be found: ${error.message}`, 'syntax');
  }
}

function partOf({ text, offsets }: Joined, start: number, end: number): Range {
  const from = inside(offsets, start);
  return new Lines(text).range(from, Math.max(from, inside(offsets, end)));
}

/** Reads joined blocks by the reader of their language, and tells all places as those of the whole. */
async function readIn(
  readerOf: ReaderOf,
  { uri, text }: SourceText,
  language: string,
  whole: Joined,
  selection: Range | undefined,
  options: ReadOptions,
): Promise<Trace> {
  const source = { uri, language, text: whole.text, ...(selection && { selection }) };
  const [outer, inner] = [new Lines(text), new Lines(whole.text)];
  const place = ({ start, end }: Range): Range => {
    const from = whole.offsets[inner.offset(start)] ?? text.length;
    return outer.range(from, Math.max(from, whole.offsets[inner.offset(end)] ?? text.length));
  };
  try {
    return placed(await (await readerOf(source)).read(source, options), place);
  } catch (error) {
    if (error instanceof UnreadError)
      throw new UnreadError(uri, place(error.range), error.reason, error.kind, error.asks);
    if (error instanceof SourceError) throw new SourceError(uri, place(error.range), error.reason);
    throw error;
  }
}

function placed(trace: Trace, place: (range: Range) => Range): Trace {
  const { remarks, assumed, questions } = trace;
  const told = ({ text, range }: Remark): Remark => ({ text, ...(range && { range: place(range) }) });
  return {
    ...trace,
    steps: trace.steps.map((step) => ({ ...step, ...(step.range && { range: place(step.range) }) })),
    ...(remarks && { remarks: remarks.map(told) }),
    ...(assumed && { assumed: assumed.map(told) }),
    ...(questions && { questions: questions.map((one) => ({ ...one, range: place(one.range) })) }),
  };
}

/** Every block, with those of its language above it, and what is told between them. */
async function* examplesIn(
  kind: Kind,
  readerOf: ReaderOf,
  source: SourceText,
  options: ExampleOptions,
): AsyncGenerator<Passage> {
  const lines = new Lines(source.text);
  const blocks = blocksIn(kind, source, lines);
  for (const [index, block] of blocks.entries()) {
    const same = blocks.slice(0, index + 1).filter(({ language }) => language === block.language);
    const whole = joined(same);
    const span = whole.spans.at(-1);
    const selection = span && new Lines(whole.text).range(span.start, span.end);
    const at = { start: block.offsets[0] ?? 0, end: block.offsets.at(-1) ?? 0 };
    const read = await passage(at, () => readIn(readerOf, source, block.language, whole, selection, options));
    yield 'fault' in read ? read : { ...read, text: block.text };
  }
  if (kind.prose === undefined) return;
  const prose = { ...source, language: kind.prose, text: withoutBlocks(source.text, blocks) };
  // What is told between blocks of code is seldom a story, and no fault where it is none.
  for await (const found of (await readerOf(prose)).examples(prose, options))
    if (blocks.length === 0 || 'trace' in found) yield found;
}

/** The text with blanks in the place of its blocks. */
function withoutBlocks(text: string, blocks: readonly Block[]): string {
  let left = text;
  for (const { offsets } of blocks) {
    const [start, end] = [offsets[0] ?? 0, offsets.at(-1) ?? 0];
    left = left.slice(0, start) + left.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + left.slice(end);
  }
  return left;
}
