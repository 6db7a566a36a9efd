import { join } from 'node:path';
import * as z from 'zod';
import { readTextSync } from '../files/read';
import { splitOfLetter } from './assign';
import { writeChunk } from './deal';
import type { Example, Keyed } from './example';
import { formatNamed, type OutputFile } from './formats';
import { append, fillFile, Folders, linesOf, readJson } from './folders';
import { sideOf, splitFile, SPLITS, tableFile, type Split } from './keys';
import { languageExamples } from './language-words';
import { languageSchema } from '../languages/schema';
import { makeFromFiles } from './make';
import { planSchema, type Plan } from './plan';
import { wordExamples } from './words';

/** Of the file of sides, which has a letter for each example. */
const MOST_SIDES = 2 ** 29 - 1;

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
  /** A file of a format, put together of all pieces, or of parts of some. */
  z.object({
    do: z.literal('write'),
    format: z.string(),
    split,
    chunks: index,
    path: z.string(),
    name: z.string().optional(),
    parts: z
      .array(z.object({ chunk: index, skip: index, take: index }))
      .readonly()
      .optional(),
  }),
]);

export type Task = z.infer<typeof taskSchema>;
type WriteTask = Extract<Task, { do: 'write' }>;

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
      case 'write':
        return this.write(task);
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
    const sides = readTextSync(this.folders.sides, MOST_SIDES);
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

  private write(task: WriteTask): Promise<void> {
    const { plan, folders } = this;
    const pieces = task.name === undefined ? splitFile(task.split) : tableFile(task.split, task.name);
    return fillFile(join(folders.out, task.path), (file) => {
      const to: OutputFile = {
        plan,
        file,
        join: () => {
          for (let chunk = 0; chunk < task.chunks; chunk++) append(file, this.piece(chunk, pieces));
        },
        examples: () => this.examplesOf(task),
      };
      return formatNamed(task.format).write(to);
    });
  }

  private *examplesOf({ split: side, chunks, parts }: WriteTask): Generator<Example> {
    const all = Array.from({ length: chunks }, (_, chunk) => ({ chunk, skip: 0, take: Infinity }));
    for (const { chunk, skip, take } of parts ?? all) {
      let at = 0;
      for (const line of linesOf(this.piece(chunk, splitFile(side)))) {
        if (at >= skip + take) break;
        if (at++ >= skip) yield JSON.parse(line) as Example;
      }
    }
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
