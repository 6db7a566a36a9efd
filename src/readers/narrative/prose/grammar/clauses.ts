import type { Item, VerbGroup } from './item';
import type { Noun } from './nouns/noun';
import { has, SEES } from '../../language/verbs';
import type { Clause } from './clause';
import { isJoin } from './clause-starts';
import { ClauseParts, isSomeone } from './clause-parts';

/** The clauses of a sentence, in its order. */
export function clausesOf(items: readonly Item[]): Clause[] {
  return new Cutter(items).all();
}

/** Cuts a sentence into its clauses. */
class Cutter extends ClauseParts {
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
      // `makes room for Ann by moving`: whoever makes it moves
      const isOther = (has(lemma, 'ask') || has(lemma, 'cause')) && !(link.kind === 'ing' && link.word === 'by');
      target.subject = isOther && asked ? [...asked] : [...before.subject];
      if (isOther && !asked && before.verb?.isPassive) target.subject = [...before.subject];
      target.isShared = true;
      return;
    }
    // Behind `who …,` goes on what the one before was saying.
    // `she let Phil have it and took the other`: she took it
    const isCaused =
      before.link?.kind === 'say' &&
      (before.verb?.form === 'base' || before.verb?.lemma === 'have') &&
      ['past', 'third'].includes(target.verb?.form ?? '') &&
      has(before.link.of?.verb?.lemma ?? '', 'cause');
    // `Ida thinks the crown is nicer and swaps with Joris`: Ida does
    const isThought =
      before.link?.kind === 'say' &&
      has(before.link.of?.verb?.lemma ?? '', 'say') &&
      before.verb?.lemma === 'be' &&
      target.verb?.lemma !== 'be' &&
      before.subject.every((noun) => noun.pronoun === undefined && !isSomeone(noun));
    const isOf = (before.link?.kind === 'relative' && before.link.of && !before.link.of.verb) || isCaused || isThought;
    const source = (isOf && before.link?.of) || before;
    target.subject = [...source.subject];
    target.isShared = true;
  }
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
