import { has, isQuiet, verbsOf } from '../../language/verbs';
import type { Token } from '../../language/tokens';
import * as shared from '../../prose/grammar/words';
import { Nouns } from './nouns';
import { prepositionAt } from './prepositions';
import type { Clause, Noun, Phrase, Verb } from './syntax';
import { groupsAt } from './verb-groups';
import * as words from './words';
import { RESULTS } from './words';

/** How many ways are tried for one sentence: a bound on the time. */
const MOST = 3000;

interface Parts {
  objects: Noun[][];
  phrases: Phrase[];
  adverbs: string[];
  predicate: string[];
  inner?: Clause;
}

/** What stands before a subject. */
interface Lead {
  phrases: Phrase[];
  adverbs: string[];
  to: number;
}

/** A sentence as clauses that account for every word of it. */
export class Clauses {
  private tries = 0;
  private readonly nouns: Nouns;

  constructor(
    private readonly tokens: readonly Token[],
    known: (text: string) => boolean,
  ) {
    this.nouns = new Nouns(tokens, known);
  }

  /** Undefined where no reading takes all the words. */
  read(): Clause[] | undefined {
    const comma = this.tokens.findIndex(({ text }) => text === ',');
    if (this.word(0) === 'dear' && comma > 0 && comma < 5)
      for (const clauses of this.from(comma + 1, [], '')) return clauses;
    // `The seating plan: Ann sits …`
    const colon = this.tokens.findIndex(({ text }) => text === ':');
    const isHeading =
      colon > 0 &&
      colon < 10 &&
      !this.tokens
        .slice(0, colon)
        .some(({ lower }) => words.isFinite(lower) || shared.BE.has(lower) || shared.HAVE.has(lower));
    if (isHeading) {
      const isShort =
        this.tokens.length - colon <= 4 && !/^(?:step|round|day|turn|move|scene|part|stage)$/.test(this.word(0));
      if (isShort) for (const clauses of this.entry(colon)) return clauses;
      for (const clauses of this.from(colon + 1, [], '')) return clauses;
      for (const clauses of this.entry(colon)) return clauses;
      for (const clauses of this.listed(colon + 1, [])) return clauses;
    }
    for (const clauses of this.from(0, [], '')) return clauses;
    return undefined;
  }

  /** `Plate 1: egg`, `Ann: a pen` */
  private *entry(colon: number): Generator<Clause[]> {
    const holder = this.nouns.at(0).find(({ to, kind }) => to === colon && kind !== 'pronoun');
    if (!holder) return;
    const isHolder = holder.kind === 'name' && holder.label === undefined;
    for (const { nouns, to } of this.nouns.lists(colon + 1))
      if (to === this.tokens.length && (isHolder || holder.label !== undefined || nouns.length === 1))
        yield [
          this.verbless(
            [{ ...holder, kind: isHolder ? 'name' : 'the' }],
            isHolder ? 'have' : 'contain',
            { objects: [nouns] },
            0,
            to,
          ),
        ];
  }

  private verbless(subject: readonly Noun[], lemma: string, more: Partial<Parts>, from: number, to: number): Clause {
    return {
      link: ':',
      subject,
      isShared: false,
      verb: {
        lemma,
        form: 'third',
        isNegated: false,
        isPassive: false,
        isPast: false,
        isPerfect: false,
        isUnknown: false,
      },
      ...{ objects: [], phrases: [], adverbs: [], predicate: [] },
      ...more,
      from,
      to,
    };
  }

  private word(at: number): string {
    return words.lowerAt(this.tokens, at);
  }

  /** All clauses from `at` to the end. */
  private *from(at: number, before: readonly Clause[], link: string): Generator<Clause[]> {
    if (++this.tries > MOST) return;
    const subordinate = this.subordinatorAt(at);
    if (subordinate) {
      for (const [clause, to] of this.clause(subordinate.to, before.at(-1), subordinate.word))
        yield* this.behind(to, [...before, clause]);
      if (!prepositionAt(this.tokens, at)) return;
    }
    for (const [clause, to] of this.clause(at, before.at(-1), link)) yield* this.behind(to, [...before, clause]);
  }

