import { wordSet } from '../../language/word-set';
import { append } from '../../../../lists/append';
import type { Item, VerbGroup } from './item';
import type { Noun } from './nouns/noun';
import { has, SEES } from '../../language/verbs';
import * as words from './words';

export interface Phrase {
  preposition: string;
  nouns: Noun[];
  /** Before the verb. */
  isLeading: boolean;
  /** `back on the shelf` */
  isBack?: boolean;
}

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

/** How a clause hangs on another: `while`, `rel`, `to`, `ing`, `say`. */
interface Link {
  kind: 'while' | 'relative' | 'to' | 'ing' | 'say' | 'gap';
  /** `after`, `by`, `who` */
  word: string;
  /** The clause that it belongs to. */
  of?: Clause;
}

/** A verb and what stands with it. */
export interface Clause {
  link?: Link;
  subject: Noun[];
  /** The subject is that of another clause. */
  isShared: boolean;
  verb?: VerbGroup;
  /** What stands behind the verb without a preposition, in its order; each may be several. */
  objects: Noun[][];
  phrases: Phrase[];
  adverbs: string[];
  /** Adjectives and words of which nothing is known. */
  words: string[];
  /** `or` stands in it. */
  hasOr: boolean;
  from: number;
  to: number;
}

/** The clauses of a sentence, in its order. */
export function clausesOf(items: readonly Item[]): Clause[] {
  return new Cutter(items).all();
}

type NounItem = Item & { is: 'noun' };
const isNoun = (item: Item | undefined): item is NounItem => item?.is === 'noun';
const isComma = (item: Item | undefined) => item?.is === 'join' && item.word === ',';
const isSomeone = (noun: Noun) => (noun.kind === 'name' && !noun.owner) || words.PEOPLE.has(noun.words.at(-1) ?? '');
const isJoin = (item: Item | undefined) => item?.is === 'join';

class Cutter {
  private readonly clauses: Clause[] = [];

  constructor(private readonly items: readonly Item[]) {}

  all(): Clause[] {
    const { items } = this;
    const verbs = items.flatMap(({ is }, k) => (is === 'verb' ? [k] : []));
    const first = verbs[0];
    if (first === undefined) return [this.finish(this.open(0), 0, items.length)];
    const starts = verbs.map((verb, k) => (k === 0 ? 0 : this.startOf(verb, verbs[k - 1] ?? 0)));
    verbs.forEach((verb, k) => {
      const from = starts[k] ?? 0;
      const to = starts[k + 1] ?? items.length;
      this.clause(from, verb, to);
    });
    return this.clauses;
  }

