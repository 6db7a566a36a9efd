import { join } from 'node:path';
import { namedGroup } from '../../algebra/groups';
import { GroupTable } from '../words/group-table';
import { SPLITS, type Split } from './keys';
import type { Plan } from '../plan/plan';
import { Renamings } from '../words/renaming';
import { WordSet } from '../words/word-set';
import { wordsIn } from '../words/words-in';

export interface Proof {
  /** How many words were read; undefined where none of the formats tells them. */
  words?: number;
  /** Words on two sides, and, where no word may come twice, those that do. */
  leaks: number;
  repeated: number;
}

/** Formats by how fast words are read from them. */
const READ = ['npy', 'parquet', 'jsonl', 'csv'];

/**
 * Reads the words of all splits from one of the formats and holds them against each other, from nothing but what stands there.
 *
 * Memory: 18 to 36 bytes for each different word.
 *
 * @param folder of the data set
 * @param pathsOf below it
 */
export async function proveSplits(
  folder: string,
  plan: Plan,
  pathsOf: (format: string, split: Split) => readonly string[],
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Proof> {
  const { source, formats, columns } = plan;
  if (source.kind === 'trace') return { leaks: 0, repeated: 0 };
  const format = READ.find(
    (name) => formats.includes(name) && (name === 'csv' ? source.kind === 'word' : columns.includes('tokens')),
  );
  if (format === undefined) return { leaks: 0, repeated: 0 };
  const group = source.kind === 'word' && source.as !== 'word' ? namedGroup(source.group) : undefined;
  const renamings = group && new Renamings(new GroupTable(group));
  const mayRepeat = source.kind !== 'word' || !source.unique || renamings !== undefined;
  const known = new WordSet();
  const proof = { words: 0, leaks: 0, repeated: 0 };
  for (const [side, split] of SPLITS.entries()) {
    const paths = pathsOf(format, split).map((path) => join(folder, path));
    for await (const word of wordsIn(format, paths)) {
      if ((proof.words++ & 0xffff) === 0) signal?.throwIfAborted();
      const other = known.add(renamings?.least(word as number[]) ?? word, side);
      if (other !== undefined && other !== side) proof.leaks++;
      else if (other !== undefined && !mayRepeat) proof.repeated++;
    }
  }
  return proof;
}
