import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readTextSync } from '../../files/read';
import { splitOfLetter } from '../splits/assign';
import { BlockMaker } from '../blocks/block';
import { isOfBlocks } from '../tables/columns';
import { writeBlock, writeChunk } from './deal';
import type { Dealt, Example } from '../examples/example';
import { formatNamed } from '../formats';
import { fillFile, linesOf, readJson, type Folders } from './folders';
import { SPLITS, tableFile } from '../splits/keys';
import { languageSchema } from '../../languages/schema';
import { planSchema, type Plan } from '../plan/plan';

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
  /** A file of a format, put together of neighbouring pieces. */
  z.object({
    do: z.literal('write'),
    format: z.string(),
    split,
    path: z.string(),
    name: z.string(),
    chunks: z.tuple([index, index]).readonly(),
  }),
]);

export type Task = z.infer<typeof taskSchema>;
type WriteTask = Extract<Task, { do: 'write' }>;

/** Does the tasks of one run; what is expensive to make is made once. */
export class Work {
  private readonly plan: Plan;
  private generator: ((index: number) => Dealt) | undefined;
  private maker: BlockMaker | undefined;

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
        const { makeFromFiles } = await import('./make');
        return makeFromFiles(this.folders, task.chunk, source, source.files.slice(task.from, task.to));
      }
      case 'deal':
        return this.deal(task.chunk, task.first);
      case 'write':
        return this.write(task);
    }
  }

  private async generate(chunk: number, from: number, to: number): Promise<void> {
    const { plan, folders } = this;
    if (plan.source.kind === 'word' && isOfBlocks(plan)) {
      const maker = (this.maker ??= new BlockMaker(plan.source, plan));
      return writeBlock(folders, chunk, plan, { block: maker.make(from, to), maker });
    }
    const generator = (this.generator ??= await generatorOf(plan));
    function* dealt(): Generator<Dealt> {
      for (let at = from; generator && at < to; at++) yield generator(at);
    }
    return writeChunk(folders, chunk, plan, dealt());
  }

  private deal(chunk: number, first: number): Promise<void> {
    const sides = readTextSync(this.folders.sides, MOST_SIDES);
    const path = join(this.folders.made(chunk), 'examples.jsonl');
    function* dealt(): Generator<Dealt> {
      let id = first;
      for (const line of linesOf(path)) {
        yield { example: { ...(JSON.parse(line) as Example), id }, side: splitOfLetter(sides[id]) };
        id++;
      }
    }
    return writeChunk(this.folders, chunk, this.plan, dealt());
  }

  private write({ split, chunks: [from, to], path, name, format }: WriteTask): Promise<void> {
    const { plan, folders } = this;
    const pieces = Array.from({ length: to - from }, (_, at) =>
      join(folders.chunk(from + at), tableFile(split, name)),
    ).filter((piece) => existsSync(piece));
    return fillFile(join(folders.out, path), (file) =>
      formatNamed(format).write({ plan, file, name, parts: pieces.map((piece) => ({ path: piece })) }),
    );
  }
}

/** The example of every index of a generated data set; of a plan that reads files there is none. */
export async function generatorOf(plan: Plan): Promise<((index: number) => Dealt) | undefined> {
  const { source } = plan;
  if (source.kind === 'word') return (await import('../words/words')).wordExamples(source, plan);
  if (source.kind !== 'language') return undefined;
  const { languageExamples } = await import('../words/language-words');
  return languageExamples(languageSchema.parse(JSON.parse(source.definition)), source, plan);
}
