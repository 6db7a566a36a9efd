import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { DATASET_FILE, NOTHING_UNREAD } from '../card/card';
import { describe } from '../card/describe';
import { formatNamed, type MergedFile } from '../formats';
import { fillFile, readJson, type Folders } from './folders';
import { SPLITS, type Split } from '../splits/keys';
import { DatasetError, wholeOrNot } from './place';
import type { Plan } from '../plan/plan';
import { planHash, planSchema } from '../plan/plan-schema';
import type { Progress } from './progress';
import { proveSplits, type Proof } from '../splits/prove';
import { addStatistics, emptyStatistics, type SplitStatistics } from '../card/statistics';

export interface Merged {
  statistics: SplitStatistics;
  proof: Proof;
}

interface PartFolder {
  folder: string;
  plan: Plan;
  statistics: SplitStatistics;
}

const partSchema = z.looseObject({ plan: planSchema, statistics: z.record(z.enum(SPLITS), z.looseObject({})) });

/**
 * Puts the parts of a data set together to what one run makes of it, to the byte, and proves from the files that its splits
 * share no word.
 *
 * @throws DatasetError where a folder is no part, one is missing or there twice, they are of different data sets, or a word is
 *   on two sides
 */
export async function merge(
  folders: readonly string[],
  out: string,
  options: { signal?: AbortSignal | undefined; anew?: boolean; onProgress?: (progress: Progress) => void },
): Promise<Merged> {
  const parts = folders.map(partIn);
  const plan = wholeOf(parts);
  return wholeOrNot(plan, out, options, async (into) => {
    const statistics = emptyStatistics();
    for (const part of parts) addStatistics(statistics, part.statistics);
    const files = await filesOf(parts, plan);
    const progress: Progress = { stage: 'writing', done: 0, total: files.length, of: 'files' };
    for (const { file, format } of files) {
      options.signal?.throwIfAborted();
      options.onProgress?.({ ...progress });
      await writeMerged(into, plan, format, file);
      progress.done++;
    }
    const pathsOf = (format: string, split: Split) =>
      files.filter((one) => one.format === format && one.split === split).map(({ file }) => file.path);
    const proof = await proveSplits(into.out, plan, pathsOf, options);
    if (proof.leaks + proof.repeated > 0)
      throw new DatasetError(
        `the parts do not go together: ${proof.leaks} words are on two sides, and ${proof.repeated} more come twice`,
      );
    const counted = SPLITS.reduce((sum, split) => sum + statistics[split].examples, 0);
    if (proof.words !== undefined && proof.words !== counted)
      throw new DatasetError(`the parts hold ${proof.words} words, but say that there are ${counted}`);
    await describe(into, { plan, statistics, unread: NOTHING_UNREAD, largest: 0 }, pathsOf);
    return { statistics, proof };
  });
}

function partIn(folder: string): PartFolder {
  const path = join(folder, DATASET_FILE);
  if (!existsSync(path)) throw new DatasetError(`${folder} is no data set of State Probe: it has no ${DATASET_FILE}`);
  const known = partSchema.safeParse(readJson(path));
  if (!known.success || !known.data.plan.part) throw new DatasetError(`${folder} is no part of a data set (--shard)`);
  return { folder, plan: known.data.plan, statistics: known.data.statistics as unknown as SplitStatistics };
}

/** The plan without its part, which must be the same for all; the parts are put in order. */
function wholeOf(parts: PartFolder[]): Plan {
  parts.sort((a, b) => (a.plan.part?.index ?? 0) - (b.plan.part?.index ?? 0));
  const [first] = parts;
  if (!first) throw new DatasetError('there is nothing to put together');
  const whole = withoutPart(first.plan);
  const of = first.plan.part?.of ?? 0;
  for (const { folder, plan } of parts)
    if (plan.part?.of !== of || planHash(withoutPart(plan)) !== planHash(whole))
      throw new DatasetError(`${folder} is a part of another data set than ${first.folder}`);
  for (let index = 0; index < of; index++) {
    const own = parts.filter(({ plan }) => plan.part?.index === index).map(({ folder }) => folder);
    if (own.length === 0) throw new DatasetError(`part ${index + 1} of ${of} is missing`);
    if (own.length > 1) throw new DatasetError(`part ${index + 1} of ${of} is there twice: ${own.join(' and ')}`);
  }
  return whole;
}

function withoutPart({ part, ...plan }: Plan): Plan {
  return { ...plan, command: part ? plan.command.replace(/ --shard[= ]\S+/, '') : plan.command };
}

async function filesOf(
  parts: readonly PartFolder[],
  plan: Plan,
): Promise<{ format: string; split: Split; file: MergedFile }[]> {
  const files: { format: string; split: Split; file: MergedFile }[] = [];
  for (const split of SPLITS)
    for (const format of plan.formats) {
      const paths = parts.flatMap((part) => pathsIn(part, format, split));
      for (const file of await formatNamed(format).merged(split, plan, paths)) files.push({ format, split, file });
    }
  return files;
}

/** The files that a part has of a split in a format. */
function pathsIn({ folder, plan, statistics }: PartFolder, format: string, split: Split): string[] {
  const { examples, lengths } = statistics[split];
  if (examples === 0) return [];
  // The lines of CSV are in a file for each length.
  const bytes = Object.fromEntries(
    Object.keys(lengths).map((length) => [
      `${split}.${plan.source.kind === 'word' ? `${plan.source.group}=${length}` : 'examples'}.csv`,
      0,
    ]),
  );
  const names = formatNamed(format).files(split, { plan, facts: [{ statistics, bytes }] });
  return names.map(({ path }) => {
    const found = join(folder, path);
    if (!existsSync(found)) throw new DatasetError(`${folder} lacks ${path}`);
    return found;
  });
}

function writeMerged({ out }: Folders, plan: Plan, format: string, { path, name, parts }: MergedFile): Promise<void> {
  return fillFile(join(out, path), (file) => formatNamed(format).write({ plan, file, name, parts }));
}
