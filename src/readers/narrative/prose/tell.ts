import { tellsOfMore } from '../language/repeats';
import type { Segment } from '../language/sentences';
import type { Span } from '../phrases/said';
import { Acting } from './events/acting';
import { withoutAppositions } from './grammar/appositions';
import { clausesOf } from './grammar/clauses';
import type { Clause } from './grammar/clause';
import { Certainty } from './reality/certainty';
import { checkAlong } from './events/involved';
import { ClauseTeller } from './tell-clause';
import { prepared } from './grammar/prepared';
import { itemsOf } from './grammar/items';
import { toldAtOnce, withVerbsInLists } from './grammar/lists';
import { isBodyPart, type Noun } from './grammar/nouns/noun';
import { withoutCompanions } from './grammar/companions';
import { inOrder } from './grammar/order';
import { Reality } from './reality/reality';
import { withoutRestrictions } from './grammar/relatives';
import { reassigned } from './events/reassigning';
import { Rotas } from './events/rotas';
import { Sentence } from './grammar/sentence';
import { withPayments } from './events/prices';
import { isPersonNoun, isTime } from './grammar/noun-kinds';
import { has } from '../language/verbs';
import { Story } from './world/story';
import { Undertakings } from './reality/undertakings';
import * as words from './grammar/words';
import { fault } from './world/world';

/** A story in everyday English, sentence by sentence: docs/reading-narratives.md. */
export class Teller {
  readonly story = new Story();
  /** Sentences and clauses that were passed over. */
  readonly unread: Span[] = [];
  private readonly acting = new Acting(this.story);
  private readonly undertakings = new Undertakings(
    this.story,
    (clause, roles, all) => {
      this.acting.act(clause, roles, all);
    },
    (clause) => this.reality.isUnreal(clause),
  );
  private readonly reality: Reality = new Reality(this.story, this.undertakings);
  private readonly certainty = new Certainty(this.story, this.reality);
  private readonly clauses = new ClauseTeller(this.story, this.acting, this.reality, this.undertakings);
  private readonly rotas = new Rotas(this.story);
  private sentence = new Sentence();

  get states(): Acting['states'] {
    return this.acting.states;
  }

