import type { Item } from './item';
import { has } from '../../language/verbs';

export type NounItem = Item & { is: 'noun' };
export const isNoun = (item: Item | undefined): item is NounItem => item?.is === 'noun';
export const isJoin = (item: Item | undefined) => item?.is === 'join';

/** Where a clause begins, behind the verb of the one before. */
export class ClauseStarts {
  constructor(protected readonly items: readonly Item[]) {}

  /** Where the clause of the verb at `verb` begins, behind the one of `before`. */
  protected startOf(verb: number, before: number): number {
    const { items } = this;
    const group = (items[verb] as Item & { is: 'verb' }).verb;
    let at = verb;
    while (items[at - 1]?.is === 'adverb' && at - 1 > before) at--;
    if (group.isInfinitive) return verb;
    const left = items[at - 1];
    if (left?.is === 'preposition' && at - 1 > before && group.isLoose) return at - 1;
    if (left?.is === 'relative' || left?.is === 'subordinate') return at - 1;
    if (isJoin(left)) return this.joinsFrom(at - 1, before);
    if (!isNoun(left)) return at;
    if (group.isLoose) return at;
    // `Igor calls Hanna and they swap`
    const isApart =
      ['they', 'we'].includes(left.noun.pronoun ?? '') &&
      items[at - 2]?.is === 'join' &&
      isNoun(items[at - 3]) &&
      at - 3 === before + 1;
    if (isApart) return this.joinsFrom(at - 2, before);
    // `Behind the left door is a dragon, behind the middle door is a treasure`
    const isInverted =
      (group.lemma === 'be' || has(group.lemma, 'stay')) &&
      isNoun(items[verb + 1]) &&
      items[at - 2]?.is === 'preposition' &&
      isJoin(items[at - 3]) &&
      at - 3 > before;
    if (isInverted) return this.joinsFrom(at - 3, before);
    // A list of those who do it, back to the mark before it.
    const candidates: number[] = [];
    let k = at - 1;
    for (; k > before; k--) {
      const item = items[k];
      if (isNoun(item) && (isNoun(items[k + 1]) && k + 1 < at ? false : true)) {
        const previous = items[k - 1];
        if (previous?.is === 'subordinate' || previous?.is === 'relative') {
          candidates.push(k - 1);
          break;
        }
        if (previous?.is === 'preposition' && this.isSubordinating(k - 1, verb)) {
          candidates.push(k - 1);
          break;
        }
        // `and then Ann and Ben`
        let join = k - 1;
        while (join > before && items[join]?.is === 'adverb') join--;
        if (isJoin(items[join]) && join > before) {
          candidates.push(this.joinsFrom(join, before));
          // Only `and` makes a list of the last two, and only commas and `and` of those before.
          const joins = this.items
            .slice(this.joinsFrom(join, before), k)
            .flatMap((each) => (each.is === 'join' ? [each.word] : []));
          const isList = candidates.length === 1 ? joins.includes('and') : true;
          const isBoundary = candidates.length > 1 && joins.includes('and');
          if (!isList || isBoundary || joins.some((join) => join !== ',' && join !== 'and')) break;
        } else if (previous?.is === 'preposition') break;
        else if (k - 1 === before || isNoun(previous)) {
          // Behind a verb only what somebody says or lets happen begins without a mark.
          const lemma = (items[before] as Item & { is: 'verb' }).verb.lemma;
          if (candidates.length > 0 && this.isSpeaker(k, before)) break;
          if (
            k - 1 !== before ||
            candidates.length === 0 ||
            has(lemma, 'say') ||
            ['make', 'let', 'help', 'see', 'watch'].includes(lemma) ||
            (lemma === 'have' && group.form === 'base')
          )
            candidates.push(k);
          break;
        }
      } else if (!isJoin(item) && item?.is !== 'adverb') break;
    }
    const fitting = candidates.filter((start) => this.isAlike(start, at));
    const start = fitting.at(-1) ?? candidates[0] ?? at - 1;
    return this.withLeading(start, before);
  }

  /** `"Sure," says Bob, and they swap`: behind a quotation and its verb stands whoever speaks. */
  private isSpeaker(at: number, verb: number): boolean {
    const before = this.items[verb - 1];
    const group = this.items[verb];
    const isSaid = group?.is === 'verb' && has(group.verb.lemma, 'say');
    return at === verb + 1 && isSaid && before?.is === 'word' && /[,.!?…]$/.test(before.word);
  }

  /** `after`, `before`, `as` with a subject and a verb behind it. */
  protected isSubordinating(at: number, verb: number): boolean {
    const item = this.items[at];
    if (item?.is !== 'preposition' || !['after', 'before', 'since', 'until', 'till', 'as', 'once'].includes(item.word))
      return false;
    const between = this.items.slice(at + 1, verb);
    const isCut = between.some((each) => isJoin(each) && (each as { word: string }).word === ',');
    if (isCut && !between.filter(isNoun).every(({ noun }) => noun.kind === 'name')) return false;
    return between.every(
      (each, k) => (isNoun(each) && !isNoun(between[k + 1])) || isJoin(each) || each.is === 'adverb',
    );
  }

  private joinsFrom(at: number, before: number): number {
    let k = at;
    while (k - 1 > before && (isJoin(this.items[k - 1]) || this.items[k - 1]?.is === 'adverb')) k--;
    return isJoin(this.items[k]) || k === at ? k : k + 1;
  }

  /** With a phrase of time in front of a subject: `, and after lunch Ben …`. */
  private withLeading(start: number, before: number): number {
    const { items } = this;
    let k = start;
    // `and in the garage there was`
    if (
      isNoun(items[k]) &&
      isNoun(items[k - 1]) &&
      items[k - 2]?.is === 'preposition' &&
      isJoin(items[k - 3]) &&
      k - 3 > before
    )
      return this.joinsFrom(k - 3, before);
    if (
      isJoin(items[k]) &&
      items[k - 1]?.is === 'noun' &&
      items[k - 2]?.is === 'preposition' &&
      isJoin(items[k - 3]) &&
      k - 3 > before
    )
      k = this.joinsFrom(k - 3, before);
    return k;
  }

  /** Whether what stands from `start` up to `end` are all people, or all things. */
  private isAlike(start: number, end: number): boolean {
    const nouns = this.items.slice(start, end).filter(isNoun);
    const isName = ({ noun }: NounItem) =>
      (noun.kind === 'name' && !noun.owner) ||
      ['he', 'she', 'they', 'i', 'we', 'everyone'].includes(noun.pronoun ?? '');
    return nouns.every((item) => isName(item) === isName(nouns[0] ?? item));
  }

  protected adverbsOnly(from: number, to: number): boolean {
    return this.items.slice(from, to).every(({ is }) => is === 'adverb');
  }
}
