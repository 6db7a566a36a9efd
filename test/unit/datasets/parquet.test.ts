import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects, snappyUncompress } from 'hyparquet';
import { literal, repeating, shortened, snappyOf } from '../../../src/datasets/blocks/snappy';
import { ParquetFile } from '../../../src/datasets/tables/parquet';
import { footerOf, groupRows } from '../../../src/datasets/tables/parquet-footer';
import { joinParquet } from '../../../src/datasets/tables/parquet-join';
import { readThrift, thriftOf } from '../../../src/datasets/tables/thrift';
import type { Column } from '../../../src/datasets/tables/columns';

const COLUMNS: readonly Column[] = [
  { name: 'text', type: 'string', of: () => null },
  { name: 'tokens', type: { list: 'int64' }, of: () => null },
  { name: 'word', type: { struct: { line: 'int32', name: 'string' } }, of: () => null },
];

function rowOf(number: number): Record<string, unknown> {
  const word = { line: -number, name: number % 3 === 0 ? null : `n${number}` };
  return { text: `text ${number}`, tokens: Array.from({ length: number % 5 }, (_, at) => 2 ** 40 + at), word };
}

describe('files of Parquet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-parquet-'));
  after(() => rmSync(folder, { recursive: true }));

  /** Of so many rows, with a row group for every 4,096 of them. */
  function written(name: string, from: number, to: number): string {
    const path = join(folder, name);
    const descriptor = openSync(path, 'w');
    const file = new ParquetFile(descriptor, COLUMNS);
    for (let row = from; row < to; row++) file.add(rowOf(row));
    file.finish();
    closeSync(descriptor);
    return path;
  }

  it('say the same of themselves when what was read is written again', () => {
    const path = written('one.parquet', 0, 5000);
    const bytes = readFileSync(path);
    const length = bytes.readUInt32LE(bytes.length - 8);
    const said = bytes.subarray(bytes.length - 8 - length, bytes.length - 8);
    assert.deepEqual(Buffer.from(thriftOf(readThrift(said))), said);
    assert.deepEqual(groupRows(path), [4096, 904]);
    assert.equal(footerOf(path).schema.length, parquetMetadata(Uint8Array.from(bytes).buffer).schema.length);
  });

  it('are put together row group by row group', async () => {
    const parts = [
      { path: written('a.parquet', 0, 9000), groups: [1, 3] as const },
      { path: written('b.parquet', 9000, 9010) },
    ];
    const path = join(folder, 'joined.parquet');
    const file = openSync(path, 'w');
    joinParquet(file, parts);
    closeSync(file);
    const buffer = Uint8Array.from(readFileSync(path)).buffer;
    const rows = await parquetReadObjects({ file: buffer });
    const plain = JSON.parse(
      JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ) as unknown;
    assert.deepEqual(
      plain,
      Array.from({ length: 9010 - 4096 }, (_, at) => rowOf(4096 + at)),
    );
    // The index of pages was left behind, so nothing points to it.
    for (const { columns } of parquetMetadata(buffer).row_groups)
      for (const column of columns) assert.equal(column.offset_index_offset ?? column.column_index_offset, undefined);
  });

  it('are refused where what they say of themselves is cut off', () => {
    const bytes = readFileSync(written('whole.parquet', 0, 10));
    const length = bytes.readUInt32LE(bytes.length - 8);
    const said = bytes.subarray(bytes.length - 8 - length, bytes.length - 8);
    for (const cut of [0, 1, 7, length - 20]) assert.throws(() => readThrift(said.subarray(0, cut)), RangeError);
    const path = join(folder, 'broken.parquet');
    writeFileSync(path, Buffer.concat([said.subarray(100), bytes.subarray(-8)]));
    assert.throws(() => groupRows(path));
  });
});

describe('pages in Snappy’s form', () => {
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(
        fc.uint8Array({ minLength: 1, maxLength: 70 }),
        fc.integer({ min: 1, max: 40 }),
        fc.uint8Array({ maxLength: 9 }),
      )
      .map(([bytes, times, rest]) => Buffer.concat([...Array.from({ length: times }, () => bytes), rest])),
  );

  it('are what they were, whatever was known of their parts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, fc.nat({ max: 80 })), { minLength: 1, maxLength: 4 }), (parts) => {
        const packed = parts.map(([bytes, how]) =>
          how === 0 ? literal(bytes) : how === 1 ? shortened(bytes) : repeating(bytes, how - 1),
        );
        const whole = Buffer.concat(parts.map(([bytes]) => bytes));
        const out = new Uint8Array(whole.length);
        snappyUncompress(Buffer.concat(snappyOf(packed)), out);
        assert.deepEqual(Buffer.from(out), whole);
      }),
      { seed: 20260102, numRuns: 500 },
    );
  });

  it('are short where bytes repeat, and as long as they were elsewhere', () => {
    const period = Uint8Array.of(0xfe, 0xff);
    const bytes = Buffer.concat(Array.from({ length: 3200 }, () => period));
    assert.ok(Buffer.concat(snappyOf([repeating(bytes, 2)])).length < bytes.length / 20);
    // 70,000 bytes need three for their length in a literal.
    const long = Uint8Array.from({ length: 70_000 }, (_, at) => (at * at * 31) >> 5);
    const packed = Buffer.concat(snappyOf([literal(long)]));
    assert.equal(packed.length, long.length + 3 + 4);
    const out = new Uint8Array(long.length);
    snappyUncompress(packed, out);
    assert.deepEqual(out, long);
  });
});
