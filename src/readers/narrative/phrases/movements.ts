import { wordSet as set } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import type { Event, Moved, Possession, Reference, Span } from './said';
import type { Token } from '../language/tokens';
import { GOES_ALONG, verbsOf } from '../language/verbs';
import { Turning } from './turning';

/** Clauses in which things go one way, and things with two states are turned. */
export class Movements extends Turning {
  protected movement(span: () => Span): Event | undefined {
    return (
      this.attempt(() => this.unturned(span)) ??
      this.attempt(() => this.turned(span)) ??
      this.attempt(() => this.isTurned(span)) ??
      this.guess(() => this.becomes(span)) ??
      this.attempt(() => this.empties(span)) ??
      this.guess(() => this.travel(span)) ??
      this.attempt(() => this.puts(span)) ??
      this.guess(() => this.isPut(span))
    );
  }

  /** `Alice empties box A into box B` */
  private empties(span: () => Span): Event | undefined {
    const agent = this.agent();
    if (!this.takeOne(lexicon.EMPTY)) return undefined;
    this.take('the', 'contents', 'of');
    const from = this.holder();
    if (!from) return undefined;
    const to = this.attempt(() => (this.takeOne(INTO) ? this.holder() : undefined));
    return { kind: 'put', things: 'all', from, to: to ?? 'outside', ...(agent !== 'nobody' && { agent }), ...span() };
  }

  /** `Move the key from box A to box B`, `Ben takes the coin out of the drawer`. */
  private puts(span: () => Span): Event | undefined {
    const agent = this.agent();
    const verb = this.peek().lower;
    const takes = lexicon.TAKE_UP.has(verb);
    const discards = lexicon.DISCARD.has(verb);
    if (!takes && !discards && !lexicon.PUT.has(verb)) return undefined;
    this.at++;
    if (verb.startsWith('pick')) this.take('up');
    if (takes) this.take('out');
    const moved = this.moved();
    // `gets bored and goes home`
    const isState = moved && moved.things !== 'all' && moved.things.some(({ words }) => isFeeling(words));
    if (!moved || isState === true) return undefined;
    if (verb.startsWith('pick')) this.take('up');
    const { from, to } = this.ways(moved.from);
    if (moved.things === 'all' && !from && agent === 'nobody') return undefined;
    // Who takes something has it then.
    const { acting } = this;
    if (takes && !to && agent === 'nobody' && acting)
      return { kind: 'put', things: moved.things, ...(from && { from }), to: acting, ...span() };
    // `Take the key` of nobody to nowhere says too little.
    if (!to && !discards && (!takes || (agent === 'nobody' && !from))) return undefined;
    if (to === 'outside' && !discards && !from && !takes && !AWAY_VERBS.has(verb)) return undefined;
    return {
      kind: 'put',
      things: moved.things,
      ...(agent !== 'nobody' && { agent }),
      ...(from ? { from } : agent !== 'nobody' && lexicon.GIVE.has(verb) && { from: agent }),
      ...(to && verbsOf(verb).some(({ lemma }) => GOES_ALONG.has(lemma)) && { isBrought: true }),
      ...(to ? { to } : discards && { to: 'outside', isDropped: /^(?:drop|discard)/.test(verb) }),
      ...span(),
    };
  }

  /** `…, the dictionary from shelf A to shelf B`: done as what was said before. */
  protected alsoPut(before: Event | undefined, span: () => Span): Event | undefined {
    if (before?.kind !== 'put' && before?.kind !== 'travel') return undefined;
    // `…, and then returns to the galley` names no thing.
    const { lower, text, kind } = this.peek();
    const isNamed =
      lexicon.DETERMINERS.has(lower) || kind === 'quote' || /^[\p{Lu}\p{Lo}]/u.test(text) || isLabelled(this.peek(1));
    if (!isNamed || lexicon.VERBS.has(lower)) return undefined;
    const moved = this.moved();
    const { from, to } = this.ways(moved?.from);
    if (!moved || !to) return undefined;
    const agent = before.kind === 'put' ? before.agent : undefined;
    return { kind: 'put', things: moved.things, ...(agent && { agent }), ...(from && { from }), to, ...span() };
  }

