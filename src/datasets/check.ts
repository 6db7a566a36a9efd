import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { namedGroup } from '../algebra/groups';
import { z } from 'zod';
import { DATASET_FILE, DATASET_FORMAT } from './card';
import type { Example } from './example';
import { keysOf as traceKeys } from './files/trace-example';
import { readJson } from './folders';
import { GroupTable } from './group-table';
import { SPLITS, type Split } from './keys';
import { readExamples } from './read';
import { Renamings } from './renaming';

/** What a check found. */
export interface Checked {
  examples: Record<Split, number>;
  /** Pairs of examples that must not stand on two sides: at most 20 of them. */
  leaks: { what: string; first: { split: Split; id: number }; second: { split: Split; id: number } }[];
  leakCount: number;
  /** Examples whose states are not what their tokens lead to. */
  wrong: { split: Split; id: number; reason: string }[];
  wrongCount: number;
}

const MOST_LISTED = 20;

const aboutSchema = z.looseObject({
  format: z.literal(DATASET_FORMAT),
  files: z.array(z.unknown()).optional(),
  splitBy: z.enum(['file', 'game']).optional(),
});

/**
 * Reads a finished data set and holds its splits against each other, from nothing but what stands in them: no word, no
 * text up to renaming, and no file (or game) may be on two sides; and every state must be what the tokens lead to.
 *
 * Memory: 24 bytes and the entry of a map for each example.
 *
 * @throws Error when the folder is no data set with JSONL files
 */
export async function checkDataset(folder: string): Promise<Checked> {
  const about = existsSync(join(folder, DATASET_FILE))
    ? aboutSchema.safeParse(readJson(join(folder, DATASET_FILE)))
    : undefined;
  if (!about?.success) throw new Error(`${folder} is no data set of State Probe: it has no ${DATASET_FILE}`);
  const paths = SPLITS.map((split) => [split, join(folder, `${split}.jsonl`)] as const).filter(([, path]) =>
    existsSync(path),
  );
  if (paths.length === 0) throw new Error(`${folder} has no JSONL files, which are what is checked`);
  const result: Checked = {
    examples: { train: 0, validation: 0, test: 0 },
    leaks: [],
    leakCount: 0,
    wrong: [],
    wrongCount: 0,
  };
  const seen = new Map<string, { split: Split; id: number }>();
  const judge = new Judge(about.data.splitBy ?? 'game');
  for (const [split, path] of paths) {
    for await (const example of readExamples(path)) {
      result.examples[split]++;
      const place = { split, id: example.id };
      for (const [what, key] of judge.keys(example)) {
        const first = seen.get(key);
        if (!first) seen.set(key, place);
        else if (first.split !== split) {
          result.leakCount++;
          if (result.leaks.length < MOST_LISTED) result.leaks.push({ what, first, second: place });
        }
      }
      const reason = judge.fault(example);
      if (reason !== undefined) {
        result.wrongCount++;
        if (result.wrong.length < MOST_LISTED) result.wrong.push({ ...place, reason });
      }
    }
  }
  return result;
}

/** What may be said of one example alone. */
class Judge {
  private readonly tables = new Map<string, { table: GroupTable; renamings: Renamings }>();

  constructor(private readonly splitBy: 'file' | 'game') {}

  keys(example: Example): [what: string, key: string][] {
    if (example.kind === 'trace') {
      const { domain, source } = example;
      const isOneUnit = this.splitBy === 'file' || domain === 'code' || domain === 'narrative';
      const [word, text] = traceKeys(example);
      return [
        ...(isOneUnit ? [['file', digest(`file ${source.uri}`)] as [string, string]] : []),
        ['word', digest(`word ${word ?? ''}`)],
        ...(text === undefined ? [] : [['text up to renaming', digest(`text ${text}`)] as [string, string]]),
      ];
    }
    if (example.kind === 'language') return [['word', digest(example.tokens.join(' '))]];
    const word =
      example.as === 'word'
        ? example.tokens
        : (this.groupOf(example.group)?.renamings.least(example.tokens) ?? example.tokens);
    return [['word', digest(word.join(' '))]];
  }

  /** Why the states are not what the tokens lead to. */
  fault(example: Example): string | undefined {
    if (example.kind === 'language') return undefined;
    if (example.kind === 'word') {
      const table = this.groupOf(example.group)?.table;
      if (!table) return `there is no group '${example.group}'`;
      const products = table.prefixProducts(example.tokens);
      return same(products, example.states) && products.at(-1) === example.final
        ? undefined
        : 'the states are not the products of the prefixes';
    }
    let state: readonly number[] | null = example.initial;
    for (const [step, token] of example.tokens.entries()) {
      const map: readonly number[] | null = example.maps[token] ?? null;
      const before: readonly number[] | null = state;
      state = before && map && map.map((from) => before[from] ?? -1);
      if (JSON.stringify(state) !== JSON.stringify(example.states[step] ?? null))
        return `the state after step ${step + 1} is not what the maps lead to`;
    }
    return JSON.stringify(state) === JSON.stringify(example.final) ? undefined : 'the final state is not the last one';
  }

  private groupOf(name: string) {
    let known = this.tables.get(name);
    const group = known ? undefined : namedGroup(name);
    if (group) {
      const table = new GroupTable(group);
      this.tables.set(name, (known = { table, renamings: new Renamings(table) }));
    }
    return known;
  }
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** 60 bits: enough for a million examples (birthday paradox: one in two million), and small. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 10);
}
