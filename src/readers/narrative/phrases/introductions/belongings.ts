import { append } from '../../../../lists/append';
import * as lexicon from '../../language/lexicon';
import type { Fact, Places, Reference, Thing } from '../said';
import { isColour, STATE_WORDS } from '../../telling/switches';
import { type Had, Having, IN } from './having';

/** Who has what. */
export class Belongings extends Having {
  /** `Four children each brought a toy`: of nobody by name. */
  protected crowd(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.counted()) return undefined;
    const thing = this.having() && this.thing();
    this.take('each');
    const noun = thing?.words.at(-1);
    return noun === undefined ? undefined : [{ kind: 'things', noun, ...this.spanFrom(start) }];
  }

  /** `Alice's partner is Rhea`. */
  protected partners(): Fact[] | undefined {
    const facts: Fact[] = [];
    do {
      const start = this.peek().start;
      const who = this.name(true);
      const noun = who && this.attempt(() => this.nounPhrase())?.at(-1);
      const isOf = who && (this.takeOne(lexicon.BE) !== undefined || (facts.length > 0 && noun === undefined));
      if (isOf && noun !== undefined) this.take('for');
      const thing = isOf ? this.thing() : undefined;
      if (!who || !thing || (STATE_WORDS.includes(thing.shown) && !isColour(thing.shown))) return undefined;
      const isSeat = lexicon.PLACES.has(noun ?? '') && noun !== 'position';
      const places: Places | undefined = isSeat ? 'places' : noun === 'position' ? 'roles' : undefined;
      facts.push({
        kind: 'holds',
        who: [who],
        thing,
        ...(noun !== undefined && { noun }),
        ...(places && { places }),
        ...this.spanFrom(start),
      });
    } while (this.joins());
    return facts;
  }

  /** `Alice and Bob each have a coin`, `Alice has a red ball, Bob a green one and Carl a blue one`, `Each has a coin`. */
  protected holdings(announced?: Had): Fact[] | undefined {
    const { start } = this.peek();
    if (this.takeAny(lexicon.EVERYONE) || this.take('they')) {
      const had = this.having();
      const thing = had && this.article() ? this.thing() : undefined;
      return had && thing && [{ kind: 'holds', who: 'everyone', thing, ...had, ...this.spanFrom(start) }];
    }
    const facts: Fact[] = [];
    const hads: Had[] = [];
    let had = announced;
    do {
      this.leadingHere();
      // `…, while the black chair is empty`
      const none = facts.length > 0 ? this.guess(() => this.empty()) : undefined;
      if (none) {
        facts.push(none);
        continue;
      }
      const found = this.attempt(() => this.holding(had));
      if (!found) return undefined;
      had = found.had;
      hads.push(had);
      append(facts, found.facts);
    } while (this.joins());
    this.trailing();
    // `Ann paints a wall` says what she has as little as `Ann sees a wall`, unless the others are said to do so, too.
    if (hads.some(({ verb }) => verb !== undefined && (hads.length < 2 || hads.some((other) => other.verb !== verb))))
      return undefined;
    return this.take(':') ? undefined : facts;
  }

  private leadingHere(): void {
    this.take('while');
  }

  private holding(before: Had | undefined): { facts: Fact[]; had: Had } | undefined {
    const { start } = this.peek();
    const who = this.members(1);
    if (!who) return undefined;
    const each = this.peek().lower === 'each' || this.peek().lower === 'both';
    // `Vera (red)`, `Will: blue`
    const bracket = before && (this.take('(') || (this.take(':') && undefined));
    const said = bracket ? undefined : this.having();
    const had = said ?? before;
    if (!had) return undefined;
    if (this.attempt(() => this.hasNothing(had)))
      return { facts: [{ kind: 'empty', who, ...this.spanFrom(start) }], had };
    // `Kay is in lane 1, Lou in lane 2`
    if (!said && had.places === 'places') this.takeOne(IN);
    // `Beatrice with the Captain`
    if (!said && had.noun === 'partner') this.take('with');
    const several = who.length > 1 && !each ? this.attempt(() => this.respectively(who, had)) : undefined;
    if (several) return { facts: several, had };
    const thing = this.spot(had) ?? this.complete(this.thing());
    if (!thing || (bracket && !this.take(')'))) return undefined;
    this.attempt(() => this.fromElsewhere());
    if (had.places === 'places') {
      // `stand on three steps`: who stands on which is still to be said.
      if (thing.isMany) return { facts: [{ kind: 'people', who, ...this.spanFrom(start) }], had };
      this.attempt(() => this.inLine());
    }
    // `Alice and Bob are holding a party` is one thing for both; each of them has one when that is said.
    if (who.length > 1 && !each && had.loose) return undefined;
    return { facts: [this.holdsFact(who, thing, had, start)], had };
  }

  private holdsFact(who: Reference[], thing: Thing, { places, noun }: Had, start: number): Fact {
    const isThe = this.tokens[this.at - thing.shown.split(' ').length - 1]?.lower === 'the';
    return {
      kind: 'holds',
      who,
      thing,
      ...(places && { places }),
      ...(noun !== undefined && { noun }),
      ...(isThe && { isThe }),
      ...this.spanFrom(start),
    };
  }

  /** `A, B and C hold 1, 2 and 3`, `Ann and Bob sit in chairs 1 and 2`, `… a pen and a cup, respectively`. */
  private respectively(who: Reference[], had: Had): Fact[] | undefined {
    const { start } = this.peek();
    const from = this.at;
    const noun = this.attempt(() => {
      this.take('the');
      const found = this.noun();
      return found !== undefined && this.isMark() ? found : undefined;
    });
    const things: Thing[] = [];
    do {
      const mark = this.peek();
      if (this.isMark()) {
        this.at++;
        const text = mark.text;
        things.push(
          noun === undefined
            ? { words: [text], shown: text, isTitle: true }
            : { words: [mark.lower, noun], shown: `${noun} ${text}` },
        );
      } else {
        const thing = this.complete(this.thing());
        if (!thing) return undefined;
        things.push(thing);
      }
    } while (!this.endsInOrder() && this.joins());
    const said = this.tokens.slice(from, this.at + 2).some(({ lower }) => lower === 'respectively');
    this.take(',');
    this.take('respectively');
    const marked = things.every(({ shown }) => /(?:^| )(?:\d+|[A-Z])$/.test(shown));
    if (things.length !== who.length || !(said || marked)) return undefined;
    return who.flatMap((each, k) => (things[k] ? [this.holdsFact([each], things[k], had, start)] : []));
  }

  /** `, respectively` ahead */
  private endsInOrder(): boolean {
    return this.peek().lower === 'respectively' || (this.peek().text === ',' && this.peek(1).lower === 'respectively');
  }

  /** `The red ball belongs to Alice`. */
  protected belongings(): Fact[] | undefined {
    const facts: Fact[] = [];
    let isTaken = false;
    do {
      const { start } = this.peek();
      // `Ada goes to window 2` is a step.
      if (this.names.matchAt(this.tokens, this.at) > 0) return undefined;
      const thing = this.thing();
      // `Chair 1 is taken by Lou, chair 2 by Mai`
      const taken: boolean =
        thing !== undefined && (this.attempt(() => this.isTaken()) ?? (isTaken && this.take('by')));
      if (!thing || !(taken || this.belongs() || (facts.length > 0 && this.take('to')))) return undefined;
      isTaken ||= taken;
      const who = this.name(false);
      if (!who) return undefined;
      facts.push({
        kind: 'holds',
        who: [who],
        thing,
        ...(taken && { places: 'places' as const }),
        ...this.spanFrom(start),
      });
    } while (this.joins());
    return facts;
  }

  private isTaken(): true | undefined {
    return this.takeOne(lexicon.BE) && (this.take('taken', 'by') || this.take('occupied', 'by')) ? true : undefined;
  }

  private belongs(): boolean {
    return (
      this.take('belongs', 'to') ||
      this.take('is', 'held', 'by') ||
      this.take('is', 'with') ||
      this.take('is', 'owned', 'by') ||
      this.take('was', 'given', 'to') ||
      this.take('goes', 'to')
    );
  }
}
