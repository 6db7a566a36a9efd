import { HARDLY } from '../../language/lexicon';
import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import { isEvent, Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import type { Undertakings } from './undertakings';
import { has, SEES } from '../../language/verbs';
import { fault } from '../world/world';

/** Before a verb in `-ing` that tells of something done: `by swapping`. */
const DONE_BY = wordSet('by after before upon on while when since once in and then as through');

/** With `to` behind them it is done. */
const DOES = wordSet('manage decide begin start proceed continue happen agree choose get have hurry rush hasten');
/** `is unable to`, `is about to` */
const UNDONE = wordSet(
  'unable ready eager keen anxious afraid scared reluctant unwilling hesitant loath about supposed due likely unlikely tempted meant set bound too forbidden determined hoping slow hard difficult impossible wrong silly foolish unwise rude late early unfair pointless useless',
);
const INTENTIONS = wordSet(
  'plan aim idea wish desire dream goal intention hope reason need wont courage heart nerve temptation urge mind',
);
/** Behind what somebody begins or decides to do. */
const BREAKS_OFF =
  /\b(?:stop(?:s|ped)?|interrupt\w*|minds?|hesitat\w*|paus\w*|gave up|gives up|thought better|thinks better|could ?n[o'’]t|can ?n[o'’]t|did ?n[o'’]t|does ?n[o'’]t|fail\w*|too late|but|only to)\b/;
/** Before a verb in `-ing` these tell of something that was done some time. */
const FACTIVE = wordSet(
  'regret admit remember recall enjoy confess mention report miss forget celebrate acknowledge resent finish',
);

/** What of a sentence happens, and what is only wanted, said or denied. */
export class Reality {
  sentence: Sentence = new Sentence();

  constructor(
    private readonly story: Story,
    private readonly undertakings: Undertakings,
  ) {}

  /** `clause` says in other words what `said` does. */
  same(said: Clause, clause: Clause): void {
    this.unreal.set(clause, this.isUnreal(said));
  }

  /** What is denied, wanted, possible, or only said: as it is when the sentence begins. */
  isUnreal(clause: Clause): boolean {
    const known = this.unreal.get(clause);
    if (known !== undefined) return known;
    const found = this.findUnreal(clause);
    this.unreal.set(clause, found);
    return found;
  }

  private readonly unreal = new Map<Clause, boolean>();

  private findUnreal(clause: Clause): boolean {
    const { verb, link } = clause;
    if (!verb) return false;
    const of = link?.of?.verb;
    // `They agree that she will do his job`
    const isAgreed =
      of !== undefined &&
      ['agree', 'decide', 'arrange', 'settle'].includes(of.lemma) &&
      link?.of !== undefined &&
      !this.isUnreal(link.of);
    const isThat = (link?.kind === 'while' && link.word === 'that') || link?.kind === 'say';
    if (
      isAgreed &&
      isThat &&
      (isEvent(clause) || ['do', 'have'].includes(verb.lemma)) &&
      this.story.knowsAny([...clause.subject, ...clause.objects.flat()])
    )
      throw fault(
        this.sentence.span(clause),
        'whether what is agreed here is done is not said: write who gives what to whom',
      );
    if (verb.isNegated || verb.modal !== undefined || verb.lemma === 'offer') return true;
    // `nobody gave`, `no teacher gave`, `hardly anyone gave`
    if (this.isByNobody(clause) && isEvent(clause)) return true;
    if (clause.adverbs.some((word) => ['almost', 'nearly', 'never', 'hardly'].includes(word))) return true;
    if (
      !this.story.begun &&
      clause.adverbs.some((word) =>
        ['usually', 'often', 'sometimes', 'always', 'occasionally', 'regularly'].includes(word),
      )
    )
      return true;
    if (!link) return false;
    // `It was not Ann who gave it away`
    if (link.kind === 'relative' && of?.lemma === 'be' && of.isNegated) return true;
    // `It got so warm that they left`
    const isResult = link.kind === 'while' && link.word === 'that' && link.of?.adverbs.includes('so') === true;
    if (isResult && link.of) return this.isUnreal(link.of);
    if (link.kind === 'while' && link.word === 'that') {
      if ((of && has(of.lemma, 'say')) || !isEvent(clause)) return true;
      throw fault(
        this.sentence.span(clause),
        "whether what stands behind 'that' happens is not certain: write it as a sentence of its own",
      );
    }
    if (
      link.kind === 'while' &&
      ['if', 'whether', 'unless', 'so that', 'until', 'till', 'as if', 'lest'].includes(link.word)
    ) {
      // `begged until she gave it to him`: it is done then
      if (/^(?:until|till)$/.test(link.word)) {
        if (verb.form === 'past' && link.of?.verb?.form === 'past' && link.of.verb.modal === undefined) return false;
        if (has(verb.lemma, 'exchange'))
          throw fault(this.sentence.span(clause), 'when this happens is not certain: write it where it happens');
      }
      return true;
    }
    if (link.kind === 'say') return this.isOnlySaid(clause, link.of);
    if (link.kind === 'ing') {
      // `comes close to giving`, `instead of giving`: only behind these it is done
      if (link.word !== '' && link.word !== 'into' && !DONE_BY.has(link.word)) return true;
      if (link.word === 'into') return !(of && has(of.lemma, 'cause')) || (link.of ? this.isUnreal(link.of) : false);
      const inPhrase =
        link.word === '' && link.of && !this.isComma(clause) ? this.phraseBefore(clause, link.of) : undefined;
      if (inPhrase !== undefined) {
        if (['of', 'about', 'against', 'for', 'without'].includes(inPhrase)) return true;
        if (isEvent(clause))
          throw fault(this.sentence.span(clause), 'who does this is not certain: write it as a sentence of its own');
      }
      const leads =
        link.word === '' &&
        link.of &&
        link.of.objects.length === 0 &&
        link.of.phrases.every(({ isLeading }) => isLeading) &&
        clause.from === link.of.to;
      if (
        leads &&
        of &&
        (has(of.lemma, 'want') || has(of.lemma, 'quiet')) &&
        !['start', 'begin', 'finish', 'stand', 'sit', 'laugh', 'smile', 'end'].includes(of.lemma) &&
        !this.isComma(clause)
      ) {
        if (FACTIVE.has(of.lemma) && !of.isNegated && isEvent(clause))
          throw fault(this.sentence.span(clause), 'when this is done is not said: write it where it happens');
        return true;
      }
      return link.of && link.word !== 'after' && link.word !== 'before' ? this.isUnreal(link.of) : false;
    }
    if (link.kind !== 'to' || !of || !link.of) return false;
    if (this.isUnreal(link.of) && !(of.modal === undefined && !of.isNegated)) return true;
    return !this.isDone(clause, link.of);
  }

  /** `Ann wishes she had given it away`; but `Cal lets Ann give it away`, unless it is denied. */
  private isOnlySaid(clause: Clause, by: Clause | undefined): boolean {
    if (!by?.verb) return false;
    const isDenied = by.verb.isNegated || by.verb.modal !== undefined || this.isByNobody(by) || this.isUnreal(by);
    if (has(by.verb.lemma, 'cause')) return isDenied;
    if (!SEES.has(by.verb.lemma)) return true;
    if (isDenied && isEvent(clause))
      throw fault(this.sentence.span(clause), 'whether this happens is not certain: write it as a sentence of its own');
    return isDenied;
  }

  /** `dreams of Nora taking the lamp`: the preposition of the noun that stands directly before a verb in `-ing`. */
  private phraseBefore(clause: Clause, { phrases }: Clause): string | undefined {
    const { start } = this.sentence.span(clause);
    const before = this.sentence.tokens.findLast((token) => token.end <= start);
    return phrases.find(({ isLeading, nouns }) => !isLeading && nouns.at(-1)?.end === before?.end)?.preposition;
  }

  private isByNobody(clause: Clause): boolean {
    return (
      clause.subject.some(({ pronoun }) => pronoun === 'nobody' || pronoun === 'nothing') ||
      HARDLY.has(/^\w*/.exec(this.sentence.textOf(clause).text.toLowerCase())?.[0] ?? '')
    );
  }

  private isComma(clause: Clause): boolean {
    const start = this.sentence.span(clause).start;
    const index = this.sentence.tokens.findIndex((token) => token.start === start);
    return this.sentence.tokens[index]?.text === ',' || this.sentence.tokens[index - 1]?.text === ',';
  }

  /** Whether with `decides to`, `is told to by the coach` it is done. @throws NotationError when it is broken off */
  private isDone(clause: Clause, by: Clause): boolean {
    const { verb, subject, objects, adverbs, link } = by;
    if (!verb || verb.isNegated || verb.modal !== undefined) return false;
    const { lemma } = verb;
    // `got up to give`, `had an idea: to give`: not as `got to give`, `had to give`
    const isPlain = !['get', 'have'].includes(lemma) || (objects.length === 0 && adverbs.length === 0);
    if (DOES.has(lemma) && isPlain) {
      const isMeant = !(link?.of && this.isUnreal(link.of));
      if (isMeant && isEvent(clause) && this.isBrokenOff(clause))
        throw fault(this.sentence.span(clause), 'whether this is done in the end is not said: write what they do');
      return isMeant;
    }
    if (has(lemma, 'cause') && isPlain) return !this.isUnreal(by);
    if (this.isMerelyMeant(by)) return false;
    const isOwn = clause.subject.every((noun) => subject.includes(noun));
    if (has(lemma, 'ask') && isOwn && !verb.isPassive) return false;
    const isTold = has(lemma, 'ask') && !['allow', 'permit', 'invite'].includes(lemma) && !isOwn;
    const asked = new Set(clause.subject.flatMap((noun) => this.story.references.all(noun).flat()));
    const byOutsider =
      isTold && !verb.isPassive && subject.length > 0 && subject.every((noun) => this.isOutsider(noun, asked));
    if (byOutsider && isEvent(clause))
      this.story.remark(this.sentence.span(clause), `what somebody is told to do is taken as done`);
    const isOfStory =
      isTold ||
      has(clause.verb?.lemma ?? '', 'exchange') ||
      this.story.knowsAny([...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns }) => nouns)]);
    if (!byOutsider && isEvent(clause) && isOfStory && !clause.verb?.isNegated) this.undertakings.ask(clause);
    return byOutsider;
  }

  /** `wants to`, `is too tired to`, `the plan is to`: it is not done. */
  private isMerelyMeant({ verb, subject, adverbs, words, objects }: Clause): boolean {
    const lemma = verb?.lemma ?? '';
    if ((has(lemma, 'want') && lemma !== 'use') || ['expect', 'advise'].includes(lemma)) return true;
    const nouns = [...subject, ...objects.flat()].map((noun) => noun.words.at(-1) ?? '');
    const isSo = lemma === 'be' && [...adverbs, ...words].some((word) => UNDONE.has(word));
    return isSo || (['be', 'have', 'make', 'see'].includes(lemma) && nouns.some((noun) => INTENTIONS.has(noun)));
  }

  /** `…, then stopped`, `but was interrupted` */
  private isBrokenOff(clause: Clause): boolean {
    const { end } = this.sentence.span(clause);
    const rest = this.sentence.tokens.filter(({ start }) => start >= end).map(({ lower }) => lower);
    return BREAKS_OFF.test(rest.join(' '));
  }

  /** Whether it may be somebody else who asks: `she`, of whom it is not certain who she is, too. */
  private isOutsider(noun: Noun, asked: ReadonlySet<number>): boolean {
    const { references, world } = this.story;
    const found = references
      .all(noun)
      .flat()
      .filter((id) => !asked.has(id));
    const isAsked = references
      .all(noun)
      .flat()
      .some((id) => asked.has(id));
    return (found.length === 0 && !isAsked) || found.some((id) => !world.holders.has(id) && !world.now.has(id));
  }
}
