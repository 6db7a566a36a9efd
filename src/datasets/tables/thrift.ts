/*
 * Thrift's compact protocol, in which Parquet says what its pages and files hold. Fields are told by their numbers, and what is read can be written
 * again as it was, also what nobody here knows the meaning of.
 */

export const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12] as const;
const [TRUE, FALSE, BYTE, I16, DOUBLE] = [1, 2, 3, 4, 7] as const;

export type Field = [id: number, type: number, value: Value];
export type Struct = Field[];

export interface List {
  of: number;
  items: Value[];
}

/** Whole numbers are exact as doubles; a double is its eight bytes; of a truth its type is all there is. */
export type Value = number | string | Uint8Array | List | Struct;

/** A structure in bytes. */
export function thriftOf(struct: Struct): Uint8Array {
  const writer = new Writer();
  writer.struct(struct);
  return writer.written;
}

/** @throws RangeError for bytes that hold no structure */
export function readThrift(bytes: Uint8Array): Struct {
  return new Reader(bytes).struct();
}

/** The value of a field. */
export function fieldOf(struct: Struct, id: number): Value | undefined {
  for (const field of struct) if (field[0] === id) return field[2];
  return undefined;
}

class Writer {
  private bytes = Buffer.allocUnsafe(1 << 10);
  private at = 0;

  get written(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  struct(fields: Struct): void {
    let last = 0;
    for (const [id, type, value] of fields) {
      // Parquet numbers its fields without gaps of more than fifteen.
      this.byte(((id - last) << 4) | type);
      last = id;
      this.value(type, value);
    }
    this.byte(0);
  }

  private value(type: number, value: Value): void {
    if (typeof value === 'number') {
      if (type === BYTE) this.byte(value);
      else if (type > FALSE) this.varint(value < 0 ? -2 * value - 1 : 2 * value);
    } else if (typeof value === 'string') this.binary(Buffer.from(value));
    else if (value instanceof Uint8Array) {
      if (type === DOUBLE) this.raw(value);
      else this.binary(value);
    } else if (Array.isArray(value)) this.struct(value);
    else this.list(value);
  }

  private list({ of, items }: List): void {
    if (items.length < 15) this.byte((items.length << 4) | of);
    else {
      this.byte(0xf0 | of);
      this.varint(items.length);
    }
    for (const item of items) {
      if (of === TRUE || of === FALSE) this.byte(item as number);
      else this.value(of, item);
    }
  }

  private binary(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.raw(bytes);
  }

  private raw(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  private varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) + 0x80);
    this.byte(rest);
  }

  private byte(value: number): void {
    this.makeRoom(1);
    this.bytes[this.at++] = value;
  }

  private makeRoom(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  struct(): Struct {
    const fields: Struct = [];
    let last = 0;
    for (let head = this.byte(); head !== 0; head = this.byte()) {
      const type = head & 0xf;
      last = head >> 4 === 0 ? this.number() : last + (head >> 4);
      fields.push([last, type, this.value(type)]);
    }
    return fields;
  }

  private value(type: number): Value {
    switch (type) {
      case TRUE:
      case FALSE:
        return type;
      case BYTE:
        return this.byte();
      case I16:
      case I32:
      case I64:
        return this.number();
      case DOUBLE:
        return this.raw(8);
      case BINARY:
        return this.raw(this.varint());
      case LIST:
        return this.list();
      case STRUCT:
        return this.struct();
      default:
        throw new RangeError(`there is no type ${type} in what Parquet files say of themselves`);
    }
  }

  private list(): List {
    const head = this.byte();
    const of = head & 0xf;
    const count = head >> 4 === 15 ? this.varint() : head >> 4;
    const items: Value[] = [];
    for (let item = 0; item < count; item++) items.push(of === TRUE || of === FALSE ? this.byte() : this.value(of));
    return { of, items };
  }

  private raw(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError(CUT);
    return this.bytes.subarray(this.at, (this.at += length));
  }

  /** Signs alternate: 0, -1, 1, -2, … */
  private number(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  private varint(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 0x80;
    }
    if (!Number.isSafeInteger(value)) throw new RangeError('a number is too large to be exact');
    return value;
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError(CUT);
    return byte;
  }
}

const CUT = 'what the file says of itself is cut off';
