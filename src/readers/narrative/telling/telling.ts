import { NotationError } from '../../../algebra/notation';
import { append } from '../../../lists/append';
import { askedOf, type Asked } from './answers';
import { withoutAsides } from '../phrases/asides';
import { Cast } from '../cast/cast';
import { fault } from '../cast/roster';
import { cutsOf } from '../phrases/clauses';
import { mayBeDoubtful } from '../language/doubtful';
import { Events } from '../phrases/events/events';
import { confirm, isNoNews, learn } from './facts';
import { Introductions } from '../phrases/introductions/introductions';
import { HAVE, VERBS } from '../language/lexicon';
import { changesOf, type Change, type Scene } from './moment';
import { notUnderstood } from '../phrases/cursor';
import type { Phrases } from '../phrases/phrases';
import { Questions } from '../phrases/questions';
import type { Segment } from '../language/sentences';
import { tellsOfMore } from '../language/repeats';
import { Switches } from './switches';
import type { Fact, Moment, Question, Span } from '../phrases/said';
import { endToken, type Token } from '../language/tokens';
import {
  canPassOver,
  isHabit,
  isIdle,
  isNothing,
  isQuestion,
  isRefusal,
  isSpeech,
  isWish,
  mayUndo,
  tellsOfChange,
  tellsWhere,
} from '../phrases/unread';

/** Bounds on the memory of a trace. */
const MAX_STEPS = 200_000;
const MAX_NUMBERS = 16_000_000;

/** Longest sentence, in tokens: room for everybody's name and what they hold. */
const MAX_SENTENCE = 4000;
const TOO_LONG = `a sentence of more than ${MAX_SENTENCE} words: end sentences with a full stop`;

/** Longest sentence that is read clause by clause. */
const MAX_CLAUSES = 80;

/** A sentence passed over, and what is to be said if it turns out to name one of the story. */
interface Passed {
  tokens: readonly Token[];
  fault: NotationError;
  isFree: boolean;
}

/** What a sentence or clause says. */
interface Said {
  facts?: readonly Fact[];
  moments?: readonly Moment[];
  passed?: Passed;
  /** In tokens. */
  length: number;
  /** Somebody wants what does not happen: only beside a refusal. */
  isWish?: boolean;
  isRefusal?: boolean;
}

/** Moments whose subject stands before them in the text. */
function startingAt(said: Said, start: number): Said {
  const moments = said.moments?.map((moment) => ({ ...moment, start: Math.max(moment.start, start) }));
  return { ...said, ...(moments && { moments }) };
}

/** A story as it is told, segment by segment: what has happened so far, and to whom. */
export class Telling {
  readonly scene: Scene;
  readonly happened: Change[] = [];
  private isTradeLast = false;
  private readonly passedOver: Passed[] = [];
  /** What is said of things that are not followed. */
  private readonly idle: Span[] = [];
  readonly questions: (Asked & { span: Span })[] = [];
  /** Questions that have no answer, and why. */
  readonly unasked: (Span & { why: string })[] = [];

  /**
   * @param rooms people go from place to place: see `Cast`
   * @param mayLeaveUnasked a question that is not understood is left without an answer: it moves nothing
   */
  constructor(
    rooms: boolean,
    private readonly mayLeaveUnasked: boolean,
  ) {
    this.scene = { cast: new Cast(rooms), switches: new Switches() };
  }

  /** @throws NotationError where it is not understood, or does not fit what was told before. */
  segment({ tokens, mark }: Segment): void {
    const doubt = mark === '?' ? undefined : mayBeDoubtful(tokens, tellsOfChange(tokens));
    if (doubt !== undefined)
      throw fault(
        { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 },
        `what '${doubt}' changes here is not certain`,
      );
    const short = this.shortName(tokens);
    if (short) throw fault(short, `whether '${short.text}' is one of those that were named is not certain`);
    if (tokens.length > MAX_SENTENCE) this.lines(tokens, mark);
    else for (const part of withoutAsides(tokens)) this.lines(part, mark);
  }

