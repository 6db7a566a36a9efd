import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTextSync } from '../../files/read';
import { BlockMaker } from '../blocks/block';
import { isOfBlocks } from '../tables/columns';
import { writeBlock, writeChunk } from './deal';
import type { Dealt, Example } from '../examples/example';
import { formatNamed } from '../formats';
import { fillFile, linesOf, type Folders } from './folders';
import { splitOfLetter, tableFile } from '../splits/keys';
import type { Plan } from '../plan/plan';
import type { Task } from './task';

/** Of the file of sides, which has a letter for each example. */
const MOST_SIDES = 2 ** 29 - 1;

type WriteTask = Extract<Task, { do: 'write' }>;

/** Does the tasks of one run; what is expensive to make is made once. */
export class Work {
  private generator: ((index: number) => Dealt) | undefined;
  private maker: BlockMaker | undefined;

  constructor(
    private readonly folders: Folders,
    private readonly plan: Plan,
  ) {}

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
  if (source.kind === 'problem') return (await import('../words/problem-examples')).problemExamples(source, plan);
  if (source.kind !== 'language') return undefined;
  const { languageExamples } = await import('../words/language-words');
  const { languageSchema } = await import('../../languages/schema');
  return languageExamples(languageSchema.parse(JSON.parse(source.definition)), source, plan);
}