  /** What may follow on a clause: its end, or another clause. */
  private *behind(at: number, before: readonly Clause[]): Generator<Clause[]> {
    if (at >= this.tokens.length) {
      yield [...before];
      return;
    }
    let next = at;
    const last = before.at(-1);
    if (last && words.SUBORDINATORS.has(last.link) && this.word(at) !== ',') yield* this.from(at, before, '');
    if (this.word(at) === ':' || this.word(at) === '–') yield* this.listed(at + 1, before);
    const isComma = [',', ';', ':', '–', '—', '-'].includes(this.word(next));
    if (isComma) next++;
    const link = this.word(next);
    if (words.LINKS.has(link)) {
      if (link === 'or') return;
      next++;
      const then = this.word(next);
      if (link === 'so' && then === 'that') yield* this.from(next + 1, before, 'so that');
      if (then === ',') next++;
      yield* this.from(next, before, link);
      yield* this.gapped(next, before, link);
      if (then === 'then') yield* this.gapped(next + 1, before, 'then');
      return;
    }
    if (this.subordinatorAt(next)) yield* this.from(next, before, '');
    else if (isComma) {
      yield* this.relative(next, before);
      yield* this.from(next, before, 'then');
      yield* this.gapped(next, before, 'then');
    }
  }

  /** `…, who passes it to Cal`: of whom or what was named last. */
  private *relative(at: number, before: readonly Clause[]): Generator<Clause[]> {
    const last = before.at(-1);
    if (!last || !['who', 'which'].includes(this.word(at))) return;
    const named = [...last.subject, ...last.objects.flat(), ...last.phrases.flatMap(({ nouns }) => nouns)];
    const who = named.sort((a, b) => b.to - a.to)[0];
    if (!who) return;
    for (const [clause, to] of this.predicated([who], at + 1, NOTHING(at + 1), { link: 'who', at, isShared: false }))
      yield* this.behind(to, [...before, clause]);
    // `…, which they do`
    for (const { nouns, to } of this.word(at) === 'which' ? this.nouns.lists(at + 1) : [])
      for (const [clause, end] of this.predicated(nouns, to, NOTHING(to), { link: 'which', at, isShared: false }))
        if (clause.verb.lemma === 'do') yield* this.behind(end, [...before, clause]);
  }

  /** `Ann has a pen, Ben a cup`, `Ann sits at desk 1, Ben at desk 2`: with the verb of the clause before. */
  private *gapped(at: number, before: readonly Clause[], link: string): Generator<Clause[]> {
    const last = before.at(-1);
    if (!last || last.inner || last.isShared) return;
    const { verb } = last;
    const phrases = last.phrases.filter(({ isLeading }) => !isLeading);
    const isThere = last.subject[0]?.pronoun === 'there' || last.subject[0]?.words[0] === 'there';
    for (const first of this.nouns.lists(at)) {
      const made = (parts: Partial<Parts> & { subject?: readonly Noun[] }, to: number): Clause[] => [
        ...before,
        {
          ...last,
          link,
          isShared: false,
          adverbs: [],
          phrases: [],
          predicate: [],
          objects: [],
          ...parts,
          from: at,
          to,
        },
      ];
      if (phrases.length > 1 && last.objects.length > 0 && !isThere)
        for (const { all, to } of this.several(first.to, phrases.length))
          yield* this.behind(
            to,
            made(
              {
                ...(verb.isPassive ? { subject: first.nouns } : { subject: last.subject, objects: [first.nouns] }),
                phrases: all,
              },
              to,
            ),
          );
      const preposition = prepositionAt(this.tokens, first.to);
      if (preposition && phrases.length > 0)
        for (const { nouns, to } of this.nouns.lists(preposition.to)) {
          const phrase: Phrase = { preposition: preposition.preposition, nouns, isLeading: false };
          const isObject = isThere || (last.objects.length > 0 && !verb.isPassive);
          yield* this.behind(
            to,
            made({ ...(isObject ? { objects: [first.nouns] } : { subject: first.nouns }), phrases: [phrase] }, to),
          );
        }
      if (last.objects.length > 0 && phrases.length === 0 && !isThere && first.nouns.length === 1)
        for (const { nouns, to } of this.nouns.lists(first.to))
          if (nouns[0]?.kind !== 'bare' || last.objects.at(-1)?.[0]?.kind === 'bare')
            yield* this.behind(
              to,
              made(
                last.objects.length === 2
                  ? { objects: [first.nouns, nouns] }
                  : { subject: first.nouns, objects: [nouns] },
                to,
              ),
            );
      // `flips lamp 1, then lamp 2`
      if (this.word(at - 1) === 'then' && last.objects.length === 1 && phrases.length === 0 && first.nouns.length === 1)
        yield* this.behind(first.to, made({ subject: last.subject, objects: [first.nouns] }, first.to));
      const states = [...last.predicate, ...last.adverbs];
      if (
        last.objects.length === 0 &&
        states.length > 0 &&
        phrases.length === 0 &&
        /^[a-z]+$/.test(this.word(first.to)) &&
        verb.lemma === 'be'
      )
        yield* this.behind(
          first.to + 1,
          made({ subject: first.nouns, predicate: [this.word(first.to)] }, first.to + 1),
        );
    }
  }

