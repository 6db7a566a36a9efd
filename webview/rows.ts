import { PIECE_ROWS } from '../src/protocol/limits';
import type { RowsAsk, RowsPiece } from '../src/protocol/messages';

/** More rows than this are not drawn at once: beyond it, every second, fourth, … step stands for its neighbours. */
const MOST_ROWS = 4096;

/** Nor more values of one layer (16 MiB): the layers on screen together must stay well below {@link BUDGET}. */
const MOST_VALUES = 2 ** 22;

/** Bytes of hidden state kept on the page; the pieces that were not used for longest go first. */
const BUDGET = 96 * 2 ** 20;

export type SourceKey = Pick<RowsAsk, 'probe' | 'model' | 'output' | 'form'>;

export type Piece = { kind: 'loading' } | { kind: 'failed'; reason: string } | { kind: 'ready'; piece: RowsPiece };

/** Every how many steps one is drawn, when `count` are in view: a power of two, so that zooming reuses pieces. */
export function strideFor(count: number, neurons: number): number {
  const rows = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, neurons)));
  return 2 ** Math.max(0, Math.ceil(Math.log2(count / rows)));
}

/** Indices of the pieces that hold the steps `from` to `to` (exclusive) at a stride. */
export function piecesFor(from: number, to: number, stride: number): { first: number; last: number } {
  return { first: Math.floor(from / (PIECE_ROWS * stride)), last: Math.ceil(to / (PIECE_ROWS * stride)) - 1 };
}

/** Rows of hidden states and other outputs, fetched in pieces when they come into view and kept up to a budget. */
export class RowStore {
  private readonly pieces = new Map<string, Piece>();
  private bytes = 0;

  constructor(
    private readonly fetch: (ask: RowsAsk) => Promise<RowsPiece>,
    private readonly budget = BUDGET,
  ) {}

  /** The piece, asked for if it is not here. `onChange` is called once when a piece that is not here has come or failed. */
  get(key: SourceKey, steps: number, stride: number, index: number, onChange: () => void): Piece {
    const name = [key.probe, key.model, key.output, key.form, stride, index].join('\n');
    const known = this.pieces.get(name);
    if (known) {
      this.pieces.delete(name); // to the end of the map: used last
      this.pieces.set(name, known);
      return known;
    }
    const from = index * PIECE_ROWS * stride;
    const loading: Piece = { kind: 'loading' };
    this.pieces.set(name, loading);
    const settle = (piece: Piece): void => {
      if (this.pieces.get(name) !== loading) return; // forgotten meanwhile
      this.pieces.set(name, piece);
      this.bytes += sizeOf(piece);
      this.shrink();
      onChange();
    };
    this.fetch({ ...key, from, to: Math.min(steps, from + PIECE_ROWS * stride), stride }).then(
      (piece) => settle({ kind: 'ready', piece }),
      (error: unknown) => settle({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
    return loading;
  }

  /** Forgets everything, for another probe, or only what failed, to try again. */
  forget(which: 'all' | 'failed'): void {
    for (const [name, piece] of this.pieces) if (which === 'all' || piece.kind === 'failed') this.remove(name, piece);
  }

  private shrink(): void {
    for (const [name, piece] of this.pieces) {
      if (this.bytes <= this.budget) return;
      if (piece.kind === 'ready') this.remove(name, piece);
    }
  }

  private remove(name: string, piece: Piece): void {
    this.pieces.delete(name);
    this.bytes -= sizeOf(piece);
  }
}

function sizeOf(piece: Piece): number {
  return piece.kind === 'ready' ? piece.piece.data.byteLength : 0;
}
