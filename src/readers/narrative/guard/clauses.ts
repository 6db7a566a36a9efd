import type { Segment } from '../language/sentences';
import type { Span } from '../phrases/said';
import { withoutAppositions } from '../prose/grammar/appositions';
import type { Clause } from '../prose/grammar/clause';
import { clausesOf } from '../prose/grammar/clauses';
import { itemsOf } from '../prose/grammar/items';
import { prepared } from '../prose/grammar/prepared';
import type { Known } from '../prose/grammar/nouns/noun';

/** A clause with a verb, and where both stand in the text. */
export interface Told {
  clause: Clause & { verb: NonNullable<Clause['verb']> };
  span: Span;
  verb: Span;
  /** A colon stands behind it. */
  isAnnouncing: boolean;
  /** Its first word. */
  opens: string;
}

/** The clauses of a sentence that have a verb, as the grammar of free words cuts them. */
export function toldIn({ tokens }: Segment, known: Known): Told[] {
  const words = prepared(tokens, true);
  const items = withoutAppositions(itemsOf(words, known));
  return clausesOf(items).flatMap((clause): Told[] => {
    const { verb } = clause;
    const at = items.findIndex((item, k) => item.is === 'verb' && item.verb === verb && k >= clause.from);
    const [first, last] = [items[clause.from], items[Math.max(clause.from, clause.to - 1)]];
    // `Ann goes to the garden and Ben to the hall`: the verb stands in another clause
    const group = items[at] ?? (first && last && { from: first.from, to: last.to });
    if (!verb || !group || !first || !last) return [];
    const between = (from: number, to: number): Span => ({
      start: words[from]?.start ?? 0,
      end: words[to - 1]?.end ?? 0,
    });
    const isAnnouncing = words[last.to]?.text === ':';
    const opens = words.slice(first.from).find(({ kind }) => kind === 'word')?.lower ?? '';
    const [span, spanOfVerb] = [between(first.from, last.to), between(group.from, group.to)];
    return [{ clause: { ...clause, verb }, span, verb: spanOfVerb, isAnnouncing, opens }];
  });
}
