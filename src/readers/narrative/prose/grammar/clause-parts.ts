import { wordSet } from '../../language/word-set';
import { append } from '../../../../lists/append';
import type { Item } from './item';
import type { Noun } from './nouns/noun';
import * as words from './words';
import type { Clause } from './clause';
import { ClauseStarts, type NounItem, isJoin, isNoun } from './clause-starts';

const ORDINALS = wordSet('first second third fourth fifth sixth seventh eighth ninth tenth last');

/** Words behind a verb that belong to it, and with which verbs. */
const PARTICLES: Readonly<Record<string, ReadonlySet<string>>> = {
  up: wordSet('pick take give snatch scoop gather dig lift pack hang sweep grab hand hook pull fetch load'),
  out: wordSet('take pull give hand lift bring pick fetch send dig throw pour fish lend'),
  off: wordSet('take lift pull drop carry peel cut tear break send sell pass palm'),
  down: wordSet('put set take lay pull bring hand throw pass'),
  over: wordSet('take hand pass bring give turn send carry slide push throw toss sign'),
  in: wordSet('hand turn bring trade give put'),
  on: wordSet('pass hand put hook'),
  along: wordSet('pass bring take hand send'),
  around: wordSet('pass hand'),
};

const isComma = (item: Item | undefined) => item?.is === 'join' && item.word === ',';
export const isSomeone = (noun: Noun) =>
  (noun.kind === 'name' && !noun.owner) || words.PEOPLE.has(noun.words.at(-1) ?? '');

const TO = new Set(['to', 'into', 'onto', 'in', 'at', 'under']);

/** What stands before and behind the verb of a clause. */
export class ClauseParts extends ClauseStarts {
  protected readonly clauses: Clause[] = [];

  protected open(from: number): Clause {
    return {
      subject: [],
      isShared: false,
      objects: [],
      phrases: [],
      adverbs: [],
      words: [],
      hasOr: false,
      from,
      to: from,
    };
  }

  /** What stands before the verb: phrases, and the subject. */
  protected front(clause: Clause, from: number, verb: number): void {
    let preposition: string | undefined;
    let list: Noun[] | undefined;
    for (let k = from; k < verb; k++) {
      const item = this.items[k];
      if (!item) continue;
      if (item.is === 'preposition') {
        if (preposition !== undefined) clause.adverbs.push(preposition);
        preposition = item.word;
      } else if (item.is === 'noun') {
        const previous = this.items[k - 1];
        if (preposition !== undefined) {
          // `the girl with the red hat`
          const owner = list === clause.subject ? clause.subject.at(-1) : undefined;
          const isWhich = owner !== undefined && owner.kind === 'definite' && isNoun(this.items[k - 2]);
          list = [item.noun];
          if (isWhich) owner.which = [...(owner.which ?? []), { preposition, nouns: list }];
          else clause.phrases.push({ preposition, nouns: list, isLeading: true });
          preposition = undefined;
        } else if (list && isJoin(previous) && !(list !== clause.subject && this.isSubjectAhead(k, verb)))
          list.push(item.noun);
        else {
          // `On Monday Ann`: what was taken for the subject was none.
          list = clause.subject;
          if (list.length > 0 && !isJoin(previous))
            append(
              clause.words,
              list.splice(0).map(({ shown }) => shown),
            );
          list.push(item.noun);
        }
      } else if (item.is === 'adverb') clause.adverbs.push(item.word);
      else if (item.is === 'word') clause.words.push(item.word);
      else if (item.is === 'join') {
        if (item.word === 'or') clause.hasOr = true;
        // `The week after, Tom and Vera swapped`
        if (preposition !== undefined && ['after', 'before', 'on', 'later'].includes(preposition)) {
          clause.adverbs.push(preposition);
          preposition = undefined;
          append(
            clause.words,
            clause.subject.splice(0).map(({ shown }) => shown),
          );
          list = undefined;
        }
      }
    }
    if (preposition !== undefined) clause.adverbs.push(preposition);
  }

