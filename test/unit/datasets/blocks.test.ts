import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { namedGroup } from '../../../src/algebra/groups';
import { BlockMaker } from '../../../src/datasets/blocks/block';
import { drawOf } from '../../../src/datasets/blocks/draw';
import { parquetOf } from '../../../src/datasets/blocks/parquet';
import { rowsOf, type Rows } from '../../../src/datasets/blocks/rows';
import { joinParquet } from '../../../src/datasets/tables/parquet-join';
import { columnNames, columnsOf, isOfBlocks } from '../../../src/datasets/tables/columns';
import type { WordExample } from '../../../src/datasets/examples/example';
import { FORMATS, formatNamed, type PieceFiles } from '../../../src/datasets/formats';
import { GroupTable } from '../../../src/datasets/words/group-table';
import { SPLITS, type Split } from '../../../src/datasets/splits/keys';
import type { Plan } from '../../../src/datasets/plan/plan';
import { planWords, type WordOptions } from '../../../src/datasets/plan/planning';
import { randomFor } from '../../../src/datasets/words/random';
import { wordExamples } from '../../../src/datasets/words/words';
import { planFor, WORDS } from './dataset';

async function blockPlan(words: Partial<WordOptions>, columns: string): Promise<Plan & { source: { kind: 'word' } }> {
  const source = await planWords({ ...WORDS, ...words });
  return { ...planFor(source, { columns: columnNames(source, columns) }), source };
}

function rowsIn(plan: Plan, from: number, to: number): [Split, Rows][] {
  assert.ok(plan.source.kind === 'word' && isOfBlocks(plan));
  const maker = new BlockMaker(plan.source, plan);
  const block = maker.make(from, to);
  return SPLITS.map((split, side) => [split, rowsOf(block, maker, side)]);
}

/** What formats write, in memory. */
class Written implements PieceFiles {
  readonly files = new Map<string, Uint8Array>();
  line = (name: string, line: string): void => this.bytes(name, Buffer.from(`${line}\n`));
  bytes = (name: string, bytes: Uint8Array): void => {
    this.files.set(name, Buffer.concat([this.files.get(name) ?? Buffer.alloc(0), bytes]));
  };
  open = (): number => assert.fail('no file is opened for what is in memory');
}