  /** So many phrases in a row: `from shelf A to shelf B`. */
  private *several(at: number, count: number): Generator<{ all: Phrase[]; to: number }> {
    const preposition = prepositionAt(this.tokens, at);
    if (!preposition) return;
    for (const noun of this.nouns.at(preposition.to)) {
      const phrase: Phrase = { preposition: preposition.preposition, nouns: [noun], isLeading: false };
      if (count === 1) yield { all: [phrase], to: noun.to };
      else for (const rest of this.several(noun.to, count - 1)) yield { all: [phrase, ...rest.all], to: rest.to };
    }
  }

  /** Behind a colon: `Ann, Ben and Cy`; `Ann on the sofa, Ben in bed`; `Ann a pen, Ben a cup`. */
  private *listed(at: number, before: readonly Clause[]): Generator<Clause[]> {
    for (const { nouns, to } of this.nouns.lists(at)) {
      if (to === this.tokens.length) yield [...before, this.verbless(nouns, 'list', {}, at, to)];
      if (nouns.length > 1) continue;
      const preposition = prepositionAt(this.tokens, to);
      if (preposition)
        for (const noun of this.nouns.at(preposition.to)) {
          const phrase: Phrase = { preposition: preposition.preposition, nouns: [noun], isLeading: false };
          yield* this.listedOn(noun.to, [...before, this.verbless(nouns, 'be', { phrases: [phrase] }, at, noun.to)]);
        }
      else
        for (const noun of this.nouns.at(to))
          yield* this.listedOn(noun.to, [...before, this.verbless(nouns, 'have', { objects: [[noun]] }, at, noun.to)]);
    }
  }

  private *listedOn(at: number, before: readonly Clause[]): Generator<Clause[]> {
    if (at >= this.tokens.length) yield [...before];
    let next = this.word(at) === ',' || this.word(at) === ';' ? at + 1 : at;
    if (this.word(next) === 'and') next++;
    if (next > at) yield* this.listed(next, before);
  }

  private subordinatorAt(at: number): { word: string; to: number } | undefined {
    const word = this.word(at);
    if (word === 'so' && this.word(at + 1) === 'that') return { word: 'so that', to: at + 2 };
    if (word === 'as' && this.word(at + 1) === 'soon' && this.word(at + 2) === 'as')
      return { word: 'when', to: at + 3 };
    if (['every', 'each'].includes(word) && this.word(at + 1) === 'time') return { word: 'whenever', to: at + 2 };
    if (word === 'after' && ['that', 'this'].includes(this.word(at + 1))) return undefined;
    if ((prepositionAt(this.tokens, at)?.to ?? at) > at + 1) return undefined;
    return words.SUBORDINATORS.has(word) && !prepositionOnly(this.tokens, at) ? { word, to: at + 1 } : undefined;
  }