  /** `The key is moved from box A to box B`, `The coin goes into the drawer`. */
  private isPut(span: () => Span): Event | undefined {
    const moved = this.moved();
    if (!moved) return undefined;
    const isDone = this.takeOne(lexicon.BE);
    this.adverbs();
    if (isDone ? !this.takeOne(lexicon.PUT_PASSIVE) : !this.takeOne(GOES)) return undefined;
    const by = isDone && this.attempt(() => this.byWhom());
    const { from, to } = this.ways(moved.from);
    const agent = by ?? (isDone && this.attempt(() => this.byWhom()));
    if (!to && !(isDone && from)) return undefined;
    return {
      kind: 'put',
      things: moved.things,
      ...(to && agent && agent !== 'nobody' && { agent }),
      ...(from && { from }),
      // `is taken from box A by Ben`: Ben has it then
      to: to ?? (agent && agent !== 'nobody' ? agent : 'outside'),
      ...span(),
    };
  }

  /** `from box A`, `out of the drawer`, `into box B`, `away`, in any order. */
  private ways(before: Reference | undefined): { from?: Reference; to?: Reference | 'outside' } {
    let from = before;
    let to: Reference | 'outside' | undefined;
    for (;;) {
      this.adverbs();
      const source = from ? undefined : this.attempt(() => this.source());
      if (source) {
        from = source;
        continue;
      }
      const target = to ? undefined : this.attempt(() => this.target());
      if (!target) break;
      to = target;
    }
    return { ...(from && { from }), ...(to && { to }) };
  }

  private source(): Reference | undefined {
    const found =
      this.take('out', 'of') ||
      this.take('off', 'of') ||
      this.take('off') ||
      (this.take('from') && (this.takeOne(INSIDE) !== undefined || true));
    return found ? this.holder() : undefined;
  }

  private target(): Reference | 'outside' | undefined {
    if (INTO.has(this.peek(1).lower)) this.takeOne(ASIDE);
    if (this.take('away') || this.take('aside') || this.take('out') || this.take('outside')) return 'outside';
    this.take('back');
    if (!this.takeOne(INTO) && !this.attempt(() => (this.take('on', 'top', 'of') ? true : undefined))) return undefined;
    if (this.attempt(() => (this.take('the') && this.takeOne(NOWHERE) ? true : undefined))) return 'outside';
    return this.holder();
  }

  /** `the key`, `the key and the coin`, `everything`, `the contents of box A`, `it`. */
  protected moved(): { things: Moved; from?: Reference } | undefined {
    const all = this.attempt(() => {
      if (this.take('everything') || this.take('all')) {
        if (this.take('of')) this.take('the');
        this.takeOne(lexicon.POSSESSIVES);
        this.takeOne(CONTENTS);
        const from = this.attempt(() => (this.takeOne(IN) ? this.holder() : undefined));
        return { things: 'all' as const, ...(from && { from }) };
      }
      if (!this.take('the') && !this.takeOne(lexicon.POSSESSIVES)) return undefined;
      if (!this.take('contents')) return undefined;
      const from = this.take('of') ? this.holder() : undefined;
      return { things: 'all' as const, ...(from && { from }) };
    });
    if (all) return all;
    const things: Possession[] = [];
    do {
      const next = this.attempt(() => this.labelledPossession()) ?? this.possession();
      if (!next) return undefined;
      things.push(next);
    } while (this.attempt(() => this.another()));
    return { things };
  }

  /** `train A`, `ball 2` */
  private labelledPossession(): Possession | undefined {
    const { start } = this.peek();
    const thing = this.labelledThing();
    return thing && { words: thing.words, thing, start, end: this.last };
  }

  /** A comma or `and` before another thing, not before another clause. */
  private another(): true | undefined {
    const comma = this.take(',');
    const and = this.take('and');
    if (!comma && !and) return undefined;
    const before = this.at;
    // `takes the key and puts it …`: no thing is called `puts`.
    if (MOVES.some((verbs) => verbs.has(this.peek().lower))) return undefined;
    const next = this.possession();
    const isThing =
      next && !next.isIt && !lexicon.PUT.has(this.peek().lower) && !lexicon.TAKE_UP.has(this.peek().lower);
    this.at = before;
    return isThing ? true : undefined;
  }
}

function isFeeling(words: readonly string[]): boolean {
  return words.some((word) => lexicon.FEELINGS.has(word));
}

function isLabelled({ kind, text }: Token): boolean {
  return kind === 'number' || /^[A-Z]$/.test(text);
}

const INTO = set('to into in onto on inside under beneath within behind');
const ASIDE = set('away over');
const INSIDE = set('inside under behind');
const IN = set('in of from inside');
const CONTENTS = set('contents things items objects belongings stuff content');
const MOVES = [lexicon.PUT, lexicon.TAKE_UP, lexicon.DISCARD, lexicon.GIVE];

/** `on the floor` is nobody's. */
const NOWHERE = set('floor ground bin trash rubbish');

const AWAY_VERBS = set('throw throws threw toss tosses tossed put puts take takes took');
const GOES = lexicon.TRAVEL;
