import type { Position, Range } from '../../trace/source';

/** Byte order mark, which editors do not show: it takes no column here either. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Offsets (UTF-16 code units) to lines and characters from zero. Lines end with LF, CRLF or CR, as in VS Code. */
export class Lines {
  private readonly starts: number[];

  constructor(private readonly text: string) {
    this.starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
    for (let offset = 0; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(offset + 1) !== LINE_FEED))
        this.starts.push(offset + 1);
    }
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: Math.max(0, offset - (this.starts[low] ?? 0)) };
  }

  /** `end` is exclusive. */
  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The offset of a position; one past the end of the text is its end. */
  offset({ line, character }: Position): number {
    const start = this.starts[line];
    return start === undefined ? this.text.length : Math.min(start + character, this.text.length);
  }
}
