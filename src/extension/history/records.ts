import * as z from 'zod';
import { inputsSchema } from '../texts/inputs-schema';
import { MOST_RECORDS, newestFirst } from './bounds';

const position = z.object({ line: z.int().nonnegative(), character: z.int().nonnegative() });

const record = z.object({
  /** That of the probe; part of a file's name. */
  id: z.uuid(),
  /** Milliseconds since 1970. */
  time: z.number().nonnegative(),
  title: z.string().max(1000),
  /** What a person called it. */
  name: z.string().max(200).optional(),
  uri: z.string().max(4000),
  language: z.string().max(100),
  /** The part of the document that was probed; all of it if absent. */
  scope: z.object({ start: position, end: position }).optional(),
  /** Variables that the person chose to track, and objects to follow. */
  track: z.array(z.string().max(1000)).max(1000).optional(),
  follow: z.array(z.string().max(1000)).max(1000).optional(),
  /** What the person said that the text does not. */
  inputs: inputsSchema.optional(),
  /** The sum of the text that ran, where the steps were recorded. */
  recorded: z.string().max(100).optional(),
  outcome: z.string().max(1000),
  /** Bytes on disk; 0 when only this record is kept. */
  bytes: z.number().nonnegative(),
  /** Whether it had marks when the window was closed, and whether the page showed it. */
  shown: z.enum(['current', 'yes', 'no']),
  playhead: z.int().nonnegative(),
  chosenModel: z.string().max(200).optional(),
});

/** A probe that was made, as the history lists it. */
export type HistoryRecord = z.infer<typeof record>;

/** What is kept may be of another version, or broken: records that are none are left out. */
export function parseRecords(data: readonly unknown[]): HistoryRecord[] {
  const seen = new Set<string>();
  return newestFirst(
    data.flatMap((item) => {
      const { data: found } = record.safeParse(item);
      return found ? [found] : [];
    }),
  )
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .slice(0, MOST_RECORDS);
}