describe('words in blocks', () => {
  const CASES: [words: Partial<WordOptions>, columns: string][] = [
    [{ count: 40 }, ''],
    [{ count: 60, length: '2-7', unique: true }, 'id,tokens,states,final'],
    [{ count: 30, group: 'S7', length: '5' }, 'tokens,final'],
    [{ count: 12, group: 'S14', length: '1-3', generators: 'transpositions' }, 'states,id,tokens'],
    [{ count: 40, group: 'A4xZ5', length: '30', unique: true }, ''],
    [{ count: 40, group: 'Z2', length: '8-9' }, 'id,states'],
  ];
  for (const [words, columns] of CASES) {
    it(`are what they are one by one, in every format: ${JSON.stringify(words)} ${columns}`, async () => {
      const plan = await blockPlan(words, columns);
      const one = wordExamples(plan.source, plan);
      const dealt = Array.from({ length: plan.source.count }, (_, index) => one(index));
      for (const [split, rows] of [...rowsIn(plan, 0, 10), ...rowsIn(plan, 10, plan.source.count)].filter(
        ([, { count }]) => count > 0,
      )) {
        const own = dealt.filter(({ side, example }) => side === split && [...rows.ids].includes(example.id));
        assert.equal(own.length, rows.count);
        for (const format of FORMATS.filter(({ take, isTyped }) => take && !isTyped)) {
          const [fast, slow] = [new Written(), new Written()];
          await format.takeRows(rows, plan, fast);
          const taker = await format.take?.(plan, slow);
          for (const { example } of own) taker?.add(example);
          taker?.close();
          assert.deepEqual(texts(fast), texts(slow), format.name);
        }
        const parquet = Uint8Array.from(parquetOf(rows, columnsOf(plan))).buffer;
        assert.deepEqual(
          numbersOf(await parquetReadObjects({ file: parquet })),
          own.map(({ example }) => fieldsOf(example as WordExample, plan.columns)),
        );
        const arrays = new Written();
        await formatNamed('npy').takeRows(rows, plan, arrays);
        for (const name of plan.columns) {
          const ids = own.flatMap(
            ({ example }) => (example as unknown as Record<string, number | number[]>)[name] ?? [],
          );
          const { type } = columnsOf(plan).find((column) => column.name === name)!;
          const of = typeof type === 'object' && 'list' in type ? type.list : type;
          assert.deepEqual(arrayIn(arrays.files.get(`${name}.npy`)!, of as string), ids, name);
        }
      }
    });
  }

  it('are drawn as by the library of random numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 33 }), fc.nat(), fc.nat({ max: 50 }), (letters, seed, index) => {
        const plan = { kind: 'word', group: 'S5', generators: null, lengths: { least: 5, most: 5 } } as const;
        const drawn = new Array<number>(5);
        drawOf({ ...plan, count: 100, unique: false, as: 'word' }, letters, seed).into(drawn, index, 0, 5);
        const random = randomFor(seed, 0x3074, index);
        assert.deepEqual(
          drawn,
          Array.from({ length: 5 }, () => uniformInt(random, 0, letters - 1)),
        );
      }),
      { seed: 20260101, numRuns: 100 },
    );
  });

  it('are multiplied by a table that is the group’s', () => {
    for (const name of ['S4', 'A5', 'Z12', 'A4xZ5', 'D4', 'Z2 wr S3', 'S1']) {
      const products = new GroupTable(namedGroup(name)!).all()!;
      const one = new GroupTable(namedGroup(name)!);
      for (let a = 0; a < one.order; a++)
        for (let b = 0; b < one.order; b++) assert.equal(products[a * one.order + b], one.product(a, b), name);
    }
  });

  it('in Parquet are copied from file to file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-probe-join-'));
    try {
      const plan = await blockPlan({ count: 90, length: '3-9' }, '');
      const parts: string[] = [];
      const all: unknown[] = [];
      for (const [from, to] of [
        [0, 30],
        [30, 31],
        [31, 90],
      ] as const) {
        const rows = rowsIn({ ...plan, fractions: [1, 0, 0] }, from, to)[0]![1];
        const path = join(folder, `${from}.parquet`);
        writeFileSync(path, parquetOf(rows, columnsOf(plan)));
        parts.push(path);
        all.push(...numbersOf(await parquetReadObjects({ file: bufferOf(path) })));
      }
      const joined = join(folder, 'joined.parquet');
      const file = openSync(joined, 'w');
      joinParquet(
        file,
        parts.map((path) => ({ path })),
      );
      closeSync(file);
      assert.deepEqual(numbersOf(await parquetReadObjects({ file: bufferOf(joined) })), all);
      assert.equal(all.length, 90);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function bufferOf(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(path)).buffer;
}

function texts({ files }: Written): Record<string, string> {
  return Object.fromEntries([...files].map(([name, bytes]): [string, string] => [name, Buffer.from(bytes).toString()]));
}

function fieldsOf(example: WordExample, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, (example as unknown as Record<string, unknown>)[name]]));
}

function numbersOf(rows: Record<string, unknown>[]): unknown[] {
  return JSON.parse(
    JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  ) as unknown[];
}

function arrayIn(bytes: Uint8Array, type: string): number[] {
  const { buffer } = Uint8Array.from(bytes);
  if (type === 'int64') return [...new BigInt64Array(buffer)].map(Number);
  return [
    ...(type === 'int32'
      ? new Int32Array(buffer)
      : type === 'uint16'
        ? new Uint16Array(buffer)
        : new Uint8Array(buffer)),
  ];
}
