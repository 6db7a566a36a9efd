import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readNarrative } from '../../../../src/readers/narrative';
import { SourceError } from '../../../../src/trace/source';
import type { Trace } from '../../../../src/trace/trace';

/** Written, with their ends, by somebody who had not seen the reader; `null` and `[]` are nothing. */
const STORIES = JSON.parse(readFileSync(path.join(__dirname, 'blind-stories.json'), 'utf8')) as {
  story: string;
  final: Record<string, string | string[] | null>;
}[];

/** Sixty longer ones, of which three were read at first sight; the last twenty were not looked at since. */
const LONG = JSON.parse(readFileSync(path.join(__dirname, 'long-stories.json'), 'utf8')) as typeof STORIES;

/** Written before the grammar for free words was; of the last 24 it read 9 when it had been tried on the first 24 alone. */
const PLAIN = JSON.parse(readFileSync(path.join(__dirname, 'plain-stories.json'), 'utf8')) as typeof STORIES;

/**
 * Sixty everyday ones, of which 38 were read right at first sight and 3 wrong, and forty that were written with them and tried when
 * the reader had been changed for the sixty: 34 were read right then, and none wrong. Of 61 more, written after that to find what is
 * read wrong, 40 were read right at first sight and 8 wrong. Of 61 of many kinds that were written before the reader was looked at, 44
 * were read right at first sight and one wrong, and of 30 in other places, tried after the changes for these, 18 and one; those that
 * another reader may understand in another way, or of which the trace names things otherwise, are not kept.
 */
const DAILY = JSON.parse(readFileSync(path.join(__dirname, 'daily-stories.json'), 'utf8')) as typeof STORIES;

/**
 * Sixty in many voices, written before the reader was looked at in those days: 28 were read right at first sight, 29 refused and
 * 3 read wrong; what they showed was mended by kinds.
 */
const VARIED = JSON.parse(readFileSync(path.join(__dirname, 'varied-stories.json'), 'utf8')) as typeof STORIES;

/**
 * Written after the changes for those, and each set before the changes for it: forty, of which 20 were read right at first sight and 4 wrong;
 * thirty, 12 and 2; forty, 18 and 5; twenty, 10 and none.
 */
const LATER = [2, 3, 4, 5].map(
  (set) => JSON.parse(readFileSync(path.join(__dirname, `varied-${set}-stories.json`), 'utf8')) as typeof STORIES,
);

const wordsOf = (text: string): string[] =>
  [...(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].map((word) => word.replace(/(?<=..)s$/, ''));
/** `left cup` is `the left cup`, and `green` a `green balloon`. */
const names = (short: string, long: string) => wordsOf(short).every((word) => wordsOf(long).includes(word));

function heldBy({ slots, objects, final }: Trace, holder: string): string[] | undefined {
  const owner = (slot: string) => slot.replace(/ \(\d+\)$/, '');
  const exact = slots.filter(
    (slot) => wordsOf(owner(slot)).join(' ').replace(/^the /, '') === wordsOf(holder).join(' '),
  );
  const its = exact.length > 0 ? exact : slots.filter((slot) => names(holder, owner(slot)));
  if (new Set(its.map(owner)).size !== 1) return undefined;
  const held = slots.flatMap((slot, k) => (its.includes(slot) ? [objects[final![k]!]!] : []));
  return held.filter((object) => !/^empty( \d+)?$/.test(object));
}

/** `desk 1` holds Dina where Dina's slot holds desk 1. */
function whoIsIn({ slots, objects, final }: Trace, place: string): string[] {
  return slots.filter((_, slot) => names(place, objects[final![slot]!]!));
}

describe('stories written by somebody who had not seen the reader', () => {
  it('are read right, at least 51 of 60, and none wrong', () => readRight(STORIES, 51));
  it('are read right, at least 46 of 60 longer ones, and none wrong', () => readRight(LONG, 46));
  it('are read right, at least 35 of 48 others, and none wrong', () => readRight(PLAIN, 35));
  it('are read right, at least 59 of 60 everyday ones, and none wrong', () => readRight(DAILY.slice(0, 60), 59));
  it('are read right, at least 36 of 40 that were tried last, and none wrong', () =>
    readRight(DAILY.slice(60, 100), 36));
  it('are read right, at least 48 of 61 that were written to find errors, and none wrong', () =>
    readRight(DAILY.slice(100, 161), 48));
  it('are read right, at least 44 of 58 of many kinds, and none wrong', () => readRight(DAILY.slice(161, 219), 44));
  it('are read right, at least 22 of 29 in other places, tried after the changes, and none wrong', () =>
    readRight(DAILY.slice(219), 22));
  it('are read right, at least 57 of 60 in many voices, and none wrong', () => readRight(VARIED, 57));
  for (const [k, least] of [34, 26, 33, 15].entries())
    it(`are read right, at least ${least} of ${LATER[k]?.length} that were tried after those, and none wrong`, () =>
      readRight(LATER[k] ?? [], least));
});

async function readRight(stories: typeof STORIES, least: number): Promise<void> {
  const refused: string[] = [];
  for (const { story, final } of stories) {
    const trace: Trace | undefined = await readNarrative(
      { uri: 'a.txt', language: 'narrative', text: story },
      {},
    ).catch((error: unknown) => {
      if (!(error instanceof SourceError)) throw error;
      return undefined;
    });
    if (!trace) {
      refused.push(story);
      continue;
    }
    for (const [holder, said] of Object.entries(final)) {
      const wanted = said === null ? [] : [said].flat();
      const held: string[] = heldBy(trace, holder) ?? whoIsIn(trace, holder);
      const what = `${story}: ${holder} has ${held.join(', ')}`;
      assert.equal(held.length, wanted.length, what);
      for (const thing of wanted) assert.ok(held.some((each) => names(thing, each)), what); // prettier-ignore
    }
  }
  assert.ok(refused.length <= stories.length - least, refused.join('\n'));
}
