import { isDeniedTwice } from '../../language/doubtful';
import { has, verbsOf } from '../../language/verbs';
import { wordSet } from '../../language/word-set';
import type { Token } from '../../language/tokens';
import type { Clause } from '../grammar/clause';
import type { Item } from '../grammar/item';
import { isEvent, Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import { fault } from '../world/world';
import { takesBack, uncertainty } from './doubts';
import type { Reality } from './reality';

/** Whether it is certain that what a sentence tells is so. */
export class Certainty {
  sentence = new Sentence();

  constructor(
    private readonly story: Story,
    private readonly reality: Reality,
  ) {}

  /** Conditions and corrections: what hangs on them is not certain. */
  check(items: readonly Item[], clauses: readonly Clause[]): void {
    const lowers = this.sentence.tokens.map(({ lower }) => lower);
    const hasEvent = clauses.some((clause) => isEvent(clause) && !this.reality.isUnreal(clause));
    const condition = clauses.find(
      ({ link }) => link?.kind === 'while' && ['if', 'unless', 'lest'].includes(link.word),
    );
    const isAsked = clauses.some(
      ({ verb }) => verb && ['ask', 'wonder', 'know', 'see', 'check', 'enquire', 'inquire'].includes(verb.lemma),
    );
    if (hasEvent && condition && !isAsked)
      throw fault(this.sentence.span(condition), 'what happens only under a condition is not read');
    const text = lowers.join(' ');
    const isDenied = clauses.some(
      (clause) =>
        (isEvent(clause) || tellsOfMoving(this.sentence.tokens)) &&
        this.reality.isUnreal(clause) &&
        this.story.knowsAny([...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns }) => nouns)]),
    );
    if (isDenied && isDeniedTwice(text)) throw fault(this.sentence.whole, 'whether this is done is not certain');
    const told = clauses.filter((clause) => !this.reality.isUnreal(clause) && (isEvent(clause) || !isAside(clause)));
    const real = told.map((clause) => this.sentence.textOf(clause).text).join(' ');
    const why = hasEvent
      ? uncertainty({ tokens: this.sentence.tokens, text, real, every: clauses }, items, told)
      : takesBack(text);
    if (
      why !== undefined &&
      (hasEvent ||
        !clauses.some((clause) => this.reality.isUnreal(clause)) ||
        !this.story.knowsAny(clauses.flatMap(({ subject }) => subject)))
    )
      throw fault(this.sentence.whole, why);
  }
}

/** Whether any word is a form of a verb that may move something: `could not help giving`. */
function tellsOfMoving(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }) =>
    verbsOf(lower).some(({ lemma }) => has(lemma, 'carry') || has(lemma, 'take') || has(lemma, 'exchange')),
  );
}

/** A clause that only says why, or more of somebody: how often that is does not matter. */
function isAside({ link }: Clause): boolean {
  if (link?.kind === 'relative') return true;
  return link?.kind === 'while' && ASIDE.has(link.word);
}

const ASIDE = wordSet('because since although though as while whereas so-that');