  /** One clause from `at`; behind `and` it may take its subject from the one before. */
  private *clause(at: number, previous: Clause | undefined, link: string): Generator<[Clause, number]> {
    for (const lead of this.leads(at)) {
      for (const { nouns, to } of this.nouns.lists(lead.to)) {
        for (const within of this.restricted(nouns, to))
          yield* this.predicated(within.nouns, within.to, lead, { link, at, isShared: false });
        yield* this.withAside(nouns, to, lead, { link, at });
      }
      if (previous && link !== '' && !words.SUBORDINATORS.has(link))
        yield* this.predicated(previous.subject, lead.to, lead, { link, at, isShared: true });
      if (!previous || link === 'then' || link === 'and') yield* this.imperative(lead, link, at);
    }
  }

  /** `Stan, who is too warm, trades …` */
  private *withAside(
    nouns: readonly Noun[],
    to: number,
    lead: Lead,
    { link, at }: { link: string; at: number },
  ): Generator<[Clause, number]> {
    const who = nouns.at(-1);
    if (!who || this.word(to) !== ',' || !['who', 'which'].includes(this.word(to + 1))) return;
    for (const [aside, end] of this.predicated([who], to + 2, NOTHING(to + 2), {
      link: 'who',
      at: to + 1,
      isShared: false,
    }))
      if (this.word(end) === ',')
        for (const [clause, last] of this.predicated(nouns, end + 1, lead, { link, at, isShared: false }))
          yield [{ ...clause, aside }, last];
  }

  /** `the coin in the middle`, before a verb. */
  private *restricted(nouns: Noun[], to: number): Generator<{ nouns: Noun[]; to: number }> {
    yield { nouns, to };
    const preposition = prepositionAt(this.tokens, to);
    const last = nouns.at(-1);
    if (!preposition || !last || last.kind === 'pronoun') return;
    for (const where of this.nouns.lists(preposition.to)) {
      const phrase: Phrase = { preposition: preposition.preposition, nouns: where.nouns, isLeading: false };
      yield { nouns: [...nouns.slice(0, -1), { ...last, within: phrase, to: where.to }], to: where.to };
    }
  }

  private *imperative(lead: Lead, link: string, at: number): Generator<[Clause, number]> {
    const you: Noun = {
      kind: 'pronoun',
      words: ['you'],
      shown: 'you',
      pronoun: 'you',
      isPlural: false,
      from: lead.to,
      to: lead.to,
    };
    for (const { verb, adverbs, to } of groupsAt(this.tokens, lead.to)) {
      if (verb.form !== 'base' || verb.isUnknown || verb.isNegated) continue;
      for (const [parts, end] of this.parts(to, verb))
        yield [
          this.made(
            verb,
            [you],
            {
              ...parts,
              adverbs: [...lead.adverbs, ...adverbs, ...parts.adverbs],
              phrases: [...lead.phrases, ...parts.phrases],
            },
            { link, at, to: end, isShared: false },
          ),
          end,
        ];
    }
  }

  private *predicated(
    subject: readonly Noun[],
    from: number,
    lead: Lead,
    { link, at, isShared }: { link: string; at: number; isShared: boolean },
  ): Generator<[Clause, number]> {
    for (const { verb, adverbs, to } of groupsAt(this.tokens, from)) {
      if (verb.form === 'ing' && !isShared && !this.isHelped(from, to)) continue;
      if (verb.form === 'base' && verb.modal === undefined && !this.agrees(subject, isShared, from, to)) continue;
      if (verb.form === 'participle' && !verb.isPassive && !verb.isPerfect) continue;
      for (const [parts, end] of this.parts(to, verb)) {
        const all = {
          ...parts,
          adverbs: [...lead.adverbs, ...adverbs, ...parts.adverbs],
          phrases: [...lead.phrases, ...parts.phrases],
        };
        yield [this.made(verb, subject, all, { link, at, to: end, isShared }), end];
      }
    }
  }

