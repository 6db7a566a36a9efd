import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { readTextSync } from '../../files/read';
import type { ProviderName } from '../protocol';
import type { PrecisionCheck } from './verdict';

/** Of all checks that are kept; some ten thousand. */
const MOST_BYTES = 16 * 2 ** 20;

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const lineSchema = z.object({
  digest: z.string(),
  provider: z.enum(['cpu', 'webgpu', 'cuda', 'dml', 'coreml', 'tensorrt']),
  passed: z.boolean(),
  lengths: z.array(
    z.object({
      length: count,
      shortest: count.optional(),
      words: count,
      full: share,
      published: z.object({ full: share, words: count }),
    }),
  ),
  sameAnswers: share.nullable(),
});

/** What became of files in half precision, by digest and provider: a line of JSON for each, the last one counts. */
export class KeptChecks {
  private known: Map<string, PrecisionCheck> | undefined;

  /** @param file where they are remembered; as long as this process alone if undefined */
  constructor(private readonly file: string | undefined) {}

  get(digest: string, provider: ProviderName): PrecisionCheck | undefined {
    return (this.known ??= this.read()).get(keyOf(digest, provider));
  }

  set(digest: string, check: PrecisionCheck): void {
    (this.known ??= this.read()).set(keyOf(digest, check.provider), check);
    if (this.file === undefined) return;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      appendFileSync(this.file, `${JSON.stringify({ digest, ...check })}\n`);
    } catch {
      // A home that cannot be written to costs the check with every start.
    }
  }

  private read(): Map<string, PrecisionCheck> {
    const known = new Map<string, PrecisionCheck>();
    if (this.file === undefined) return known;
    try {
      for (const line of readTextSync(this.file, MOST_BYTES).split('\n')) {
        const found = lineIn(line);
        if (found) known.set(keyOf(found.digest, found.check.provider), found.check);
      }
    } catch {
      // Not written yet, or not to be read: then files are checked anew.
    }
    return known;
  }
}

function keyOf(digest: string, provider: ProviderName): string {
  return `${provider} ${digest}`;
}

/** A line that was cut short, or is none of ours, counts for nothing. */
function lineIn(line: string): { digest: string; check: PrecisionCheck } | undefined {
  try {
    const { digest, lengths, ...rest } = lineSchema.parse(JSON.parse(line));
    const exact = lengths.map(({ shortest, ...one }) => ({ ...one, ...(shortest !== undefined && { shortest }) }));
    return { digest, check: { ...rest, lengths: exact } };
  } catch {
    return undefined;
  }
}