  /** `B` behind a preposition, where only `square B` was named. */
  private shortName(tokens: readonly Token[]): Token | undefined {
    const { cast } = this.scene;
    if (cast.members.length === 0) return undefined;
    return tokens.find(
      ({ text }, k) =>
        /^[A-Z]$/.test(text) &&
        ['to', 'into', 'onto', 'in', 'on', 'from', 'at'].includes(tokens[k - 1]?.lower ?? '') &&
        (tokens[k + 1]?.kind !== 'word' || ['and', 'then', 'while'].includes(tokens[k + 1]?.lower ?? '')) &&
        cast.names.get(text) === undefined &&
        cast.members.some(({ name }) => name.endsWith(` ${text}`)),
    );
  }

  /** The sentences of lines without full stops. */
  private lines(tokens: readonly Token[], mark: string | undefined): void {
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
      if (question) return this.askOrLeave(question, tokens, asking.at);
      if (this.mayLeaveUnasked && isWhole && isQuestion(tokens))
        return this.leaveUnasked(tokens, 'it is not understood');
      grammars.push(asking);
    } else {
      const said = this.said(tokens, this.happened.length > 0, grammars);
      if (said) return this.take(said);
      // `Alice has ___.`
      const isBlank = /^_+$/.test(tokens.at(-2)?.text ?? '');
      if (isBlank || (mark !== '.' && mark !== '!')) {
        const question = asking.unfinished();
        if (question) return this.ask(question, asking.at);
      }
    }
    const stuck = grammars.map(({ stuckAt }) => stuckAt).sort((a, b) => b.start - a.start)[0] ?? tokens[0];
    if (!stuck) throw new Error('a segment has tokens');
    const fault = notUnderstood(stuck, this.advice(tokens, mark === '?'));
    if (!isWhole) throw fault;
    const begun = this.happened.length > 0;
    const passed = this.passed(tokens, fault, begun);
    if (passed) return this.take(passed);
    const clauses = mark === '?' || tokens.length > MAX_CLAUSES ? undefined : this.clauses(tokens, fault, begun);
    if (!clauses) throw fault;
    for (const clause of clauses) this.take(clause);
    return tokens.length - 1;
  }

  /** What a sentence or clause says, if it is understood. */
  private said(tokens: readonly Token[], begun: boolean, grammars: Phrases[]): Said | undefined {
    const { names } = this.scene.cast;
    const introductions = new Introductions(tokens, names);
    const events = new Events(tokens, names);
    grammars.push(introductions, events);
    // `Bob gets the ball` says what Bob has before the first step, and is a step after it.
    const early = begun ? events.moments() : undefined;
    if (early) return { moments: early, length: events.at };
    const facts = introductions.facts();
    if (facts) return { facts, length: introductions.at };
    const moments = begun ? undefined : events.moments();
    return moments && { moments, length: events.at };
  }

  /** A sentence clause by clause, when every one of them is understood or moves nothing. */
  private clauses(tokens: readonly Token[], fault: NotationError, begun: boolean): Said[] | undefined {
    for (const { first, rest, restStart, isReason } of cutsOf(tokens)) {
      const one = this.clause(first, fault, begun) ?? (isReason ? this.reason(first, fault) : undefined);
      if (!one) continue;
      const begins = begun || one.moments !== undefined;
      const last = this.clause(rest, fault, begins);
      const others = last ? [last] : this.clauses(rest, fault, begins);
      if (!others) continue;
      const all = [one, ...others.map((other) => startingAt(other, restStart))];
      if (all.every((said, k) => !said.isWish || all.slice(k + 1).some(({ isRefusal }) => isRefusal))) return all;
    }
    return undefined;
  }

  private clause(tokens: readonly Token[], fault: NotationError, begun: boolean): Said | undefined {
    const said = this.said(tokens, begun, []);
    const isNothing = said?.moments?.every(({ events }) => events.every(({ kind }) => kind === 'still'));
    if (said?.length === tokens.length - 1) return { ...said, ...(isNothing && { isRefusal: true }) };
    const words = tokens.filter(({ kind }) => kind !== 'end');
    // `…, then Vlad does`: what was told before
    if (['do', 'does', 'did'].includes(words.at(-1)?.lower ?? '') && words.length < 8) return undefined;
    const passed = { tokens: words, fault, isFree: true };
    if (isIdle(words, this.scene.cast.names)) return { passed, length: words.length };
    if (isWish(words)) return { passed, isWish: true, length: words.length };
    if (isRefusal(words, this.scene.cast.names)) return { passed, isRefusal: true, length: words.length };
    const idle = mayUndo(words) ? undefined : this.passed(tokens, fault, begun);
    // `Anton` of `Anton, Boris and Clara …`, and `a cat` of a list, are no clauses.
    const isClause =
      words.length > 2 &&
      words.some(({ lower }) => VERBS.has(lower)) &&
      !words.some(({ text, kind }, k) => k > 0 && kind === 'word' && /^\p{Lu}/u.test(text));
    return idle?.passed?.isFree === true || isClause ? idle : undefined;
  }

  /** `Abby's hands are free, so`: why something happens, by which nothing moves. */
  private reason(tokens: readonly Token[], fault: NotationError): Said | undefined {
    const words = tokens.filter(({ kind }) => kind !== 'end');
    const tells = tellsOfChange(words.filter(({ lower }) => !HAVE.has(lower)));
    return tells ? undefined : { passed: { tokens: words, fault, isFree: true }, length: words.length };
  }

  private take(said: Said): number {
    if (said.moments) return this.happen(said.moments, said.length);
    if (said.facts) return this.learnAll(said.facts, said.length);
    if (said.passed) {
      const { names } = this.scene.cast;
      this.passedOver.push(said.passed);
      // `Cal didn't like it, so he …`
      said.passed.tokens.forEach((_, k, tokens) => {
        const member = said.passed?.isFree ? names.memberAt(tokens, k) : undefined;
        if (member !== undefined) this.scene.cast.mention(member);
      });
    }
    return said.length;
  }

  /** A sentence that may be passed over. */
  private passed(all: readonly Token[], fault: NotationError, begun: boolean): Said | undefined {
    const { names, members } = this.scene.cast;
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
    if (begun && !spoken && tellsOfMore(tokens)) return undefined;
    if (!spoken && !habit && !still && (!idle || (begun && mayUndo(tokens)))) return undefined;
    return { passed: { tokens, fault, isFree: spoken || still || habit }, length: all.length - 1 };
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
    const passed = this.passedOver.map(({ tokens, fault, isFree }) => {
      if (!isFree && isNamed(tokens)) throw fault;
      return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
    });
    return [...passed, ...this.idle];
  }

  private learnAll(facts: readonly Fact[], length: number): number {
    for (const fact of facts) {
      if (this.happened.length === 0 || fact.kind === 'alias') learn(fact, this.scene);
      else if (isNoNews(fact, this.scene)) this.idle.push({ start: fact.start, end: fact.end });
      else confirm(fact, this.scene);
    }
    return length;
  }

  private happen(moments: readonly Moment[], length: number): number {
    const { cast } = this.scene;
    const [asked] = this.questions;
    for (const moment of moments) {
      // `Cal and Dee do likewise` is a trade where one was told before.
      const isLikewise = moment.events.some((event) => event.kind === 'swap' && event.isLikewise === true);
      if (isLikewise && !this.isTradeLast) throw fault(moment, 'what they do likewise is not certain: write it');
      this.isTradeLast = moment.events.every(({ kind }) => kind === 'swap');
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

  private leaveUnasked(tokens: readonly Token[], why: string): number {
    this.unasked.push({ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0, why });
    return tokens.length - 1;
  }

  private askOrLeave(question: Question, tokens: readonly Token[], length: number): number {
    try {
      return this.ask(question, length);
    } catch (error) {
      if (!this.mayLeaveUnasked || !(error instanceof NotationError)) throw error;
      return this.leaveUnasked(tokens, error.reason);
    }
  }

  private ask(question: Question, length: number): number {
    this.scene.cast.complete();
    const asked = askedOf(question, this.scene);
    this.questions.push({ ...asked, span: question });
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
