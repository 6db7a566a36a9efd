import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { namedGroup } from '../algebra/groups';
import { splitOfLetter } from './assign';
import { csvHead } from './csv';
import { writeChunk } from './deal';
import type { Example, Keyed } from './example';
import { append, fillFile, Folders, linesOf, readJson, splitFile, tableFile } from './folders';
import { sideOf, SPLITS, type Split } from './keys';
import { languageExamples } from './language-words';
import { languageSchema } from './languages/rule';
import { makeFromFiles } from './make';
import { ParquetFile } from './parquet';
import { planSchema, type Plan } from './plan';
import { wordExamples } from './words';
import { writeSync } from 'node:fs';

const index = z.number().int().nonnegative();
const split = z.enum(SPLITS);

/** A piece of work that any process can do with nothing but the folder of the run; doing it twice does no harm. */
export const taskSchema = z.discriminatedUnion('do', [
  /** Examples `from` … `to - 1` of a generator, on their sides. */
  z.object({ do: z.literal('generate'), chunk: index, from: index, to: index }),
  /** Examples of files `from` … `to - 1` of the plan, sides unknown. */
  z.object({ do: z.literal('read'), chunk: index, from: index, to: index }),
  /** Examples that were read, on their sides; the first one has the number `first`. */
  z.object({ do: z.literal('deal'), chunk: index, first: index }),
  z.object({ do: z.literal('jsonl'), split, chunks: index }),
  z.object({ do: z.literal('csv'), split, name: z.string(), chunks: index }),
  /** A file of rows: of each of these chunks, `take` examples of the split after the first `skip`. */
  z.object({
    do: z.literal('parquet'),
    split,
    name: z.string(),
    parts: z.array(z.object({ chunk: index, skip: index, take: index })),
  }),
]);

export type Task = z.infer<typeof taskSchema>;

/** Does the tasks of one run; what is expensive to make is made once. */
export class Work {
  private readonly plan: Plan;
  private generator: ((index: number) => Keyed) | undefined;

  constructor(private readonly folders: Folders) {
    this.plan = planSchema.parse(readJson(folders.plan));
  }

  async do(task: Task): Promise<void> {
    switch (task.do) {
      case 'generate':
        return this.generate(task.chunk, task.from, task.to);
      case 'read': {
        const { source } = this.plan;
        if (source.kind !== 'trace') return;
        return makeFromFiles(this.folders, task.chunk, source, source.files.slice(task.from, task.to));
      }
      case 'deal':
        return this.deal(task.chunk, task.first);
      case 'jsonl':
        return fillFile(join(this.folders.out, splitFile(task.split)), (file) => {
          for (let chunk = 0; chunk < task.chunks; chunk++) append(file, this.piece(chunk, splitFile(task.split)));
        });
      case 'csv':
        return fillFile(join(this.folders.out, task.split, task.name), (file) => {
          writeSync(file, `${csvHead(this.plan.source.kind)}\n`);
          for (let chunk = 0; chunk < task.chunks; chunk++)
            append(file, this.piece(chunk, tableFile(task.split, task.name)));
        });
      case 'parquet':
        return this.parquet(task);
    }
  }

  private generate(chunk: number, from: number, to: number): Promise<void> {
    this.generator ??= generatorOf(this.plan);
    const { generator, plan } = this;
    function* dealt(): Generator<{ example: Example; side: Split }> {
      for (let at = from; at < to; at++) {
        const keyed = generator?.(at);
        if (keyed) yield { example: keyed.example, side: sideOf(keyed.keys[0] ?? '', plan.seed, plan.fractions) };
      }
    }
    return writeChunk(this.folders, chunk, plan, dealt());
  }

  private deal(chunk: number, first: number): Promise<void> {
    const sides = readFileSync(this.folders.sides, 'latin1');
    const path = join(this.folders.made(chunk), 'examples.jsonl');
    function* dealt(): Generator<{ example: Example; side: Split }> {
      let id = first;
      for (const line of linesOf(path)) {
        yield { example: { ...(JSON.parse(line) as Example), id }, side: splitOfLetter(sides[id]) };
        id++;
      }
    }
    return writeChunk(this.folders, chunk, this.plan, dealt());
  }

  private parquet(task: Extract<Task, { do: 'parquet' }>): Promise<void> {
    const { source } = this.plan;
    const order = source.kind === 'word' ? (namedGroup(source.group)?.order ?? 0n) : 0n;
    return fillFile(join(this.folders.out, 'data', task.name), (file) => {
      const parquet = new ParquetFile(file, source.kind, order > 2n ** 31n);
      for (const { chunk, skip, take } of task.parts) {
        let at = 0;
        for (const line of linesOf(this.piece(chunk, splitFile(task.split)))) {
          if (at >= skip + take) break;
          if (at++ >= skip) parquet.add(JSON.parse(line) as Example);
        }
      }
      parquet.finish();
    });
  }

  private piece(chunk: number, name: string): string {
    return join(this.folders.chunk(chunk), name);
  }
}

/** The example of every index of a generated data set; of a plan that reads files there is none. */
export function generatorOf({ source, seed }: Pick<Plan, 'source' | 'seed'>): ((index: number) => Keyed) | undefined {
  if (source.kind === 'word') return wordExamples(source, seed);
  if (source.kind !== 'language') return undefined;
  return languageExamples(languageSchema.parse(JSON.parse(source.definition)), source, seed);
}
