import type { NotationError } from '../../algebra/notation';
import { append } from '../../lists/append';
import { askedOf, type Asked } from './answers';
import { Cast, fault } from './cast';
import { Events } from './events';
import { confirm, learn } from './facts';
import { Introductions } from './introductions';
import { changesOf, type Change, type Scene } from './moment';
import { notUnderstood, type Phrases } from './phrases';
import { Questions } from './questions';
import type { Segment } from './sentences';
import { Switches } from './switches';
import type { Fact, Moment, Question, Span } from './story';
import { endToken, type Token } from './tokens';
import { canPassOver, isHabit, isIdle, isNothing, isSpeech, mayUndo, tellsWhere } from './unread';

/** Bounds on the memory of a trace. */
const MAX_STEPS = 200_000;
const MAX_NUMBERS = 16_000_000;

/** Longest sentence, in tokens: room for everybody's name and what they hold. */
const MAX_SENTENCE = 4000;
const TOO_LONG = `a sentence of more than ${MAX_SENTENCE} words: end sentences with a full stop`;

/** A story as it is told, segment by segment: what has happened so far, and to whom. */
export class Telling {
  readonly scene: Scene;
  readonly happened: Change[] = [];
  /** What was passed over, and what is to be said if it turns out to name one of the story. */
  private readonly passed: { tokens: readonly Token[]; fault: NotationError; isFree: boolean }[] = [];
  readonly questions: (Asked & { span: Span })[] = [];

  /** @param rooms people go from place to place: see `Cast` */
  constructor(rooms: boolean) {
    this.scene = { cast: new Cast(rooms), switches: new Switches() };
  }

  /** @throws NotationError where it is not understood, or does not fit what was told before. */
  segment({ tokens, mark }: Segment): void {
    for (let at = 0; tokens[at] && tokens[at]?.kind !== 'end';) {
      // Lines without a full stop are one segment; looking at all of it for each would take the square of its length.
      const isCut = tokens.length - at > MAX_SENTENCE;
      const cutAt = tokens[at + MAX_SENTENCE]?.start ?? 0;
      const rest = isCut ? [...tokens.slice(at, at + MAX_SENTENCE), endToken(cutAt)] : tokens.slice(at);
      const length = this.sentence(rest, mark, at === 0);
      if (isCut && length >= MAX_SENTENCE) throw fault({ start: tokens[at]?.start ?? 0, end: cutAt }, TOO_LONG);
      this.scene.cast.nextSentence();
      at += length;
    }
  }

  /** Reads one sentence; gives its length in tokens. */
  private sentence(tokens: readonly Token[], mark: string | undefined, isWhole: boolean): number {
    const { names } = this.scene.cast;
    const grammars: Phrases[] = [];
    const asking = new Questions(tokens, names);
    if (mark === '?') {
      const question = asking.question();
      if (question) return this.ask(question, asking.at);
      grammars.push(asking);
    } else {
      const introductions = new Introductions(tokens, names);
      const events = new Events(tokens, names);
      // `Bob gets the ball` says what Bob has before the first step, and is a step after it.
      const begun = this.happened.length > 0;
      const early = begun ? events.moments() : undefined;
      if (early) return this.happen(early, events.at);
      const facts = introductions.facts();
      if (facts) return this.learnAll(facts, introductions.at);
      const moments = begun ? undefined : events.moments();
      if (moments) return this.happen(moments, events.at);
      // `Alice has ___.`
      const isBlank = /^_+$/.test(tokens.at(-2)?.text ?? '');
      if (isBlank || (mark !== '.' && mark !== '!')) {
        const question = asking.unfinished();
        if (question) return this.ask(question, asking.at);
      }
      grammars.push(introductions, events);
    }
    const stuck = grammars.map(({ stuckAt }) => stuckAt).sort((a, b) => b.start - a.start)[0] ?? tokens[0];
    if (!stuck) throw new Error('a segment has tokens');
    const fault = notUnderstood(stuck, this.advice(tokens, mark === '?'));
    if (!isWhole || !this.passesOver(tokens, fault)) throw fault;
    return tokens.length - 1;
  }

  private passesOver(all: readonly Token[], fault: NotationError): boolean {
    const { names, members } = this.scene.cast;
    const begun = this.happened.length > 0;
    const tokens = all.filter(({ kind }) => kind !== 'end');
    const spoken = isSpeech(tokens, names);
    const habit = !begun && isHabit(tokens, names);
    const idle = canPassOver(
      tokens,
      names,
      (noun) => this.scene.cast.isOfStory(noun) || this.scene.switches.has([noun]),
      members.length === 0,
    );
    const still = isIdle(tokens, names) || isNothing(tokens, names);
    if (!spoken && !habit && !still && (!idle || (begun && mayUndo(tokens)))) return false;
    this.passed.push({ tokens, fault, isFree: spoken || still || habit });
    return true;
  }

  /**
   * Where the sentences stand that were passed over.
   *
   * @throws NotationError when one of them names somebody, or something that moved, of whom only more was said after it.
   */
  unread(): Span[] {
    const { names } = this.scene.cast;
    const { scene } = this;
    const isNamed = (tokens: readonly Token[]) =>
      tokens.some((_, k) => names.matchAt(tokens, k) > 0) ||
      (tellsWhere(tokens) && tokens.some(({ lower }) => scene.cast.isThing(lower)));
    return this.passed.map(({ tokens, fault, isFree }) => {
      if (!isFree && isNamed(tokens)) throw fault;
      return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
    });
  }

  private learnAll(facts: readonly Fact[], length: number): number {
    for (const fact of facts) {
      if (this.happened.length === 0 || fact.kind === 'alias') learn(fact, this.scene);
      else confirm(fact, this.scene);
    }
    return length;
  }

  private happen(moments: readonly Moment[], length: number): number {
    const { cast } = this.scene;
    const [asked] = this.questions;
    for (const moment of moments) {
      if (asked) throw fault(asked.span, 'a question is asked at the end, after all steps');
      for (let time = 0; time < moment.times; time++) {
        if (this.happened.length === 0) cast.closeIfIntroduced();
        append(this.happened, changesOf(moment, this.scene));
        const most = Math.min(MAX_STEPS, Math.floor(MAX_NUMBERS / Math.max(1, cast.members.length)));
        if (this.happened.length > most)
          throw fault(moment, `a story may have ${most} steps with this many who take part`);
      }
    }
    return length;
  }

  private ask(question: Question, length: number): number {
    this.scene.cast.complete();
    this.questions.push({ ...askedOf(question, this.scene), span: question });
    return length;
  }

  /** A sentence like this one that would be read. */
  private advice(tokens: readonly Token[], asks: boolean): string {
    const named = [...new Set(tokens.flatMap((_, k) => this.nameAt(tokens, k)))];
    const [a = 'Alice', b = named.length === 0 ? 'Bob' : this.otherThan(a)] = named;
    const sentence = asks ? `What does ${a} have?` : `${a} swaps with ${b}.`;
    return `this would be: '${sentence}'; docs/reading-narratives.md lists all`;
  }

  private nameAt(tokens: readonly Token[], at: number): string[] {
    const length = this.scene.cast.names.matchAt(tokens, at);
    const text = tokens.slice(at, at + length).map((token) => token.text);
    const member = length > 0 ? this.scene.cast.names.get(text.join(' ')) : undefined;
    const name = member === undefined ? undefined : this.scene.cast.members[member]?.name;
    return name === undefined ? [] : [name];
  }

  private otherThan(name: string): string {
    return this.scene.cast.members.find((member) => member.name !== name)?.name ?? 'Bob';
  }
}