  /** Whether a base form may be this subject's verb: `Ann and Ben swap`, `they swap`. */
  private agrees(subject: readonly Noun[], isShared: boolean, from: number, to: number): boolean {
    const isHelped = to - from > 1 && shared.DO.has(this.word(from));
    if (isHelped || isShared) return true;
    const [only] = subject;
    return (
      subject.length > 1 ||
      (only !== undefined &&
        (only.isPlural || (only.count ?? 1) > 1 || ['i', 'we', 'you', 'they'].includes(only.pronoun ?? '')))
    );
  }

  /** `is giving` and not `giving` alone. */
  private isHelped(from: number, to: number): boolean {
    for (let k = from; k < to - 1; k++) if (shared.BE.has(this.word(k))) return true;
    return false;
  }

  private made(
    verb: Verb,
    subject: readonly Noun[],
    parts: Parts,
    { link, at, to, isShared }: { link: string; at: number; to: number; isShared: boolean },
  ): Clause {
    return { link, subject, isShared, verb, from: at, to, ...parts };
  }

  /** Words before a subject: `On Monday`, `then`, `a minute later`. */
  private *leads(at: number): Generator<Lead> {
    const seen = (lead: Lead): Lead => (this.word(lead.to) === ',' ? { ...lead, to: lead.to + 1 } : lead);
    const open: Lead[] = [{ phrases: [], adverbs: [], to: at }];
    for (let turns = 0; open.length > 0 && turns < 12; turns++) {
      const lead = open.shift() as Lead;
      yield lead;
      const time = this.timeAt(lead.to);
      if (time)
        open.push(
          seen({ ...lead, adverbs: [...lead.adverbs, this.isBefore(lead.to, time) ? 'ago' : 'later'], to: time }),
        );
      else if (
        (words.isAdverb(this.word(lead.to)) || this.isInterjected(lead.to)) &&
        !words.isProper(this.tokens, lead.to, () => false)
      )
        open.push(seen({ ...lead, adverbs: [...lead.adverbs, this.word(lead.to)], to: lead.to + 1 }));
      const preposition = prepositionAt(this.tokens, lead.to);
      if (preposition)
        for (const noun of this.nouns.at(preposition.to).slice(0, 3)) {
          const phrase: Phrase = { preposition: preposition.preposition, nouns: [noun], isLeading: true };
          open.push(seen({ ...lead, phrases: [...lead.phrases, phrase], to: noun.to }));
        }
    }
  }

  private isBefore(from: number, to: number): boolean {
    return (
      ['last', 'previous', 'yesterday'].includes(this.word(from)) ||
      this.word(to - 1) === 'ago' ||
      ['every', 'each'].includes(this.word(from))
    );
  }

  /** `Ok so`, at the head of a sentence. */
  private isInterjected(at: number): boolean {
    return this.tokens.slice(0, at + 1).every(({ lower, text }) => words.INTERJECTIONS.has(lower) || text === ',');
  }

  /** Behind what says when: `this morning`, `ten minutes before the end`, `a minute later`. */
  private timeAt(at: number): number | undefined {
    const [first, second, third] = [this.word(at), this.word(at + 1), this.word(at + 2)];
    if (['after', 'before'].includes(first) && ['that', 'this'].includes(second) && first === 'after') return at + 2;
    const isNumber =
      words.numberAt(this.tokens, at) !== undefined || ['a', 'an', 'some', 'several', 'few'].includes(first);
    if (first === 'one' && words.isTimeNoun(second)) return at + 2;
    if (isNumber) {
      const unit = ['few', 'little', 'short', 'long', 'couple', 'bit'].includes(second)
        ? at + (third === 'of' ? 3 : 2)
        : at + 1;
      const isBit = unit === at + 2 && ['later', 'after'].includes(this.word(unit));
      const behind = isBit ? unit : unit + 1;
      if (!isBit && !words.UNITS.has(shared.singularOf(this.word(unit)))) return undefined;
      if (['later', 'afterwards', 'ago'].includes(this.word(behind))) return behind + 1;
      if (['before', 'after', 'into', 'from'].includes(this.word(behind))) {
        if (this.word(behind + 1) === 'that' || this.word(behind + 1) === 'this') return behind + 2;
        const noun = this.nouns.at(behind + 1).find(({ words: own }) => words.isTimeNoun(own.at(-1) ?? ''));
        return noun?.to;
      }
      return undefined;
    }
    if (['halfway', 'midway'].includes(first) && ['through', 'into', 'to'].includes(second))
      return this.nouns.at(at + 2)[0]?.to;
    const from = first === 'the' ? at + 1 : at;
    if (words.isTimed(this.word(from)) && words.isTimeNoun(this.word(from + 1))) return from + 2;
    return first !== 'the' && words.isTimeNoun(first) && shared.CALENDAR.has(first) ? at + 1 : undefined;
  }