  /** @throws NotationError where it is not understood, or does not fit what was told before */
  segment({ tokens }: Segment): void {
    const { story } = this;
    const { tokens: spelled, along } = withoutCompanions(prepared(tokens, story.begun));
    const atOnce = story.world.now.size > 0 ? toldAtOnce(spelled, story.world) : undefined;
    const sentence = new Sentence(atOnce ?? withVerbsInLists(spelled, story.world));
    this.hear(sentence);
    const [first, last] = [sentence.tokens[0], sentence.tokens.at(-1)];
    if (!first || !last) return;
    // `Every morning Rita gets the paper first`, before all else
    const isHabit =
      !story.begun &&
      /^(?:every|each) (?:day|morning|evening|night|week|month|year|summer|winter|spring|autumn|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.test(
        `${first.lower} ${sentence.tokens[1]?.lower ?? ''}`,
      );
    if (isHabit) {
      this.unread.push(sentence.whole);
      return;
    }
    if (this.rotas.act(sentence.tokens, sentence.whole) || this.rotas.again(sentence.tokens, sentence.whole)) {
      story.references.nextSentence();
      return;
    }
    // `Each has a button that turns it on if it is off`
    const isRule =
      !story.begun &&
      /^(?:each|every|all|both)\b.*\b(?:button|switch|lever|key)\b.*\b(?:if|when)\b/.test(
        sentence.tokens.map(({ lower }) => lower).join(' '),
      );
    if (isRule) {
      this.unread.push(sentence.whole);
      return;
    }
    const items = withoutRestrictions(withoutAppositions(itemsOf(sentence.tokens, story.world)));
    const clauses = clausesOf(items);
    for (const clause of clauses) {
      const from = items[clause.from]?.from ?? 0;
      const to = items[Math.max(clause.from, clause.to - 1)]?.to ?? from + 1;
      sentence.at(clause, {
        start: sentence.tokens[from]?.start ?? first.start,
        end: sentence.tokens[to - 1]?.end ?? last.end,
      });
    }
    withPayments(clauses);
    const [opening, next] = clauses;
    if (opening?.link?.kind === 'ing' && opening.subject.length === 0 && next) opening.subject = [...next.subject];
    story.references.nextSentence();
    story.wasBegun = story.begun;
    this.undertakings.nextSentence(sentence.tokens);
    const before = {
      steps: story.happened.length,
      learnt: story.world.first.size,
      holders: story.world.holders.size,
      states: this.states.switches.all.length,
    };
    this.meetSiblings(clauses);
    this.certainty.check(items, clauses);
    const tell = () => {
      for (const clause of inOrder(clauses, (each) => this.reality.isUnreal(each))) this.clauses.tell(clause, clauses);
    };
    if (atOnce) story.atOnce(sentence.whole, tell);
    else if (story.round && this.isSameAgain()) story.again(sentence.whole);
    else if (this.mayReassign(clauses) && reassigned(story, clauses, sentence.whole))
      this.undertakings.settle(() => new Set());
    else tell();
    this.meetSiblings(clauses);
    const done = story.happened.length > before.steps ? story.happened.at(-1) : undefined;
    for (const said of along) checkAlong(story, said, story.happened.slice(before.steps), clauses);
    if (done)
      story.lastSaid = new Set(
        sentence.tokens.filter(({ start, end }) => done.start <= start && end <= done.end).map(({ lower }) => lower),
      );
    story.loose = [...story.loose.filter((noun) => !story.knows(noun)), ...looseIn(clauses, story)].slice(-3);
    for (const { lower } of sentence.tokens) story.said.add(words.singularOf(lower));
    // `They swap`, of what was agreed to before: the step stands here
    const isRetold = (story.happened.at(-1)?.end ?? -1) > first.start;
    const isRead =
      isRetold ||
      story.happened.length > before.steps ||
      story.world.first.size > before.learnt ||
      story.world.holders.size > before.holders ||
      this.states.switches.all.length > before.states;
    if (isRead) return;
    if (story.begun && tellsOfMore(sentence.tokens))
      throw fault(sentence.whole, 'what is done again here is not certain: write it');
    this.unread.push(sentence.whole);
  }

  /** @throws NotationError when it is not told whether somebody does what they were asked to */
  finish(): void {
    this.undertakings.finish();
  }

  private hear(sentence: Sentence): void {
    this.sentence = sentence;
    for (const part of [this.acting, this.reality, this.undertakings, this.certainty, this.clauses])
      part.sentence = sentence;
  }

  /** `tank 3 is being cleaned`, where others are in tank 1 and tank 2: a place, too, that holds nothing. */
  private meetSiblings(clauses: readonly Clause[]): void {
    const { world } = this.story;
    const stem = (own: readonly string[]) => (/^(?:\d+|[a-z])$/.test(own[0] ?? '') ? own.slice(1).join(' ') : '');
    const nouns = clauses.flatMap(({ subject, verb }) => (verb?.lemma === 'be' || verb?.isPassive ? subject : []));
    for (const noun of nouns) {
      const isLabelled = !noun.owner && !noun.isPlural && noun.pronoun === undefined && stem(noun.words) !== '';
      const are = world.entities.filter(
        ({ id, kind, words: own }) => kind === 'place' && world.held(id).length > 0 && stem(own) === stem(noun.words),
      );
      if (isLabelled && are.length > 1 && !this.story.knows(noun))
        world.holders.add(this.story.introduce(noun, 'place'));
    }
  }

  /** Before the first step only what tells of another time: `In the second piece Ivy plays the tenor`. */
  private mayReassign(clauses: readonly Clause[]): boolean {
    const [first] = clauses;
    const isLater =
      first !== undefined &&
      (first.phrases.some(({ isLeading }) => isLeading) ||
        first.adverbs.some((word) => ['now', 'then', 'later', 'next', 'finally'].includes(word)) ||
        has(first.verb?.lemma ?? '', 'carry') ||
        has(first.verb?.lemma ?? '', 'go'));
    return this.story.begun || isLater;
  }

  /** `They pass them on in the same way again`, and nobody is named. */
  private isSameAgain(): boolean {
    const text = this.sentence.tokens.map(({ lower }) => lower).join(' ');
    const isAgain =
      /\b(?:(?:in )?(?:exactly |just )?the same (?:way|manner|fashion|direction)|(?:do|did|does) (?:exactly |just )?(?:it|this|that|so|the same)(?: thing)?) (?:again|once more)\b|\b(?:again|once more) in the same (?:way|manner|fashion|direction)\b/.test(
        text,
      );
    return (
      isAgain &&
      !this.sentence.tokens.some(
        (_, k) =>
          this.story.world.lengthAt(this.sentence.tokens, k) > 0 &&
          /^\p{Lu}/u.test(this.sentence.tokens[k]?.text ?? ''),
      )
    );
  }
}

/** Things that a sentence names and nobody has. */
function looseIn(clauses: readonly Clause[], story: Story): Noun[] {
  const all = clauses.flatMap(({ subject, objects, phrases }) => [
    ...subject,
    ...objects.flat(),
    ...phrases.flatMap(({ nouns }) => nouns),
  ]);
  return all.filter(
    (noun) =>
      (noun.kind === 'definite' || noun.kind === 'indefinite') &&
      noun.pronoun === undefined &&
      !noun.isPlural &&
      noun.words.length > 0 &&
      !isTime(noun) &&
      !isPersonNoun(noun) &&
      !isBodyPart(noun) &&
      !words.SPOTS.has(noun.words.at(-1) ?? '') &&
      !words.LIGHT.has(noun.words.at(-1) ?? '') &&
      !story.knows(noun),
  );
}
