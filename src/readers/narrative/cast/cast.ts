import { NotationError } from '../../../algebra/notation';
import { mayMean } from '../language/kinds';
import { HYPERNYMS, PLACES } from '../language/lexicon';
import type { Moved, Possession, Span, Thing } from '../phrases/said';
import { type Member, fault } from './roster';
import { matches, sameTitle } from './belongings';
import { Newcomers } from './newcomers';

/** Who takes part, what they hold at any time, and which of it is moved. */
export class Cast extends Newcomers {
  /**
   * The thing that a giver gives.
   *
   * @throws NotationError when it is not certain which, or the giver does not have it
   */
  given(giver: number, possession: Possession | undefined, span: Span): number {
    const who = this.nameOf(giver);
    const has = this.holdings.of(giver);
    if (possession?.isIt) {
      const it = this.it(possession);
      if (!has.includes(it)) throw fault(possession, `${who} does not have the ${this.thingName(it)} now`);
      return this.show(it);
    }
    if (!possession || has.length < 2) {
      if (possession) this.check(possession, giver);
      const only = this.handOf(giver, span);
      if (possession && only !== undefined) this.whole(only, possession);
      if (only === undefined) throw fault(possession ?? span, `${who} has nothing to give`);
      if (possession?.thing && possession.owner === undefined && !this.things[only]?.called)
        this.nameAs(only, possession);
      const held = this.things[only];
      const noun = possession?.words.at(-1);
      if (held && !held.called && noun !== undefined && !this.common.has(noun)) held.noun = noun;
      if (possession?.owner === 'own' && this.members[giver]?.isUnsaid && this.things[only]?.owner !== giver)
        throw fault(
          possession,
          `it is not said what ${who} had at first: add '${who} has nothing.', or what ${who} has, before the first step`,
        );
      return this.show(only);
    }
    this.gender(possession, giver);
    const of = typeof possession.owner === 'object' ? this.resolve(possession.owner) : undefined;
    const found = this.matching(possession.words, has);
    const theirs = of === undefined || of === giver ? found : found.filter((thing) => this.things[thing]?.owner === of);
    const [thing, another] = theirs;
    if (thing === undefined)
      throw fault(possession, `${who} has ${this.listed(has)} now, not the ${possession.words.join(' ')}`);
    if (another !== undefined) throw fault(possession, `${who} has ${this.listed(theirs)} now: write which`);
    this.whole(thing, possession);
    return this.show(thing);
  }

  /** Whoever had a thing before it came to where it is. */
  holderBefore(thing: number, span: Span): number {
    const before = this.holdings.before(thing);
    if (before === undefined) throw fault(span, 'it is not certain who had it before');
    return before;
  }

  /**
   * The things that are moved: from where they are said to be, else what the one who moves them has, else wherever they
   * are; when they are nowhere and it is said where they go, they come from outside.
   */
  moved(
    things: Moved,
    { from, agent, isPut }: { from: number | undefined; agent: number | undefined; isPut: boolean },
    span: Span,
  ): number[] {
    if (things === 'all') {
      const all = from === undefined && agent === undefined ? [] : this.holdings.of(from ?? agent ?? -1);
      if (all.length === 0) throw fault(span, `there is nothing in ${this.nameOf(from ?? agent ?? -1)} to move`);
      return all;
    }
    return things.map((possession) => this.show(this.movedOne(possession, { from, agent, isPut })));
  }

