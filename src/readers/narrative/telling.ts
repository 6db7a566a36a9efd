import { compose } from '../../algebra/maps';
import { fromMoves, NotationError } from '../../algebra/notation';
import { askedOf, type Asked } from './answers';
import { Cast, fault } from './cast';
import { Events } from './events';
import { learn } from './facts';
import { Introductions } from './introductions';
import { changeOf, type Change } from './moment';
import { notUnderstood, type Phrases } from './phrases';
import { Questions } from './questions';
import type { Segment } from './sentences';
import type { Fact, Moment, Question, Span } from './story';
import type { Token } from './tokens';
import { canPassOver, isHabit, isSpeech, mayUndo } from './unread';

/** Bounds on the memory of a trace. */
const MAX_STEPS = 200_000;
const MAX_NUMBERS = 16_000_000;

/** A story as it is told, segment by segment: what has happened so far, and to whom. */
export class Telling {
  readonly cast = new Cast();
  readonly happened: { span: Span; change: Change }[] = [];
  /** What was passed over. */
  readonly unread: Span[] = [];
  readonly questions: (Asked & { span: Span })[] = [];

  /** @throws NotationError where it is not understood, or does not fit what was told before. */
  segment({ tokens, mark }: Segment): void {
    for (let at = 0; tokens[at] && tokens[at]?.kind !== 'end';) {
      const rest = at === 0 ? tokens : tokens.slice(at);
      const length = this.sentence(rest, mark, at === 0);
      this.cast.nextSentence();
      at += length;
    }
  }

  /** Reads one sentence; gives its length in tokens. */
  private sentence(tokens: readonly Token[], mark: string | undefined, isWhole: boolean): number {
    const { names } = this.cast;
    const grammars: Phrases[] = [];
    const asking = new Questions(tokens, names);
    if (mark === '?') {
      const question = asking.question();
      if (question) return this.ask(question, asking.at);
      grammars.push(asking);
    } else {
      const introductions = new Introductions(tokens, names);
      const facts = introductions.facts();
      if (facts) return this.learnAll(facts, introductions.at);
      const events = new Events(tokens, names);
      const moments = events.moments();
      if (moments) return this.happen(moments, events.at);
      if (mark !== '.' && mark !== '!') {
        const question = asking.unfinished();
        if (question) return this.ask(question, asking.at);
      }
      grammars.push(introductions, events);
    }
    if (isWhole && this.passesOver(tokens)) return tokens.length - 1;
    const stuck = grammars.map(({ stuckAt }) => stuckAt).sort((a, b) => b.start - a.start)[0];
    throw stuck ? notUnderstood(stuck, this.advice(tokens)) : new NotationError(0, 0, 'not understood');
  }

  private passesOver(tokens: readonly Token[]): boolean {
    const { cast } = this;
    const words = tokens.filter(({ kind }) => kind !== 'end');
    const nobody = cast.members.length === 0;
    const habit = this.happened.length === 0 && isHabit(words, cast.names);
    const spoken = isSpeech(words, cast.names);
    if (this.happened.length > 0 && !spoken && mayUndo(words)) return false;
    if (!habit && !spoken && !canPassOver(words, cast.names, (noun) => cast.isOfStory(noun), nobody)) return false;
    const [first, last] = [words[0], words.at(-1)];
    if (first && last) this.unread.push({ start: first.start, end: last.end });
    return true;
  }

  private learnAll(facts: readonly Fact[], length: number): number {
    const late = this.happened.length > 0 ? facts.find((fact) => fact.kind !== 'alias') : undefined;
    if (late) throw fault(late, 'who holds what is said before the first step');
    for (const fact of facts) learn(fact, this.cast);
    return length;
  }

  private happen(moments: readonly Moment[], length: number): number {
    const { cast } = this;
    const [asked] = this.questions;
    for (const moment of moments) {
      if (asked) throw fault(asked.span, 'a question is asked at the end, after all steps');
      for (let time = 0; time < moment.times; time++) {
        if (this.happened.length === 0) cast.closeIfIntroduced();
        const change = changeOf(moment, cast);
        cast.hands = compose(cast.hands, fromMoves(change.hands, cast.members.length));
        cast.seats = compose(cast.seats, fromMoves(change.seats, cast.members.length));
        this.happened.push({ span: moment, change });
        const most = Math.min(MAX_STEPS, Math.floor(MAX_NUMBERS / Math.max(1, cast.members.length)));
        if (this.happened.length > most)
          throw fault(moment, `a story may have ${most} steps with this many who take part`);
      }
    }
    return length;
  }

  private ask(question: Question, length: number): number {
    this.cast.close();
    this.questions.push({ ...askedOf(question, this.cast), span: question });
    return length;
  }

  /** A sentence like this one that would be read. */
  private advice(tokens: readonly Token[]): string {
    const named = [...new Set(tokens.flatMap((_, k) => this.nameAt(tokens, k)))];
    const [a = 'Alice', b = named.length === 0 ? 'Bob' : this.otherThan(a)] = named;
    return `what would be: '${a} swaps with ${b}.'; docs/reading-narratives.md lists all`;
  }

  private nameAt(tokens: readonly Token[], at: number): string[] {
    const length = this.cast.names.matchAt(tokens, at);
    const text = tokens.slice(at, at + length).map((token) => token.text);
    const member = length > 0 ? this.cast.names.get(text.join(' ')) : undefined;
    const name = member === undefined ? undefined : this.cast.members[member]?.name;
    return name === undefined ? [] : [name];
  }

  private otherThan(name: string): string {
    return this.cast.members.find((member) => member.name !== name)?.name ?? 'Bob';
  }
}
