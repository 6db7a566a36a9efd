import { EXCHANGE_NOUNS } from '../../language/acts';
import * as lexicon from '../../language/lexicon';
import type { Event, Possession, Reference, Span } from '../said';
import { Rounds } from './rounds';

/** Two who swap, or whose things are swapped, and how a swap is said without a verb. */
export class Swaps extends Rounds {
  /** `Swap ball 1 and 3`, `The dealer swaps cups 3 and 5`, `Swap Alice's coin with Bob's`, `Rotate the coins of Alice and Bob`. */
  protected command(span: () => Span): Event | undefined {
    // Whoever does it: what is swapped is said.
    let agent: Reference | 'nobody' = 'nobody';
    this.attempt(() => {
      agent = this.agent();
      return lexicon.SWAP.has(this.peek().lower) || lexicon.ROTATE.has(this.peek().lower) ? true : undefined;
    });
    const swap = this.takeOne(lexicon.SWAP);
    const rotate = swap ? undefined : this.takeOne(lexicon.ROTATE);
    if (!swap && !rotate) return undefined;
    const contents =
      swap && this.attempt(() => this.contents(() => this.attempt(() => this.sharingNoun()) ?? this.list(2), span));
    if (contents) return contents;
    const thing = this.attempt(() => {
      const found = this.possession();
      return found && (this.take('of') || this.take('in') || this.take('between')) ? found : undefined;
    });
    const of =
      this.attempt(() => this.sharingNoun()) ?? this.attempt(() => this.thoseOn()) ?? this.list(2) ?? this.pairWith();
    // `Nell trades War and Peace for …` names one thing.
    if (of && (this.peek().lower === 'for' || this.peek().lower === 'with') && !this.attempt(() => this.manners()))
      return undefined;
    if (of) {
      if (of.length === 2 && swap) return { kind: 'swap', of, things: thing ? [thing] : [], ...span() };
      return rotate ? { kind: 'rotate', of, order: this.order(), ...(thing && { thing }), ...span() } : undefined;
    }
    const mine = swap && this.possession();
    const isOutsider = this.isUnknown(agent);
    if (swap && isOutsider && this.attempt(() => (this.take('them') ? true : undefined)))
      return { kind: 'exchange', things: 'them', ...span() };
    if (mine && isOutsider && mine.owner === undefined && this.attempt(() => this.ends()))
      return { kind: 'exchange', things: mine, ...span() };
    if (!mine || !(this.take('and') || this.take('with') || this.take('for'))) return undefined;
    const yours = this.possession();
    return yours && this.ofOwners([mine, yours], span);
  }

  private ends(): true | undefined {
    this.trailing();
    return this.isOver() ? true : undefined;
  }

  /** Somebody who is nobody of the story, or a pronoun, for `She swaps the two cards`. */
  private isUnknown(agent: Reference | 'nobody'): boolean {
    if (this.tokens.some(({ lower }) => lexicon.OFTEN.has(lower))) return false;
    // `the players` may be those of the story.
    if (agent === 'nobody') return !this.acting || lexicon.singular(this.acting.name) === this.acting.name;
    if (agent.kind === 'pronoun') return agent.word === 'he' || agent.word === 'she';
    return agent.kind === 'person' && this.names.get(agent.name) === undefined;
  }

  /** `swap the contents of box A and box B` */
  private contents(list: () => Reference[] | undefined, span: () => Span): Event | undefined {
    this.take('the');
    if (!this.take('contents') || !(this.take('of') || this.take('in') || this.take('between'))) return undefined;
    const of = list();
    return of?.length === 2 ? { kind: 'swap', of, things: [], all: true, ...span() } : undefined;
  }

  private pairWith(): Reference[] | undefined {
    return this.attempt(() => {
      const first = this.reference();
      if (!first || !(this.take('with') || this.take('for'))) return undefined;
      const second = this.reference();
      return second && [first, second];
    });
  }

  private ofOwners(things: Possession[], span: () => Span): Event | undefined {
    const of = things.flatMap(({ owner }) => (owner === undefined || owner === 'own' ? [] : [owner]));
    return of.length === things.length ? { kind: 'swap', of, things, ...span() } : undefined;
  }