  /** Objects, phrases and adverbs behind a verb. */
  private *parts(
    at: number,
    verb: Verb,
    soFar: Parts = { objects: [], phrases: [], adverbs: [], predicate: [] },
  ): Generator<[Parts, number]> {
    if (++this.tries > MOST) return;
    const word = this.word(at);
    const token = this.tokens[at];
    const ends =
      token === undefined ||
      token.kind === 'mark' ||
      words.LINKS.has(word) ||
      (words.SUBORDINATORS.has(word) && !shared.PREPOSITIONS.has(word) && word !== 'once') ||
      (['every', 'each'].includes(word) && this.word(at + 1) === 'time');
    if (!ends) {
      const time = this.timeAt(at);
      if (time)
        yield* this.parts(time, verb, {
          ...soFar,
          adverbs: [...soFar.adverbs, this.isBefore(at, time) ? 'ago' : 'later'],
        });
      yield* this.infinitives(at, verb, soFar);
      const preposition = prepositionAt(this.tokens, at);
      if (
        PARTICLES.has(word) &&
        hasParticle(verb) &&
        soFar.objects.length === 0 &&
        (preposition?.to ?? at + 1) === at + 1
      )
        yield* this.parts(at + 1, verb, { ...soFar, adverbs: [...soFar.adverbs, word] });
      const isOn = ['on', 'off'].includes(word) && has(verb.lemma, 'turn');
      if (isOn && soFar.objects.length === 0)
        yield* this.parts(at + 1, verb, { ...soFar, adverbs: [...soFar.adverbs, word] });
      const next = this.tokens[at + 1];
      const isState = shared.ADJECTIVES.has(word) || shared.VACANT.has(word);
      if (
        isState &&
        isLinking(verb) &&
        soFar.objects.length === 0 &&
        (next === undefined || next.kind === 'mark' || words.isAdverb(next.lower) || words.isHard(next))
      )
        yield* this.parts(at + 1, verb, { ...soFar, predicate: [...soFar.predicate, word] });
      if (preposition) {
        for (const { nouns, to } of this.shortest(preposition.to))
          for (const within of this.tied(nouns, to, verb)) {
            const phrase: Phrase = { preposition: preposition.preposition, nouns: within.nouns, isLeading: false };
            yield* this.parts(within.to, verb, { ...soFar, phrases: [...soFar.phrases, phrase] });
          }
      }
      const isOfNoun =
        words.DETERMINERS.has(word) &&
        this.nouns.at(at).some(({ to, pronoun }) => to > at + 1 && pronoun === undefined);
      if ((words.isAdverb(word) && !isOfNoun) || (preposition && preposition.to === at + 1)) {
        const set = this.setPhrase(at);
        yield* this.parts(set ?? at + 1, verb, { ...soFar, adverbs: [...soFar.adverbs, this.said(at, set)] });
      } else {
        const set = this.setPhrase(at);
        if (set !== undefined)
          yield* this.parts(set, verb, { ...soFar, adverbs: [...soFar.adverbs, this.said(at, set)] });
      }
      if (soFar.objects.length < 2 && soFar.phrases.length === 0)
        for (const { nouns, to } of has(verb.lemma, 'exchange') ? this.nouns.lists(at) : this.shortest(at))
          for (const within of this.tied(nouns, to, verb))
            if (soFar.objects.length === 0 || !this.isDoubtful(nouns))
              yield* this.parts(within.to, verb, { ...soFar, objects: [...soFar.objects, within.nouns] });
            else if (soFar.objects.length === 0)
              // `puts into the box a coin`, `hands over the key`
              for (const { nouns, to } of this.nouns.lists(at))
                if (!this.isDoubtful(nouns)) yield* this.parts(to, verb, { ...soFar, objects: [nouns] });
      // `pushes the door open`
      if (soFar.objects.length === 1 && soFar.predicate.length === 0 && RESULTS.has(word))
        yield* this.parts(at + 1, verb, { ...soFar, predicate: [word] });
      if (
        soFar.objects.length === 0 &&
        soFar.predicate.length < 3 &&
        isLinking(verb) &&
        !words.isHard(token) &&
        (!words.isFinite(word) || isFelt(word))
      )
        yield* this.parts(at + 1, verb, { ...soFar, predicate: [...soFar.predicate, word] });
    }
    yield [soFar, at];
    // `out of bay 2 and into bay 3`
    if (word === 'and' && soFar.phrases.length > 0 && prepositionAt(this.tokens, at + 1))
      yield* this.parts(at + 1, verb, soFar);
    // `are, from left to right, the king and the queen`
    if (word === ',' && verb.lemma === 'be' && soFar.objects.length === 0 && soFar.phrases.length > 0)
      for (const { nouns, to } of this.nouns.lists(at + 1)) yield* this.parts(to, verb, { ...soFar, objects: [nouns] });
    // `gives it to Ben, then to Cal` is no end; a comma may part a phrase from the rest
    if (
      word === ',' &&
      (prepositionAt(this.tokens, at + 1) ||
        this.setPhrase(at + 1) !== undefined ||
        this.timeAt(at + 1) !== undefined) &&
      !this.subordinatorAt(at + 1)
    )
      yield* this.parts(at + 1, verb, soFar);
  }

