import type { Lines } from '../../../trace/lines';
import type { Range } from '../../../trace/source';
import type { Trace } from '../../../trace/trace';
import { NOT_READ } from '../../not-read';
import type { Segment } from '../language/sentences';
import type { Span } from '../phrases/said';
import type { Token } from '../language/tokens';
import { wordSet } from '../language/word-set';
import { POSSESSIVES, singularOf, SPOTS } from '../prose/grammar/words';
import { Spans } from './spans';
import { unaccounted } from './accounted';
import { NotAccounted } from './fault';
import { founded, listedAside, WHOEVER } from './founded';
import { NamesOf } from './known';
import { retold } from './retold';
import { Scenes } from './scenes';

/**
 * The trace of a story, when all that the story says is in it: every clause is covered by a step, says how things are before
 * the first step, asks, is told by a remark, moves nothing (`still.ts`), or names nobody and nothing of the
 * story; and nobody and nothing in it was made of words that point to another.
 *
 * @param segments the sentences as they stand in the text
 * @param knowsFormer whether `his old seat` was read as the one that he has left
 * @throws NotAccounted at the first clause that is not accounted for
 */
export function guarded(trace: Trace, segments: readonly Segment[], lines: Lines, knowsFormer = false): Trace {
  const spanOf = (range: Range): Span => ({ start: lines.offset(range.start), end: lines.offset(range.end) });
  const stepSpans = trace.steps.map(({ range }) => range && spanOf(range));
  const steps = new Spans(stepSpans.filter((span) => span !== undefined));
  const [unread, remarked] = [true, false].map(
    (isUnread) =>
      new Spans(
        (trace.remarks ?? []).flatMap(({ range, text }) =>
          range && text.startsWith(NOT_READ) === isUnread ? [spanOf(range)] : [],
        ),
      ),
  ) as [Spans, Spans];
  const names = new NamesOf(trace);
  const pointer = founded(trace);
  if (pointer !== undefined) {
    const { start, end } = mentionOf(pointer, segments);
    throw new NotAccounted(
      start,
      end,
      `which one '${pointer}' means is not certain: name whom or what it is, as it was named before`,
    );
  }
  for (const { tokens, mark } of segments) {
    const token =
      mark === '?'
        ? undefined
        : tokens.find((each, k) => (WHOEVER.has(each.lower) && !steps.overlaps(each)) || isExcept(tokens, k));
    if (token)
      throw new NotAccounted(
        token.start,
        token.end,
        `whom or what '${token.text}' means is not certain: write the name`,
      );
  }
  const line = listedAside(
    trace,
    segments.flatMap(({ tokens }) =>
      unread.overlaps({ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 }) ? [tokens] : [],
    ),
  );
  if (line)
    throw new NotAccounted(
      line[0]?.start ?? 0,
      line.at(-1)?.end ?? 0,
      'what this line says is not certain: write who is where, or has what, as a sentence',
    );
  const former = knowsFormer
    ? undefined
    : segments.flatMap(({ tokens }) => formerPlace(tokens)).find(() => names.followsPeople);
  if (former) throw new NotAccounted(former.start, former.end, 'which place this was is not certain: name it');
  const twice = retold(trace, stepSpans, segments);
  if (twice)
    throw new NotAccounted(
      twice.start,
      twice.end,
      "whether this comes after the exchange, or tells how it was done, is not certain: write 'then', or leave it out",
    );
  const left = unaccounted(segments, names, { steps, remarked, unread, scenes: new Scenes(trace, stepSpans) });
  if (!left) return trace;
  const { told, who } = left;
  if (who)
    throw new NotAccounted(
      who.start,
      who.end,
      `what ${who.shown} has to do with this is not certain: write what happens to each of them`,
    );
  const verb = lines.text.slice(told.verb.start, told.verb.end).replace(/\s+/g, ' ');
  throw new NotAccounted(
    told.span.start,
    told.span.end,
    `what '${verb}' changes here is not certain: write it as a sentence of its own, as who gives what to whom or what goes where (docs/reading-narratives.md lists all)`,
  );
}

/** `his old seat`, which he has left. */
function formerPlace(tokens: readonly Token[]): Span[] {
  return tokens.flatMap((token, k) => {
    const [owner, noun] = [tokens[k - 1], tokens[k + 1]];
    const isOwned = owner !== undefined && (owner.possessive || POSSESSIVES.has(owner.lower));
    if (!noun || !isOwned || !FORMER.has(token.lower) || !SPOTS.has(singularOf(noun.lower))) return [];
    return [{ start: owner.start, end: noun.end }];
  });
}

/** `Everyone but Tom goes`, `goes to where Tom is`: at the word that says whom it does not, or where. */
function isExcept(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1]?.lower ?? '', tokens[at]?.lower ?? '', tokens[at + 1]];
  if (token === 'where') return ['to', 'into'].includes(before);
  return (
    ALL.has(before) &&
    ['but', 'except', 'besides'].includes(token) &&
    /^\p{Lu}|^(?:for|the|her|him)$/u.test(next?.text ?? '')
  );
}

const ALL = wordSet('everyone everybody all them');
const FORMER = wordSet('old former previous earlier original');

/** Where a name first stands in a story; else all of it. */
function mentionOf(name: string, segments: readonly Segment[]): Span {
  const words = name
    .toLowerCase()
    .replace(/^the /, '')
    .split(/[\s'’]+/);
  const all = segments.flatMap(({ tokens }) => tokens.filter(({ kind }) => kind !== 'end'));
  const at = all.findIndex((_, k) => words.every((word, j) => all[k + j]?.lower === word));
  const [first, last] = at < 0 ? [all[0], all.at(-1)] : [all[at], all[at + words.length - 1]];
  return { start: first?.start ?? 0, end: last?.end ?? 0 };
}