  /** Where the clause of the verb at `verb` begins, behind the one of `before`. */
  private startOf(verb: number, before: number): number {
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
        if (isJoin(previous)) {
          candidates.push(this.joinsFrom(k - 1, before));
          // Only `and` makes a list of the last two, and only commas and `and` of those before.
          const joins = this.items
            .slice(this.joinsFrom(k - 1, before), k)
            .flatMap((each) => (each.is === 'join' ? [each.word] : []));
          const isList = candidates.length === 1 ? joins.includes('and') : true;
          const isBoundary = candidates.length > 1 && joins.includes('and');
          if (!isList || isBoundary || joins.some((join) => join !== ',' && join !== 'and')) break;
        } else if (previous?.is === 'preposition') break;
        else if (k - 1 === before || isNoun(previous)) {
          // Behind a verb only what somebody says or lets happen begins without a mark.
          const lemma = (items[before] as Item & { is: 'verb' }).verb.lemma;
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

  /** `after`, `before`, `as` with a subject and a verb behind it. */
  private isSubordinating(at: number, verb: number): boolean {
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

  private open(from: number): Clause {
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

  private clause(from: number, verb: number, to: number): void {
    const { items } = this;
    const clause = this.open(from);
    const group = (items[verb] as Item & { is: 'verb' }).verb;
    clause.verb = group;
    const before = this.clauses.at(-1);
    // `This week's rota: Ann has the late shift`
    const heading = this.items.slice(from, verb).findLastIndex((item) => item.is === 'join' && item.word === ':');
    let at = from + heading + 1;
    while (at < verb && (isJoin(items[at]) || items[at]?.is === 'adverb')) {
      const item = items[at];
      if (item?.is === 'join' && item.word === 'or') clause.hasOr = true;
      if (item?.is === 'adverb') clause.adverbs.push(item.word);
      at++;
    }
    const head = items[at];
    if (group.isInfinitive) clause.link = { kind: 'to', word: 'to', ...(before && { of: before }) };
    else if (head?.is === 'relative' && at < verb)
      clause.link = { kind: 'relative', word: head.word, ...(before && { of: before }) };
    else if (head?.is === 'subordinate' && at < verb)
      clause.link = { kind: 'while', word: head.word, ...(before && { of: before }) };
    else if (
      head?.is === 'preposition' &&
      at < verb &&
      (this.isSubordinating(at, verb) || (group.isLoose && this.adverbsOnly(at + 1, verb)))
    )
      clause.link = {
        kind: group.isLoose && this.adverbsOnly(at + 1, verb) ? 'ing' : 'while',
        word: head.word,
        ...(before && { of: before }),
      };
    else if (group.isLoose) clause.link = { kind: 'ing', word: '', ...(before && { of: before }) };
    else if (
      before?.verb &&
      !isJoin(items[from]) &&
      before.objects.length === 0 &&
      before.phrases.every(({ isLeading }) => isLeading) &&
      (SEES.has(before.verb.lemma) ||
        (['say', 'cause', 'want'] as const).some((sense) => has(before.verb?.lemma ?? '', sense)))
    )
      clause.link = { kind: 'say', word: '', of: before };
    if (clause.link && ['relative', 'while'].includes(clause.link.kind)) at++;
    if (clause.link?.kind === 'ing' && head?.is === 'preposition' && at < verb) at++;
    this.front(clause, at, verb);
    const list = this.finish(clause, verb + 1, to);
    // `"Here you are," said Ada and …`
    const [speaker] = clause.objects[0] ?? [];
    if (
      has(group.lemma, 'say') &&
      clause.subject.length === 0 &&
      clause.words.length > 0 &&
      clause.objects.length === 1 &&
      speaker &&
      (isSomeone(speaker) || ['he', 'she', 'they'].includes(speaker.pronoun ?? ''))
    )
      clause.subject = clause.objects.shift() ?? [];
    this.subjectOf(list);
    clause.from = from;
    if (before) this.haveDone(before, clause);
  }

  /** `has the car moved to bay 2`, `gets the pearls brought aboard`: the car is moved. */
  private haveDone(before: Clause, clause: Clause): void {
    const { verb } = clause;
    const isHad = before.verb && ['have', 'get'].includes(before.verb.lemma) && !before.verb.isPassive;
    if (!verb || !isHad || clause.link?.kind !== 'say' || clause.objects.length > 0 || clause.subject.length === 0)
      return;
    if (
      !['past', 'participle'].includes(verb.form) ||
      ['be', 'have', 'do'].includes(verb.lemma) ||
      verb.isPassive ||
      verb.isPerfect ||
      verb.lemma === 'leave'
    )
      return;
    clause.verb = { ...verb, isPassive: true };
    delete clause.link;
    before.verb = { ...(before.verb as VerbGroup), lemma: 'be' };
  }

  private adverbsOnly(from: number, to: number): boolean {
    return this.items.slice(from, to).every(({ is }) => is === 'adverb');
  }

  /** What stands before the verb: phrases, and the subject. */
  private front(clause: Clause, from: number, verb: number): void {
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
  private finish(clause: Clause, from: number, to: number): Clause {
    let preposition: string | undefined;
    let isBack = false;
    let list: Noun[] | undefined;
    for (let k = from; k < to; k++) {
      const item = this.items[k];
      if (!item) continue;
      if (item.is === 'join' && item.word === ':' && this.listBehind(clause, k, to)) break;
      if (item.is === 'preposition' && k === from && this.isParticle(clause, k)) clause.adverbs.push(item.word);
      else if (item.is === 'preposition') {
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
          isComma(previous) &&
          list.every(isSomeone) !== isSomeone(item.noun) &&
          clause.objects.length === 0;
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
    const isPlace = (word: string) =>
      ['in', 'on', 'at', 'under', 'inside', 'behind', 'by', 'into', 'onto', 'near'].includes(word);
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

  /** Gives a clause without a subject that of the one before. */
  private subjectOf(clause: Clause): void {
    const index = this.clauses.indexOf(clause);
    const first = this.clauses.findLastIndex((each, k) => k <= index && each.link?.kind !== 'gap');
    const target = this.clauses[first];
    if (!target || target.subject.length > 0) return;
    // `In the box lies a coin`
    const isInverted =
      target.phrases.some(({ isLeading }) => isLeading) &&
      target.objects.length > 0 &&
      (target.verb?.lemma === 'be' || has(target.verb?.lemma ?? '', 'stay'));
    if (isInverted && !target.link) return;
    const before = this.clauses[first - 1];
    const { link } = target;
    if (link?.kind === 'relative') {
      target.subject = before ? lastNouns(before) : [];
      target.isShared = true;
      return;
    }
    if (!before) return;
    if (link?.kind === 'to' || link?.kind === 'ing') {
      const lemma = before.verb?.lemma ?? '';
      const asked = before.objects[0];
      const isOther = has(lemma, 'ask') || has(lemma, 'cause');
      target.subject = isOther && asked ? [...asked] : [...before.subject];
      if (isOther && !asked && before.verb?.isPassive) target.subject = [...before.subject];
      target.isShared = true;
      return;
    }
    // Behind `who …,` goes on what the one before was saying.
    const source = before.link?.kind === 'relative' && before.link.of && !before.link.of.verb ? before.link.of : before;
    target.subject = [...source.subject];
    target.isShared = true;
  }
}

/** `a black one` as `a black case` */
function ones(noun: Noun, head: string): Noun {
  if (noun.words.at(-1) !== 'one' || noun.words.length < 2) return noun;
  return { ...noun, words: [...noun.words.slice(0, -1), head], shown: noun.shown.replace(/\bone$/, head) };
}

/** Of a clause the nouns that stand last: those whom `who` means. */
function lastNouns(clause: Clause): Noun[] {
  const all = [...clause.objects.map((nouns) => nouns), ...clause.phrases.map(({ nouns }) => nouns)].filter(
    (nouns) => nouns.length > 0,
  );
  const last = all.sort((a, b) => (a.at(-1)?.to ?? 0) - (b.at(-1)?.to ?? 0)).at(-1) ?? clause.subject;
  const only = last.at(-1);
  return only ? [only] : [];
}