  /** `After lunch, Ann swaps`: behind the comma stands the subject, alone or with others. */
  private isSubjectAhead(at: number, verb: number): boolean {
    const before = this.items[at - 1];
    if (before?.is !== 'join' || before.word !== ',') return false;
    return this.items
      .slice(at, verb)
      .every(({ is }) => is === 'noun' || is === 'join' || is === 'adverb' || is === 'word' || is === 'preposition');
  }

  /** What stands behind the verb; a part without a verb of its own is a clause that shares it. */
  protected finish(clause: Clause, from: number, to: number): Clause {
    let preposition: string | undefined;
    let isBack = false;
    let list: Noun[] | undefined;
    for (let k = from; k < to; k++) {
      const item = this.items[k];
      if (!item) continue;
      if (item.is === 'join' && item.word === ':' && this.listBehind(clause, k, to)) break;
      if (item.is === 'preposition' && k === from && this.isParticle(clause, k)) clause.adverbs.push(item.word);
      else if (item.is === 'preposition' && this.goesOn(clause, k, from)) {
        clause.to = k;
        this.clauses.push(clause);
        return this.finish({ ...this.further(clause), from: k }, k, to);
      } else if (item.is === 'preposition') {
        if (preposition !== undefined) clause.adverbs.push(preposition);
        preposition = item.word;
        isBack = item.isBack === true;
        list = undefined;
      } else if (item.is === 'noun') {
        const previous = this.items[k - 1];
        if (k > from && isJoin(previous) && preposition === undefined && this.isGap(clause, k, to)) {
          this.clauses.push(clause);
          return this.gap(clause, k, to);
        }
        // `with Odile, his scooter for her skates`: a thing is no partner
        const isApart =
          list !== undefined &&
          clause.objects.length === 0 &&
          isComma(previous) &&
          list.every(isSomeone) !== isSomeone(item.noun);
        if (preposition !== undefined) {
          list = [item.noun];
          clause.phrases.push({ preposition, nouns: list, isLeading: false, ...(isBack && { isBack }) });
          preposition = undefined;
        } else if (
          list &&
          !isApart &&
          (isJoin(previous) || (this.items[k - 1]?.is === 'adverb' && isJoin(this.items[k - 2])))
        )
          list.push(item.noun);
        else {
          list = [item.noun];
          clause.objects.push(list);
        }
      } else if (item.is === 'adverb') clause.adverbs.push(item.word);
      else if (item.is === 'word' || item.is === 'subordinate' || item.is === 'relative') clause.words.push(item.word);
      else if (item.is === 'join' && item.word === 'or') clause.hasOr = true;
    }
    if (preposition !== undefined) clause.adverbs.push(preposition);
    clause.to = to;
    this.clauses.push(clause);
    return clause;
  }

  /** `drives to the school, then on to the park`: at the second `to`. */
  private goesOn({ verb, phrases }: Clause, at: number, from: number): boolean {
    const item = this.items[at];
    // `was handed from Lee to Max, from Max to Nan`
    const hasWay = ['from', 'to'].every((word) =>
      phrases.some(({ preposition, isLeading }) => !isLeading && preposition === word),
    );
    if (verb && item?.is === 'preposition' && item.word === 'from' && hasWay && isJoin(this.items[at - 1])) return true;
    let before = at - 1;
    const said: string[] = [];
    for (let word = this.items[before]; word?.is === 'adverb' && before > from; word = this.items[--before])
      said.push(word.word);
    const isNext = said.some((word) => ['then', 'finally', 'afterwards', 'later', 'after that', 'next'].includes(word));
    return (
      verb !== undefined &&
      item?.is === 'preposition' &&
      TO.has(item.word) &&
      isNext &&
      isJoin(this.items[before]) &&
      before > from &&
      phrases.some(({ preposition, isLeading }) => !isLeading && TO.has(preposition))
    );
  }

  /** What goes on with the same verb. */
  private further(clause: Clause): Clause {
    // `gives it to Ben, then to Cal`: Ben gives it on
    const before = clause.phrases.findLast(({ preposition, isLeading }) => !isLeading && preposition === 'to')?.nouns;
    const hasIt = before?.length === 1 && before.every(isSomeone) && clause.objects.length > 0;
    return {
      ...this.open(clause.to),
      ...(clause.verb && { verb: clause.verb }),
      link: { kind: 'gap', word: '', of: clause },
      subject: hasIt && clause.verb?.isPassive !== true ? before : [...clause.subject],
      isShared: clause.subject.length === 0,
      objects: clause.objects.map((nouns) => [...nouns]),
    };
  }