  /** `Kay to Lee, Lee to Moe and Moe to Kay`: without a verb from the first one on. */
  private get isWhoToWhom(): boolean {
    const to = this.tokens.findIndex(({ lower }) => lower === 'to');
    return to > 0 && this.names.matchAt(this.tokens, 0) === to;
  }

  /** `Alice ↔ Bob`, `Kay to Lee` */
  protected arrow(span: () => Span): Event | undefined {
    const a = this.reference();
    const to = a && this.isWhoToWhom && this.take('to') ? this.name(false) : undefined;
    if (a && to) return { kind: 'give', from: a, to, ...span() };
    if (!a || !ARROWS.has(this.peek().text)) return undefined;
    this.at++;
    const b = this.reference();
    return b && { kind: 'swap', of: [a, b], things: [], ...span() };
  }

  /** `Alice and Carl trade coins`, `Alice, Bob and Carl rotate`, `They swap back`, `Cups 1 and 2 are swapped`. */
  protected several(span: () => Span): Event | undefined {
    const of = this.attempt(() => this.between()) ?? this.attempt(() => this.thoseOn()) ?? this.list(1);
    const first = of?.[0];
    if (!of || !first || (of.length === 1 && !(first.kind === 'pronoun' && first.word === 'they'))) return undefined;
    this.adverbs();
    if (this.takeAny(SAME)) return { kind: 'swap', isLikewise: true, of, things: [], ...span() };
    if (this.attempt(() => this.isSwapped())) return { kind: 'swap', of, things: [], ...span() };
    if (this.takeOne(lexicon.SWAP)) {
      if (this.attempt(() => this.everything())) return { kind: 'swap', of, things: [], all: true, ...span() };
      const thing = this.possession();
      this.adverbs();
      this.withEachOther();
      return { kind: 'swap', of, things: thing ? [thing] : [], ...span() };
    }
    if (this.attempt(() => this.makesDeal())) {
      this.withEachOther();
      return { kind: 'swap', of, things: [], ...span() };
    }
    if (this.takeOne(lexicon.CHANGE)) {
      const thing = this.possession();
      const isEach = thing && (this.take('with', 'each', 'other') || this.take('with', 'one', 'another'));
      return thing && (isEach || lexicon.PLACES.has(thing.words.at(-1) ?? ''))
        ? { kind: 'swap', of, things: [thing], ...span() }
        : undefined;
    }
    const rotate = this.takeOne(lexicon.ROTATE);
    if (!rotate && !this.takeOne(lexicon.GIVE)) return undefined;
    const thing = this.possession();
    const around = this.take('around') || this.take('on') || this.take('along');
    if (!rotate && !around) return undefined;
    this.take('in', 'a', 'circle');
    const order = this.order();
    return { kind: 'rotate', of, order, ...(thing && { thing }), ...span() };
  }

  /** `all their things`, `contents` */
  private everything(): true | undefined {
    if (this.take('everything') || this.take('all')) {
      this.take('that');
      if (
        this.take('they', 'have') ||
        this.take('they', 'had') ||
        this.take('they', 'hold') ||
        this.take('they', 'own')
      )
        return true;
      this.at--;
    }
    if (this.take('contents') || this.take('everything')) return true;
    if (!this.take('all')) return undefined;
    this.take('of');
    return this.takeOne(lexicon.POSSESSIVES) && this.noun() !== undefined ? true : undefined;
  }

  private withEachOther(): void {
    if (!this.take('with', 'each', 'other')) this.take('with', 'one', 'another');
  }

  /** `both Alice and Bob` */
  private between(): Reference[] | undefined {
    return this.take('both') ? this.list(2) : undefined;
  }