  /** Of lists the shortest first: what goes on behind `and` is another clause where it may be one. */
  private shortest(at: number): { nouns: Noun[]; to: number }[] {
    return [...this.nouns.lists(at)].sort((a, b) => a.nouns.length - b.nouns.length);
  }

  /** What may be the verb of the next clause: `sits`, `holds chalk`. */
  private isDoubtful(nouns: readonly Noun[]): boolean {
    return nouns.some((noun) => noun.kind === 'bare' && words.isFinite(this.word(noun.from)));
  }

  /** A set phrase only says when or how: `as well`, and not `no longer`. */
  private said(at: number, set: number | undefined): string {
    const word = this.word(at);
    return set === undefined ||
      ['no', 'for'].includes(word) ||
      ['least', 'first', 'exchange', 'return', 'trade'].includes(this.word(at + 1))
      ? word
      : 'later';
  }

  private setPhrase(at: number): number | undefined {
    const found = shared.SET_PHRASES.find((phrase) => phrase.every((each, k) => this.word(at + k) === each));
    return found ? at + found.length : undefined;
  }

  /** `the coin in the middle`, `the card on the right`: where it stands tells which one. */
  private *tied(nouns: Noun[], to: number, verb: Verb): Generator<{ nouns: Noun[]; to: number }> {
    const last = nouns.at(-1);
    const preposition = prepositionAt(this.tokens, to);
    if (
      last &&
      preposition &&
      last.kind !== 'pronoun' &&
      has(verb.lemma, 'exchange') &&
      ['in', 'on', 'at', 'under', 'from'].includes(preposition.preposition)
    )
      for (const where of this.nouns.lists(preposition.to)) {
        if (!where.nouns.every((noun) => SIDES.has(noun.words.at(-1) ?? ''))) continue;
        const phrase: Phrase = { preposition: preposition.preposition, nouns: where.nouns, isLeading: false };
        yield { nouns: [...nouns.slice(0, -1), { ...last, within: phrase, to: where.to }], to: where.to };
      }
    yield { nouns, to };
  }