  private movedOne(
    possession: Possession,
    { from, agent, isPut }: { from: number | undefined; agent: number | undefined; isPut: boolean },
  ): number {
    if (possession.isIt) {
      const it = this.it(possession);
      const at = this.holdings.holderOf(it);
      if (from !== undefined && at !== from)
        throw fault(possession, `the ${this.thingName(it)} is with ${this.nameOf(at)} now, not ${this.nameOf(from)}`);
      return it;
    }
    const [label = '', ...rest] = possession.words;
    const box =
      this.names.get(`the ${possession.words.join(' ')}`) ?? this.names.get([...rest, label.toUpperCase()].join(' '));
    if (box !== undefined && this.members[box]?.isContainer)
      throw fault(possession, `${this.nameOf(box)} holds things itself: that it is moved with them is not followed`);
    const owner = typeof possession.owner === 'object' ? this.resolve(possession.owner) : undefined;
    const what = possession.words.join(' ');
    const near = from ?? owner ?? agent;
    const own = near === undefined ? [] : this.matching(possession.words, this.holdings.of(near));
    if (from !== undefined || own.length > 0) {
      if (from !== undefined && own.length === 0 && this.members[from]?.isUnsaid)
        return this.nameAs(this.invent(from), possession);
      return this.only(own, possession, `${this.nameOf(near ?? -1)} does not have the ${what} now`);
    }
    if (possession.owner === 'own' && agent !== undefined) {
      this.gender(possession, agent);
      if (this.members[agent]?.isUnsaid && this.holdings.of(agent).length === 0)
        return this.nameAs(this.invent(agent), possession);
    }
    const unnamed = this.byNoun(possession.words);
    const anywhere = (unnamed.length > 0 ? unnamed : this.matching(possession.words, [...this.things.keys()])).filter(
      (thing) => owner === undefined || this.things[thing]?.owner === owner,
    );
    if (anywhere.length > 0 || !isPut || !possession.thing)
      return this.only(anywhere, possession, `nobody was said to have the ${what}`);
    this.remarks.push({
      start: possession.start,
      end: possession.end,
      text: `nothing was said of the ${what} before: taken to come from outside`,
    });
    return this.fromOutside(possession.thing, possession, possession.isNew);
  }

  /** @throws NotationError when a holder does not have these things now, or, for none, has any */
  confirm(holder: number, said: readonly Thing[], span: Span): void {
    const has = this.holdings.of(holder);
    const who = this.nameOf(holder);
    if (said.length === 0 && has.length > 0) throw fault(span, `${who} has ${this.listed(has)} now`);
    for (const { words, shown } of said) {
      const thing = this.objectOf(words, span);
      if (!has.includes(thing))
        throw fault(span, `${who} has ${has.length > 0 ? this.listed(has) : 'nothing'} now, not the ${shown}`);
    }
  }

  /** The only two things that a noun in the plural can mean, or the only two there are. @throws NotationError */
  bothOf(possession: Possession): [number, number] {
    const all = [...this.things.keys()].filter((thing) => this.things[thing]?.called);
    const named = this.matching(possession.words, all);
    const known = this.nouns.has(possession.words.at(-1) ?? '');
    const noun = possession.words.at(-1) ?? '';
    const box = this.members.find(({ name, isContainer }) => isContainer && name.split(' ').includes(noun));
    if (box && named.length === 0)
      throw fault(
        possession,
        `whether the ${noun}s take along what is in them is not said: write 'swap the contents of …'`,
      );
    const [one, other, more] = named.length > 0 || known ? named : all;
    if (one === undefined || other === undefined || more !== undefined)
      throw fault(possession, `it is not certain which two ${possession.words.join(' ')}s are meant`);
    return [this.show(one), this.show(other)];
  }

  /** Takes in a possession. @throws NotationError when the noun, owner or thing is not that of the story. */
  check(thing: Possession, holder: number | undefined): void {
    this.gender(thing, holder);
    const who = holder === undefined ? undefined : this.members[holder];
    const noun = thing.words.at(-1);
    if (noun === undefined || this.common.has(noun)) return;
    if (this.nouns.size > 1 && [...this.nouns].every((each) => mayMean(noun, each))) return;
    if (this.nouns.size > 1 && HYPERNYMS.has(noun) && !this.nouns.has(noun)) return;
    if (PLACES.has(noun)) {
      this.seatNoun ??= noun;
      return;
    }
    const [only, another] = holder === undefined ? [] : this.holdings.of(holder);
    const held = only === undefined || another !== undefined ? undefined : this.things[only]?.called;
    if (held?.isTitle) {
      if (sameTitle(held, thing.words)) return;
      if (thing.words.some((word) => /^\p{Lu}/u.test(word))) throw holdsOther(who, held, thing);
    }
    // Who wears number 7 wears it on a shirt.
    if ([...this.nouns].every((each) => each === 'number') && this.nouns.size > 0) return;
    if (this.nouns.size > 0 && !this.nouns.has(noun)) {
      throw fault(thing, `this story follows ${[...this.nouns].slice(0, 5).join(' and ')}, not ${noun}`);
    }
    this.nouns.add(noun);
    if (held && !held.isTitle && !matches(held, thing.words)) throw holdsOther(who, held, thing);
  }
}

function holdsOther(who: Member | undefined, held: Thing, { words, start, end }: Possession): NotationError {
  const the = held.isTitle ? '' : 'the ';
  return fault({ start, end }, `${who?.name ?? ''} holds ${the}${held.shown} now, not ${the}${words.join(' ')}`);
}
