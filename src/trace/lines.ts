import type { Position, Range, SourceText } from './source';

/** Offsets (UTF-16 code units) of a text ⇄ positions; lines end as in the editor: `\n`, `\r\n` or `\r`. */
export class Lines {
  private found: Readonly<Record<'starts' | 'ends', readonly number[]>> | undefined;

  constructor(readonly text: string) {}

  private get starts(): readonly number[] {
    return (this.found ??= linesIn(this.text)).starts;
  }

  /** Where each line ends, before what ends it. */
  private get ends(): readonly number[] {
    return (this.found ??= linesIn(this.text)).ends;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.start(low) };
  }

  /** What stands in a range of offsets, as it is told. */
  told(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** Both ends within their lines: one between the two characters that end a line is the end of that line. */
  range(start: number, end: number): Range {
    return { start: this.within(this.position(start)), end: this.within(this.position(end)) };
  }

  private within({ line, character }: Position): Position {
    return { line, character: Math.min(character, this.end(line) - this.start(line)) };
  }

  /** A position past the end of its line or of the text means that end. */
  offset({ line, character }: Position): number {
    if (line >= this.starts.length) return this.text.length;
    return Math.min(this.start(line) + character, this.starts[line + 1] ?? this.text.length);
  }

  /** Offsets of the part to read: of the selection, or of all. A byte order mark is never a part of it. */
  selected(source: SourceText): { start: number; end: number } {
    const first = this.text.startsWith('\uFEFF') ? 1 : 0;
    if (!source.selection) return { start: first, end: this.text.length };
    const start = Math.max(first, this.offset(source.selection.start));
    return { start, end: Math.max(start, this.offset(source.selection.end)) };
  }

  private end(line: number): number {
    return this.ends[line] ?? this.text.length;
  }

  private start(line: number): number {
    return this.starts[line] ?? this.text.length;
  }
}

/** Looked for when a place is asked about: of most texts that are read time and again none is. */
function linesIn(text: string): Record<'starts' | 'ends', number[]> {
  const starts = [0];
  const ends: number[] = [];
  for (const ending of text.matchAll(/\r\n|\r|\n/g)) {
    ends.push(ending.index);
    starts.push(ending.index + ending[0].length);
  }
  ends.push(text.length);
  return { starts, ends };
}