  /** `wants to swap`, `lets them swap`, `asks Ben to trade`; what is said, and how. */
  private *infinitives(at: number, verb: Verb, soFar: Parts): Generator<[Parts, number]> {
    const isTo = this.word(at) === 'to';
    const isBare = ['let', 'make', 'have', 'help', 'see', 'watch'].includes(verb.lemma) && soFar.objects.length === 1;
    if (SAYS.has(verb.lemma) || has(verb.lemma, 'say')) {
      const that = this.word(at) === 'that' ? at + 1 : at;
      const isBegun = that > at || !words.isAdverb(this.word(at));
      if (isBegun && soFar.objects.length < 2 && soFar.phrases.length === 0)
        for (const [inner, end] of this.clause(that, undefined, 'that')) yield [{ ...soFar, inner }, end];
    }
    if (!isTo && !isBare) return;
    const from = isTo ? at + 1 : at;
    const subject = soFar.objects.at(-1) ?? [];
    for (const group of groupsAt(this.tokens, from)) {
      // `to box 2`
      if (words.labelOf(this.tokens[group.to]) !== undefined && this.tokens[group.to + 1]?.kind !== 'word') continue;
      if (group.verb.form !== 'base' || group.verb.modal !== undefined || group.verb.isUnknown) continue;
      for (const [parts, end] of this.parts(group.to, group.verb)) {
        const inner = this.made(
          group.verb,
          subject,
          { ...parts, adverbs: [...group.adverbs, ...parts.adverbs] },
          { link: isTo ? 'to' : 'bare', at, to: end, isShared: soFar.objects.length === 0 },
        );
        yield [{ ...soFar, inner }, end];
      }
    }
  }
}

/** They tell what somebody knows or finds. */
const SAYS = new Set([
  'know',
  'see',
  'notice',
  'find',
  'realise',
  'realize',
  'hear',
  'remember',
  'forget',
  'feel',
  'discover',
  'decide',
  'agree',
  'mean',
  'bet',
  'love',
  'hate',
]);
const NOTHING = (to: number): Lead => ({ phrases: [], adverbs: [], to });

/** Behind a verb: `up`, `over`. */
const PARTICLES = new Set(['up', 'down', 'over', 'back', 'away', 'off', 'out', 'along', 'around']);
const SIDES = new Set([
  'left',
  'right',
  'middle',
  'centre',
  'center',
  'end',
  'front',
  'back',
  'top',
  'bottom',
  'position',
  'place',
  'first',
  'last',
]);

/** `before lunch`, `after that`: no clause follows. */
function prepositionOnly(tokens: readonly Token[], at: number): boolean {
  if (!['before', 'after', 'until', 'since', 'as'].includes(words.lowerAt(tokens, at))) return false;
  for (let k = at + 1; k < tokens.length; k++) {
    const token = tokens[k];
    if (token?.kind === 'mark') return true;
    if (
      k > at + 1 &&
      (words.isFinite(words.lowerAt(tokens, k)) ||
        shared.BE.has(words.lowerAt(tokens, k)) ||
        shared.HAVE.has(words.lowerAt(tokens, k)))
    )
      return false;
  }
  return true;
}

/** `gets bored`: how somebody is, and nothing that is done to them. */
function isFelt(word: string): boolean {
  const lemmas = verbsOf(word).filter(({ form }) => form === 'participle');
  return (
    lemmas.length > 0 &&
    lemmas.every(
      ({ lemma }) =>
        isQuiet(lemma) && !(['carry', 'take', 'exchange', 'turn'] as const).some((sense) => has(lemma, sense)),
    )
  );
}

function hasParticle({ lemma }: Verb): boolean {
  return lemma !== 'get' && (['carry', 'take', 'turn', 'remove'] as const).some((sense) => has(lemma, sense));
}

function isLinking({ lemma }: Verb): boolean {
  return [
    'be',
    'get',
    'feel',
    'look',
    'become',
    'stay',
    'remain',
    'seem',
    'taste',
    'smell',
    'turn',
    'grow',
    'keep',
    'lie',
    'stand',
    'sit',
  ].includes(lemma);
}
