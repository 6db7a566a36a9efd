import { Lines } from '../../trace/lines';
import type { Range } from '../../trace/source';
import { Unreadable, type Span } from './syntax';

/** A stretch of a rewritten text, from `at` on, and the stretch of the original that it comes from. */
interface Piece {
  at: number;
  from: Span;
  /** It is that stretch as it was, so that every place in it has one of its own. */
  same: boolean;
}

/** A text that was made from another one, such as by C's preprocessor; each place knows the one that it comes from. */
export class Rewritten {
  private readonly pieces: Piece[] = [];
  private readonly parts: string[] = [];
  private written = 0;

  /** Adds what stands at `from`, or `text` in its stead. */
  add(text: string, from: Span, same = text.length === from.end - from.start): void {
    if (text === '') return;
    this.pieces.push({ at: this.written, from, same });
    this.parts.push(text);
    this.written += text.length;
  }

  get length(): number {
    return this.written;
  }

  get text(): string {
    return this.parts.join('');
  }

  /** Where a part of this text stands in the original. */
  original({ start, end }: Span): Span {
    const first = this.pieceAt(start);
    const last = this.pieceAt(Math.max(start, end - 1));
    const from = first ? (first.same ? first.from.start + start - first.at : first.from.start) : start;
    const to = last ? (last.same ? last.from.start + end - last.at : last.from.end) : end;
    return { start: from, end: Math.max(from, to) };
  }

  /** What became of a part of the original. */
  part({ start, end }: Span): Span {
    const inside = this.pieces.filter(({ from }) => from.start < end && from.end > start);
    const [first] = inside;
    const last = inside.at(-1);
    if (!first || !last) return { start: 0, end: 0 };
    const length = (this.pieces[this.pieces.indexOf(last) + 1]?.at ?? this.written) - last.at;
    return {
      start: first.same ? first.at + Math.max(0, start - first.from.start) : first.at,
      end: last.same ? last.at + Math.min(length, end - last.from.start) : last.at + length,
    };
  }

  private pieceAt(offset: number): Piece | undefined {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low];
  }
}

/** Places of a rewritten text, told as those of the original. */
export class RewrittenLines extends Lines {
  constructor(
    private readonly originals: Lines,
    private readonly rewritten: Rewritten,
  ) {
    super(rewritten.text);
  }

  override told(start: number, end: number): string {
    const original = this.rewritten.original({ start, end });
    return this.originals.told(original.start, original.end);
  }

  override range(start: number, end: number): Range {
    const original = this.rewritten.original({ start, end });
    return this.originals.range(original.start, original.end);
  }
}

/** What is wrong with a rewritten text is told of the original. */
export function inOriginal<T>(rewritten: Rewritten | undefined, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Unreadable && rewritten && !error.elsewhere)
      throw new Unreadable(rewritten.original(error.at), error.reason, error.kind, error.asks);
    throw error;
  }
}
