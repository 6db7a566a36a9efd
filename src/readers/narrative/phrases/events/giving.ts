import { wordSet } from '../../language/word-set';
import * as lexicon from '../../language/lexicon';
import type { Event, Possession, Reference, Span } from '../said';
import { ENDMAN, ENDS } from './rounds';
import { Swaps } from './swaps';

/** One who gives something to another, goes to a place or keeps what is theirs. */
export class Giving extends Swaps {
  /** `Nora goes to the end of the line`, `The first person moves to the back of the queue` */
  protected queues(span: () => Span): Event | undefined {
    const place = this.attempt(() => {
      if (!this.take('the')) return undefined;
      const found = this.takeOne(FIRST_LAST);
      if (found) this.takeOne(ENDMAN);
      return found?.lower === 'first' ? ('first' as const) : found && ('last' as const);
    });
    const who = place ?? this.reference();
    this.adverbs();
    if (!who || !this.takeOne(lexicon.TRAVEL)) return undefined;
    this.take('back');
    if (!this.take('to', 'the')) return undefined;
    const to = this.takeOne(ENDS)?.lower;
    if (to === undefined || !this.take('of')) return undefined;
    this.take('the');
    if (!this.takeOne(QUEUES)) return undefined;
    return { kind: 'queue', who, to: FRONTS.has(to) ? 'front' : 'end', ...span() };
  }

  /** `Gus keeps what he has` */
  protected keeps(span: () => Span): Event | undefined {
    if (!this.name(false) || !this.takeOne(lexicon.KEEP)) return undefined;
    return this.possession() && { kind: 'still', ...span() };
  }

  /** `Nothing changes hands.` */
  protected nobody(span: () => Span): Event | undefined {
    if (!this.takeAny(lexicon.NOBODY)) return undefined;
    if (!this.takeOne(lexicon.HAPPENS)) return undefined;
    if (!this.take('hands')) this.attempt(() => this.possession());
    return { kind: 'still', ...span() };
  }

  /** `Alice goes to Bob's seat`, `Alice takes Bob's chair`. */
  protected goes(span: () => Span): Event | undefined {
    const who = this.reference();
    this.adverbs();
    const takes = who && this.takeOne(lexicon.TAKE);
    if (!who || (!takes && !(this.takeOne(lexicon.GO) && this.take('to')))) return undefined;
    const seat = this.possession();
    const noun = seat?.words.at(-1) ?? '';
    return typeof seat?.owner === 'object' && (lexicon.PLACES.has(noun) || (noun === '' && this.isChain))
      ? { kind: 'go', who, to: seat.owner, noun, ...span() }
      : undefined;
  }

  /** After a first `takes Bob's seat` a later clause may say `takes Alice's`. */
  private get isChain(): boolean {
    return this.tokens.slice(0, this.at).some(({ lower }) => lexicon.PLACES.has(lower));
  }

  /** `Bob swaps with Dana`, `Alice trades her coin for Bob's`, `Alice gives her coin to Bob`. */
  protected one(span: () => Span): Event | undefined {
    const from = this.reference();
    if (!from) return undefined;
    this.adverbs();
    if (this.attempt(() => (this.takeOne(lexicon.BE) && this.takeOne(lexicon.SWAPPED) ? true : undefined)))
      return this.swapWith(from, span);
    if (this.takeOne(lexicon.SWAP) || this.attempt(() => this.changesPlaces()) || this.attempt(() => this.makesDeal()))
      return this.swapWith(from, span);
    return this.takeOne(lexicon.GIVE) && this.giving(from, span);
  }

  /** `Dora was given a whistle by Ernie` */
  protected isGiven(span: () => Span): Event | undefined {
    const to = this.name(false);
    if (!to || !this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    const thing = this.takeOne(GIVEN) && this.possession();
    const from = thing && this.take('by') ? this.reference() : undefined;
    return thing && from && { kind: 'give', from, to, thing, ...span() };
  }

  /** What follows `Alice gives`; the giver may be the `who` of the clause before. */
  protected giving(from: Reference, span: () => Span): Event | undefined {
    const gift =
      this.attempt(() => {
        const thing = this.possession();
        if (!thing) return undefined;
        this.take('straight');
        this.adverbs();
        const isBack = this.tokens[this.at - 1]?.lower === 'back';
        const back = !this.take('on') && !this.take('over') && (isBack || this.take('back'));
        const to = this.take('to') ? this.reference() : back ? ('back' as const) : undefined;
        return to && { thing, to };
      }) ??
      this.attempt(() => {
        const to = this.reference();
        const thing = to && this.possession();
        return thing && { thing, to };
      });
    if (!gift) return undefined;
    if (this.attempt(() => (this.takeAny(IN_RETURN) && this.endsClause() ? true : undefined)))
      return { kind: 'give', from, ...gift, ...span() };
    const back = this.attempt(() => this.inReturn());
    if (back && gift.to === 'back') return undefined;
    if (back && gift.to !== 'back') return { kind: 'swap', of: [from, gift.to], things: [gift.thing, back], ...span() };
    return { kind: 'give', from, ...gift, ...span() };
  }

  private endsClause(): boolean {
    return this.peek().lower !== 'for';
  }

  /** `in exchange for his`, `and takes his in return`. */
  private inReturn(): Possession | undefined {
    if (this.take('in', 'exchange', 'for') || this.take('in', 'return', 'for')) return this.possession();
    if (this.take('for')) return this.possession();
    this.take(',');
    if (!this.take('and') || !this.takeOne(TAKES)) return undefined;
    const back = this.possession();
    if (back && !this.take('in', 'return')) this.take('in', 'exchange');
    return back;
  }
}

const FRONTS = new Set(['front', 'beginning', 'start', 'head']);
const IN_RETURN = ['in return', 'in exchange'].map((words) => words.split(' '));
const FIRST_LAST = new Set(['first', 'last']);
const QUEUES = new Set(['line', 'queue', 'row']);
const GIVEN = new Set(['given', 'handed', 'lent', 'passed', 'sent', 'thrown', 'sold']);
const TAKES = wordSet('takes took gets got receives received take get receive');