  /** `the players on board one and board two`, `the players sitting North and West`: by where they are. */
  protected thoseOn(): Reference[] | undefined {
    if (!this.take('the') || this.noun() === undefined) return undefined;
    const isSitting = this.takeOne(SITTING);
    if (!this.takeOne(ON) && !isSitting) return undefined;
    const found: Reference[] = [];
    do {
      const { start } = this.peek();
      this.takeOne(ON);
      const thing = this.thing();
      if (!thing) return undefined;
      const words = thing.isTitle ? thing.words.map((word) => word.toLowerCase()) : thing.words;
      found.push({ kind: 'thing', words, isHolder: true, start, end: this.last });
    } while (found.length < 2 && this.take('and'));
    return found.length === 2 ? found : undefined;
  }

  private isSwapped(): true | undefined {
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    if (!this.takeOne(lexicon.SWAPPED)) return undefined;
    this.attempt(() => this.byOutsider());
    return true;
  }

  private byOutsider(): true | undefined {
    if (!this.take('by')) return undefined;
    if (this.attempt(() => this.somebody())) return true;
    return this.determiner() && this.names.matchAt(this.tokens, this.at) === 0 && this.nounPhrase() ? true : undefined;
  }

  /** `make a trade` */
  protected makesDeal(): true | undefined {
    return this.takeOne(lexicon.DEAL) && (this.take('a') || this.take('another')) && this.takeOne(EXCHANGE_NOUNS)
      ? true
      : undefined;
  }

  /** `Alice's coin is swapped with Bob's`, `Alice's and Bob's coins are swapped`. */
  protected owners(span: () => Span): Event | undefined {
    const of = this.attempt(() => {
      // `The balls of Finn and Greta were swapped.`
      const things = this.possession();
      const found = things && this.take('of') ? this.list(2) : undefined;
      return found && this.isSwapped() ? { things: [things], of: found } : undefined;
    });
    if (of) return { kind: 'swap', of: of.of, things: of.things.flatMap((thing) => thing ?? []), ...span() };
    const mine = this.possession();
    if (!mine) return undefined;
    const both = this.take('and');
    const yours = both ? this.possession() : undefined;
    if (both) return yours && this.isSwapped() && this.ofOwners([mine, yours], span);
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    if (!this.takeOne(lexicon.SWAPPED) || !(this.take('with') || this.take('for'))) return undefined;
    const his = this.possession();
    return his && this.ofOwners([mine, his], span);
  }

  protected changesPlaces(): true | undefined {
    if (!this.takeOne(lexicon.CHANGE)) return undefined;
    const isThe = this.peek().lower === 'the' ? 1 : 0;
    return lexicon.PLACES.has(lexicon.singular(this.peek(isThe).lower)) ? true : undefined;
  }

  protected swapWith(from: Reference, span: () => Span): Event | undefined {
    // `Iggy trades Jade his frog for her lizard`
    const direct = this.guess(() => {
      const to = this.name(false);
      const gift = to && this.possession();
      const back = gift && this.take('for') ? this.possession() : undefined;
      return to && gift && back && { kind: 'swap' as const, of: [from, to], things: [gift, back] };
    });
    if (direct) return { ...direct, ...span() };
    const mine = this.possession();
    this.adverbs();
    if (!this.take('with') && !this.take('for')) return undefined;
    const yours = this.attempt(() => {
      const found = this.possession();
      return found?.owner !== undefined && found.owner !== 'own' ? found : undefined;
    });
    if (yours) {
      const things = mine ? [mine, yours] : [yours];
      return typeof yours.owner === 'object' ? { kind: 'swap', of: [from, yours.owner], things, ...span() } : undefined;
    }
    const to = this.reference();
    if (!to) return undefined;
    const other = this.attempt(() => (this.take('for') ? this.possession() : undefined));
    return { kind: 'swap', of: [from, to], things: [mine, other].flatMap((thing) => thing ?? []), ...span() };
  }
}

const SITTING = new Set(['sitting', 'standing', 'seated']);
const ON = new Set(['on', 'in', 'at']);
const ARROWS = new Set(['↔', '⇄', '⇆', '⟷', '<->']);

const SAME = ['do the same', 'did the same', 'do likewise', 'did likewise', 'do so too', 'did so too'].map((words) =>
  words.split(' '),
);
