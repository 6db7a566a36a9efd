import { fault } from '../cast/roster';
import type { Cast } from '../cast/cast';
import type { Scene } from './moment';
import type { Fact, Reference } from '../phrases/said';

/** Takes in what a story says about its people and things. @throws NotationError when it does not fit what was said before. */
export function learn(fact: Fact, { cast, switches }: Scene): void {
  const membersOf = (who: Reference[] | 'everyone') => (who === 'everyone' ? everyone(cast) : cast.resolveAll(who));
  switch (fact.kind) {
    case 'people':
      if (fact.count && fact.count.value !== fact.who.length) {
        throw fault(fact.count, `${fact.count.value} are announced and ${fact.who.length} named`);
      }
      membersOf(fact.who);
      if (!cast.rooms) cast.complete();
      break;
    case 'numbered':
      if (cast.members.length > 0) throw fault(fact, 'how many there are is said too late');
      cast.numbered(fact.count, fact.noun, fact);
      cast.complete();
      break;
    case 'holds': {
      const members = membersOf(fact.who);
      if (members.length === 0) throw fault(fact, 'nobody was named before');
      if (cast.rooms && fact.places === 'places') {
        const place = cast.placeNamed(fact.thing, fact);
        for (const member of members) cast.isIn(member, place, fact);
        break;
      }
      const isOwn = members.length === 1 && fact.who !== 'everyone';
      const { noun } = fact;
      const known = isOwn ? cast.called(fact.thing.words) : undefined;
      const said = cast.things[known ?? -1]?.called?.words.join(' ');
      const at = fact.isThe && said !== undefined && !fact.places ? cast.holdings.holderOf(known ?? -1) : undefined;
      // `In the bowl there is an orange. Sven eats the orange.`
      if (at !== undefined && !members.includes(at) && said === fact.thing.words.join(' '))
        throw fault(fact, `${fact.thing.shown} was said to be with ${cast.members[at]?.name ?? ''} before`);
      for (const member of members) {
        // `Nora, who had the kite`: the one that she was said to have
        const isSame = said === fact.thing.words.join(' ') && cast.holdings.holderOf(known ?? -1) === member;
        if (!isSame) cast.hold(member, fact.thing, { isOwn, ...(noun !== undefined && { noun }) });
      }
      if (fact.places) cast.holdsPlaces = fact.places;
      break;
    }
    case 'contains': {
      const holder = cast.container(fact.who);
      for (const thing of fact.things) cast.hold(holder, thing, { isOwn: true });
      break;
    }
    case 'together':
      if (cast.rooms) for (const who of cast.resolveAll(fact.who)) cast.isIn(who, cast.placeNamed(fact.in, fact), fact);
      break;
    case 'empty':
      for (const who of fact.who) cast.holdNothing(cast.container(who));
      break;
    case 'state':
      switches.say(fact.what, fact.is, fact);
      break;
    case 'except': {
      const rest = new Set(fact.who.map((each) => cast.resolve(each)));
      for (const member of everyone(cast)) if (!rest.has(member)) cast.hold(member, fact.thing, { isOwn: false });
      break;
    }
    case 'circle':
      if (cast.members.length === 0 && fact.who === 'everyone') throw fault(fact, 'nobody was named before');
      cast.circle = membersOf(fact.who);
      if (cast.circle.length !== cast.members.length) throw fault(fact, 'all who take part must sit in the circle');
      cast.complete();
      break;
    case 'things':
      cast.call(fact.noun);
      break;
    case 'alias':
      cast.alias(cast.resolve(fact.who), fact.name, fact);
  }
}

/** `The door is open`, `everyone is tired`, `they all have a party`, of nothing that is followed. */
export function isNoNews(fact: Fact, { cast, switches }: Scene): boolean {
  if (fact.kind === 'state') return fact.what.length > 0 && !switches.has(fact.what);
  const isOther =
    fact.kind === 'holds' && fact.who === 'everyone' && fact.thing.words.every((word) => !cast.isThing(word));
  return isOther && cast.things.some(({ called }) => called !== undefined);
}

/** What is said of the state after the first step is no news: it is held against what is so. @throws NotationError */
export function confirm(fact: Fact, { cast, switches }: Scene): void {
  if (fact.kind === 'state') switches.confirm(fact.what, fact.is, fact);
  else if (fact.kind === 'contains') cast.confirm(cast.resolve(fact.who), fact.things, fact);
  else if (fact.kind === 'empty') for (const who of fact.who) cast.confirm(cast.resolve(who), [], fact);
  else if (cast.rooms && fact.kind === 'holds' && fact.places === 'places' && fact.who !== 'everyone')
    for (const who of fact.who) cast.isIn(cast.whoever(who), cast.placeNamed(fact.thing, fact), fact);
  else if (fact.kind === 'holds' && fact.who !== 'everyone' && fact.who.length === 1)
    for (const who of fact.who) {
      const isNew = who.kind === 'person' && cast.names.get(who.name) === undefined && cast.mayCome(who.name);
      if (isNew && cast.called(fact.thing.words) === undefined) cast.comes(who.name, fact.thing, fact);
      else cast.confirm(cast.resolve(who), [fact.thing], fact);
    }
  else throw fault(fact, 'who holds what is said before the first step');
}

function everyone(cast: Cast): number[] {
  return [...cast.members.keys()].filter((member) => !cast.members[member]?.isContainer);
}
