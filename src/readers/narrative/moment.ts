import type { Moves } from '../../algebra/notation';
import { fault, type Cast } from './cast';
import type { Event, Moment, Possession } from './story';

/**
 * What a moment moves: everyone who gives gets something, so that all events of the moment together are a permutation.
 *
 * @throws NotationError when somebody would be left with two things or with nothing, or who is meant is not certain.
 */
export function movesOf(moment: Moment, cast: Cast): Moves {
  const moves = new Map<number, number>();
  const givers = new Set<number>();
  const give = (from: number, to: number, event: Event) => {
    const name = (member: number) => cast.members[member]?.name ?? '';
    if (givers.has(from)) throw fault(event, `${name(from)} would give away the same thing twice`);
    if (moves.has(to)) throw fault(event, `${name(to)} would get two things at once`);
    givers.add(from);
    moves.set(to, from);
  };
  for (const event of moment.events) eventMoves(event, cast, give);
  for (const member of givers) {
    if (moves.has(member)) continue;
    const name = cast.members[member]?.name ?? '';
    throw fault(moment, `${name} would be left with nothing: what is given within a sentence must come round`);
  }
  return moves;
}

function eventMoves(event: Event, cast: Cast, give: (from: number, to: number, event: Event) => void): void {
  const check = (things: readonly (Possession | undefined)[], members: readonly number[]) => {
    things.forEach((thing, k) => {
      const owner = thing && typeof thing.owner === 'object' ? cast.resolve(thing.owner) : undefined;
      const holder = things.length === 1 && members.length > 1 && owner === undefined ? undefined : members[k];
      if (thing && owner !== undefined && !members.includes(owner))
        throw fault(thing, 'whose it is does not fit the rest');
      if (thing) cast.check(thing, owner ?? holder);
    });
  };
  if (event.kind === 'swap') {
    const members = cast.resolveAll(event.of);
    const [a, b, more] = members;
    if (a === undefined || b === undefined || more !== undefined)
      throw fault(event, `a trade is between two, here are ${members.length}`);
    if (a === b) throw fault(event, 'nobody trades with themselves');
    // In `the red ball and the blue ball swap places` the places are those of the balls.
    const [first, second] = event.of.some(({ kind }) => kind === 'thing') ? [] : event.things;
    // `Alice trades her coin with Bob`: hers alone, while `their coins` are those of both.
    const hers = first?.owner === 'own' && first.pronoun !== 'their' && !second;
    check(hers ? [first, undefined] : [first, second].flatMap((thing) => thing ?? []), members);
    give(a, b, event);
    give(b, a, event);
  } else if (event.kind === 'give') {
    const from = cast.resolve(event.from);
    const to = cast.resolve(event.to);
    if (from === to) throw fault(event, 'nobody gives to themselves');
    check([event.thing], [from]);
    give(from, to, event);
  } else if (event.kind === 'rotate') {
    const members = cast.resolveAll(event.of);
    check([event.thing], members);
    members.forEach((member, k) => give(member, members[(k + 1) % members.length] ?? member, event));
  } else if (event.kind === 'pass') {
    const { circle } = cast;
    if (!circle)
      throw fault(
        event,
        "the story does not say how they sit: add 'They sit in a circle.' after naming them in clockwise order",
      );
    check([event.thing], []);
    const n = circle.length;
    circle.forEach((member, k) => give(member, circle[(((k + event.by) % n) + n) % n] ?? member, event));
  }
}
