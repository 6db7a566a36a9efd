import * as lexicon from '../../language/lexicon';
import type { Event, Moment, Span } from '../said';
import { Giving } from './giving';

/** Sentences in which something changes hands, or people change places. */
export class Events extends Giving {
  /** The moments of a sentence, in the order in which they happen. */
  moments(): Moment[] | undefined {
    const moments: Moment[] = [];
    let atOnce = false;
    for (;;) {
      this.leading();
      const event = this.event() ?? this.whoGives(moments) ?? this.alike(moments);
      if (!event) return undefined;
      this.trailing();
      const times = this.times();
      this.trailing();
      const moment = moments.at(-1);
      const [before] = [moment?.events.at(-1)?.kind];
      const takes = moment?.events.every(isTaking) === true && isTaking(event);
      const chained = ((before === 'give' || before === 'go') && event.kind === before) || takes;
      if (moment && (atOnce || chained)) {
        if (times !== 1 || moment.times !== 1) return undefined;
        moment.events.push(event);
        if (atOnce) moment.atOnce = true;
        moment.end = event.end;
      } else moments.push({ events: [event], times, start: event.start, end: event.end });
      if (this.isOver()) return moments;
      const separated = this.separator();
      if (!separated) return undefined;
      atOnce = separated === 'at once';
    }
  }

  /** `twice`, `three times` */
  private times(): number {
    if (this.take('twice')) return 2;
    if (this.take('once')) return 1;
    return (
      (this.peek(1).lower === 'times'
        ? this.attempt(() => {
            const count = this.number();
            return count !== undefined && count > 0 && this.take('times') ? count : undefined;
          })
        : undefined) ?? 1
    );
  }

  /** What stands between two clauses: `, and then`; `while` joins what happens at once. */
  private separator(): 'next' | 'at once' | undefined {
    const comma = this.take(',');
    if (this.take('while') || this.take('whereas') || this.take('as')) return 'at once';
    if (this.take('and')) return this.take('at', 'the', 'same', 'time') ? 'at once' : 'next';
    if (this.take('then') || this.take('but') || comma) return 'next';
    this.miss();
    return undefined;
  }

  private event(): Event | undefined {
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    return (
      this.attempt(() => this.everyone(span)) ??
      this.attempt(() => this.nobody(span)) ??
      (lexicon.NO_ONE.has(this.peek().lower) ? undefined : this.somebodys(span))
    );
  }

  /** What somebody does, or what is done. */
  private somebodys(span: () => Span): Event | undefined {
    return (
      this.attempt(() => this.command(span)) ??
      this.attempt(() => this.arrow(span)) ??
      this.attempt(() => this.several(span)) ??
      this.attempt(() => this.owners(span)) ??
      this.attempt(() => this.goes(span)) ??
      this.attempt(() => this.one(span)) ??
      this.attempt(() => this.isGiven(span)) ??
      this.attempt(() => this.keeps(span)) ??
      this.guess(() => this.queues(span)) ??
      this.movement(span)
    );
  }

  /** `, who passes his to Carl`: the receiver of the clause before. */
  private whoGives(moments: readonly Moment[]): Event | undefined {
    const last = moments.at(-1)?.events.at(-1);
    const { start } = this.peek();
    if (last?.kind !== 'give' || !this.take('who')) return undefined;
    this.adverbs();
    if (last.to === 'back') return undefined;
    return this.takeOne(lexicon.GIVE) && this.giving(last.to, () => ({ start, end: this.last }));
  }

  /** `…, and then with Petra`, `…, Bob with Carl`, `…, the coin into box B`: the verb of the clause before. */
  private alike(moments: readonly Moment[]): Event | undefined {
    const before = moments.at(-1)?.events.at(-1);
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    const turned = this.guess(() => this.alsoTurned(before, span));
    if (turned) return turned;
    const put = this.attempt(() => this.alsoPut(before, span));
    if (put || before?.kind !== 'swap' || before.things.length > 1) return put;
    // `…, as do Botan and Chika`
    const too = this.attempt(() => (this.takeOne(DO) ? this.list(2) : undefined));
    if (too) return { kind: 'swap', of: too, things: [], ...span() };
    const from = this.peek().lower === 'with' ? before.of[0] : this.reference();
    if (!from || !this.take('with')) return undefined;
    const to = this.reference();
    return to && { kind: 'swap', of: [from, to], things: [], ...span() };
  }
}

/** `Una takes Vic's`: by one of the story, of another. */
function isTaking(event: Event): boolean {
  if (event.kind !== 'put' || event.to !== undefined || event.from !== undefined || event.things === 'all')
    return false;
  const [thing, more] = event.things;
  return event.agent !== undefined && more === undefined && typeof thing?.owner === 'object';
}

const DO = new Set(['do', 'did', 'does']);
