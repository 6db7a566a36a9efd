import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { namedGroup } from '../../algebra/groups';
import * as z from 'zod';
import type { Position } from '../../trace/source';
import { DATASET_FILE, DATASET_FORMAT } from '../card/card';
import type { Example } from '../examples/example';
import { keysOf as traceKeys } from '../files/trace-example';
import { readJson } from '../run/folders';
import { GroupTable } from '../words/group-table';
import { splitFile, SPLITS, type Split } from './keys';
import { wholeName } from '../plan/parts';
import { readings } from '../examples/read';
import { Renamings } from '../words/renaming';

/** What a check found. */
export interface Checked {
  /** Those that keep what they promise. */
  examples: Record<Split, number>;
  /** Pairs of examples that must not stand on two sides: at most 20 of them. */
  leaks: { what: string; first: { split: Split; id: number }; second: { split: Split; id: number } }[];
  leakCount: number;
  /** Lines that are no example, or break what one promises: at most 20 of them. */
  wrong: { split: Split; line: number; character: number; reason: string }[];
  wrongCount: number;
  /** Splits that do not hold as many examples as `dataset.json` says. */
  miscounted: { split: Split; stated: number }[];
}

const MOST_LISTED = 20;

const aboutSchema = z.looseObject({
  format: z.literal(DATASET_FORMAT),
  files: z.array(z.unknown()).optional(),
  splitBy: z.enum(['file', 'game']).optional(),
  statistics: z.partialRecord(z.enum(SPLITS), z.looseObject({ examples: z.number() })).optional(),
});

/**
 * Reads a finished data set and holds its splits against each other, from nothing but what stands in them: no word, no
 * text up to renaming, and no file (or game) may be on two sides; every example must keep what an example promises, and
 * there must be as many of them as `dataset.json` says.
 *
 * Memory: 24 bytes and the entries of a map and a set for each example.
 *
 * @throws Error when the folder is no data set with JSONL files
 */
export async function checkDataset(folder: string): Promise<Checked> {
  const about = existsSync(join(folder, DATASET_FILE))
    ? aboutSchema.safeParse(readJson(join(folder, DATASET_FILE)))
    : undefined;
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Error(`${folder} is a file: a data set is checked as a whole, by its folder`);
  if (!about?.success) throw new Error(`${folder} is no data set of State Probe: it has no ${DATASET_FILE}`);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  // A part of a data set has a name of its own for each split.
  const paths = SPLITS.flatMap((split) =>
    names.filter((name) => wholeName(name) === splitFile(split)).map((name) => [split, join(folder, name)] as const),
  );
  if (paths.length === 0) throw new Error(`${folder} has no JSONL files, which are what is checked`);
  const result: Checked = {
    examples: { train: 0, validation: 0, test: 0 },
    leaks: [],
    leakCount: 0,
    wrong: [],
    wrongCount: 0,
    miscounted: [],
  };
  const seen = new Map<string, { split: Split; id: number }>();
  const identities = new Identities(about.data.splitBy ?? 'game');
  const ids = new Set<number>();
  for (const [split, path] of paths) {
    const blame = ({ line, character }: Position, reason: string): void => {
      result.wrongCount++;
      if (result.wrong.length < MOST_LISTED) result.wrong.push({ split, line, character, reason });
    };
    for await (const reading of readings(path)) {
      if ('fault' in reading) {
        blame(reading.fault.range.start, reading.fault.reason);
        continue;
      }
      const { example, line, isNumbered } = reading;
      result.examples[split]++;
      if (isNumbered && ids.has(example.id))
        blame({ line, character: 0 }, `id: there is another example ${example.id}`);
      if (isNumbered) ids.add(example.id);
      const place = { split, id: example.id };
      for (const [what, key] of identities.of(example)) {
        const first = seen.get(key);
        if (!first) seen.set(key, place);
        else if (first.split !== split) {
          result.leakCount++;
          if (result.leaks.length < MOST_LISTED) result.leaks.push({ what, first, second: place });
        }
      }
    }
    const stated = about.data.statistics?.[split]?.examples;
    if (stated !== undefined && stated !== result.examples[split]) result.miscounted.push({ split, stated });
  }
  return result;
}

/** By what an example is known on another side. */
class Identities {
  private readonly tables = new Map<string, { table: GroupTable; renamings: Renamings }>();

  constructor(private readonly splitBy: 'file' | 'game') {}

  of(example: Example): [what: string, key: string][] {
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

/** 60 bits: enough for a million examples (birthday paradox: one in two million), and small. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 10);
}
