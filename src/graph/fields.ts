import type { FileHandle } from 'node:fs/promises';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Read at a time: headers stand between weights, and a read for each would take long. */
const PIECE = 1 << 16;
/** A tag and a length are varints of at most ten bytes each. */
const MOST_HEADER = 20;

/** A field of a protocol buffer, by its places in the file; `start` stands before its tag, `body` before its content. */
export interface Field {
  number: number;
  wire: WireType;
  start: number;
  body: number;
  end: number;
}

/** The bytes of a file by place. Weights that nobody asks for are never read. */
export class Pieces {
  private piece = new Uint8Array();
  private from = 0;

  constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  /** @throws RangeError where the file ends before */
  async bytes(start: number, end: number): Promise<Uint8Array> {
    if (end > this.size) throw new RangeError('the file ends in the middle');
    if (start >= this.from && end <= this.from + this.piece.length)
      return this.piece.slice(start - this.from, end - this.from);
    if (end - start >= PIECE) return this.read(start, end);
    this.piece = await this.read(start, Math.min(this.size, start + PIECE));
    this.from = start;
    return this.piece.slice(0, end - start);
  }

  /** The fields of the message in `[start, end)`. @throws RangeError, Error where these are none */
  async *fields(start: number, end: number): AsyncGenerator<Field> {
    for (let at = start; at < end;) {
      const reader = new BinaryReader(await this.bytes(at, Math.min(end, at + MOST_HEADER)));
      const [number, wire] = reader.tag();
      const isLong = wire === WireType.LengthDelimited;
      const length = isLong ? reader.uint32() : 0;
      const body = at + reader.pos;
      if (!isLong) reader.skip(wire, number);
      const field = { number, wire, start: at, body, end: at + reader.pos + length };
      if (field.end > end) throw new RangeError('a field is longer than what it stands in');
      yield field;
      at = field.end;
    }
  }

  private async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const buffer = new Uint8Array(end - start);
    for (let done = 0; done < buffer.length;) {
      const { bytesRead } = await this.file.read(buffer, done, buffer.length - done, start + done);
      if (bytesRead === 0) throw new RangeError('the file ends in the middle');
      done += bytesRead;
    }
    return buffer;
  }
}