  /** `Two cases stood in the hall: a black one and a brown one`: the two are named. */
  private listBehind(clause: Clause, colon: number, to: number): boolean {
    const rest = this.items.slice(colon + 1, to);
    const listed = rest.filter(isNoun).map(({ noun }) => noun);
    if (listed.length < 2 || !rest.every((item) => isNoun(item) || isJoin(item))) return false;
    const isGroup = (nouns: readonly Noun[] | undefined) =>
      nouns?.length === 1 &&
      nouns[0]?.isPlural === true &&
      nouns[0].pronoun === undefined &&
      (nouns[0].count ?? listed.length) === listed.length;
    const head = (clause.objects.at(-1) ?? clause.subject)[0]?.words.at(-1) ?? '';
    const named = listed.map((noun) => ones(noun, head));
    if (clause.objects.length === 0 && isGroup(clause.subject)) clause.subject = named;
    else if (isGroup(clause.objects.at(-1))) clause.objects.splice(-1, 1, named);
    else return false;
    return true;
  }

  /** `takes out the wagon`, `hands over the key`: what stands behind it is taken out. */
  private isParticle({ verb }: Clause, at: number): boolean {
    const item = this.items[at];
    const next = this.items[at + 1];
    return (
      verb !== undefined &&
      !verb.isPassive &&
      item?.is === 'preposition' &&
      PARTICLES[item.word]?.has(verb.lemma) === true &&
      isNoun(next)
    );
  }

  /** Whether at `at`, behind a comma or `and`, a part begins that leaves its verb out: `Ben a cup`, `the key in the drawer`. */
  private isGap(clause: Clause, at: number, to: number): boolean {
    if (!clause.verb) return false;
    // `Oma is first, Opa second`
    const rank = this.items[at + 1];
    if (rank?.is === 'adverb' && ORDINALS.has(rank.word) && clause.verb.lemma === 'be') return true;
    let next = at + 1;
    while (next < to && this.items[next]?.is === 'adverb') next++;
    const following = this.items[next];
    if (next >= to || !following) return false;
    const noun = (this.items[at] as NounItem).noun;
    if (isNoun(following)) return clause.objects.length > 0 || noun.kind === 'name';
    if (following.is === 'word') return clause.words.length > 0 && clause.verb.lemma === 'be';
    if (following.is !== 'preposition') return false;
    const same = clause.phrases.filter((phrase) => !phrase.isLeading && phrase.preposition === following.word);
    if (same.length > 0) return true;
    const isPlace = (word: string) => words.PLACING.has(word) && word !== 'to';
    return isPlace(following.word) && clause.phrases.some((phrase) => !phrase.isLeading && isPlace(phrase.preposition));
  }

  private gap(clause: Clause, at: number, to: number): Clause {
    const first = (this.items[at] as NounItem).noun;
    const other: Clause = {
      ...this.open(at),
      ...(clause.verb && { verb: clause.verb }),
      link: { kind: 'gap', word: '', of: clause },
      ...(clause.link?.kind === 'while' && { link: clause.link }),
    };
    // `puts the key into the box and the coin into the bag`
    const isObject = clause.objects.length > 0 && this.items[at + 1]?.is === 'preposition';
    if (isObject) {
      other.subject = [...clause.subject];
      return this.finish(other, at, to);
    }
    // `gave Pat the coffee and Quin the tea`
    const isGift =
      clause.objects.length === 2 &&
      isNoun(this.items[at + 1]) &&
      clause.objects[0]?.every(isSomeone) === true &&
      isSomeone(first);
    if (isGift) {
      other.subject = [...clause.subject];
      return this.finish(other, at, to);
    }
    other.subject = [first];
    return this.finish(other, at + 1, to);
  }
}

/** `a black one` as `a black case` */
function ones(noun: Noun, head: string): Noun {
  if (noun.words.at(-1) !== 'one' || noun.words.length < 2) return noun;
  return { ...noun, words: [...noun.words.slice(0, -1), head], shown: noun.shown.replace(/\bone$/, head) };
}
