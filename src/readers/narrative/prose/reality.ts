import { HARDLY } from '../lexicon';
import { wordSet } from '../word-set';
import type { Clause } from './clauses';
import type { Noun } from './nouns';
import { isEvent, Sentence } from './sentence';
import type { Story } from './story';
import type { Undertakings } from './undertakings';
import { has } from './verbs';
import { fault } from './world';

/** Before a verb in `-ing` that tells of something done: `by swapping`. */
const DONE_BY = wordSet('by after before upon on while when since once in and then as through');

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
    const isNobody =
      clause.subject.some(({ pronoun }) => pronoun === 'nobody' || pronoun === 'nothing') ||
      HARDLY.has(/^\w*/.exec(this.sentence.textOf(clause).text.toLowerCase())?.[0] ?? '');
    if (isNobody && isEvent(clause)) return true;
    if (clause.adverbs.some((word) => ['almost', 'nearly', 'never', 'hardly'].includes(word))) return true;
    if (
      !this.story.begun &&
      clause.adverbs.some((word) =>
        ['usually', 'often', 'sometimes', 'always', 'occasionally', 'regularly'].includes(word),
      )
    )
      return true;
    if (!link) return false;
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
    if (link.kind === 'say')
      return of !== undefined && !has(of.lemma, 'cause') && !['see', 'notice', 'find', 'discover'].includes(of.lemma);
    if (link.kind === 'ing') {
      // `comes close to giving`, `instead of giving`: only behind these it is done
      if (link.word !== '' && link.word !== 'into' && !DONE_BY.has(link.word)) return true;
      if (link.word === 'into') return !(of && has(of.lemma, 'cause')) || (link.of ? this.isUnreal(link.of) : false);
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
      )
        return true;
      return link.of && link.word !== 'after' && link.word !== 'before' ? this.isUnreal(link.of) : false;
    }
    if (link.kind !== 'to' || !of || !link.of) return false;
    if (this.isUnreal(link.of) && !(of.modal === undefined && !of.isNegated)) return true;
    return !this.isDone(clause, link.of);
  }

  private isComma(clause: Clause): boolean {
    const start = this.sentence.span(clause).start;
    const index = this.sentence.tokens.findIndex((token) => token.start === start);
    return this.sentence.tokens[index]?.text === ',' || this.sentence.tokens[index - 1]?.text === ',';
  }

  /** Whether with `decides to`, `is told to by the coach` it is done. */
  private isDone(clause: Clause, { verb, subject, link }: Clause): boolean {
    if (!verb) return false;
    if (verb.isNegated || verb.modal !== undefined) return false;
    const { lemma } = verb;
    if (
      [
        'manage',
        'decide',
        'begin',
        'start',
        'proceed',
        'continue',
        'happen',
        'agree',
        'choose',
        'get',
        'have',
        'hurry',
        'rush',
        'hasten',
      ].includes(lemma)
    )
      return !(link?.of && this.isUnreal(link.of));
    if (has(lemma, 'cause')) return true;
    const isTold =
      has(lemma, 'ask') && !['want', 'wish', 'need', 'expect', 'allow', 'permit', 'invite', 'advise'].includes(lemma);
    if (!isTold || clause.subject.every((noun) => subject.includes(noun))) return false;
    const asked = new Set(clause.subject.flatMap((noun) => this.story.references.all(noun).flat()));
    const byOutsider = !verb.isPassive && subject.length > 0 && subject.every((noun) => this.isOutsider(noun, asked));
    if (byOutsider && isEvent(clause))
      this.story.remark(this.sentence.span(clause), `what somebody is told to do is taken as done`);
    if (!byOutsider && isEvent(clause)) this.undertakings.ask(clause);
    return byOutsider;
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
