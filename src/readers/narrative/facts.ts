import { fault, type Cast } from './cast';
import type { Fact, Reference } from './story';

/** Takes in what a story says about its people and things. @throws NotationError when it does not fit what was said before. */
export function learn(fact: Fact, cast: Cast): void {
  const everyone = () => cast.members.map((_, member) => member);
  const membersOf = (who: Reference[] | 'everyone') => (who === 'everyone' ? everyone() : cast.resolveAll(who));
  switch (fact.kind) {
    case 'people':
      if (fact.count && fact.count.value !== fact.who.length) {
        throw fault(fact.count, `${fact.count.value} are announced and ${fact.who.length} named`);
      }
      membersOf(fact.who);
      cast.close();
      break;
    case 'numbered':
      if (cast.members.length > 0) throw fault(fact, 'how many there are is said too late');
      cast.numbered(fact.count, fact.noun, fact);
      cast.close();
      break;
    case 'holds': {
      const members = membersOf(fact.who);
      if (members.length === 0) throw fault(fact, 'nobody was named before');
      const isOwn = members.length === 1 && fact.who !== 'everyone';
      const { noun } = fact;
      for (const member of members) cast.hold(member, fact.thing, fact, { isOwn, ...(noun !== undefined && { noun }) });
      if (fact.places) cast.holdsPlaces = fact.places;
      break;
    }
    case 'except': {
      const rest = new Set(fact.who.map((each) => cast.resolve(each)));
      for (const member of everyone()) if (!rest.has(member)) cast.hold(member, fact.thing, fact, { isOwn: false });
      break;
    }
    case 'circle':
      if (cast.members.length === 0 && fact.who === 'everyone') throw fault(fact, 'nobody was named before');
      cast.circle = membersOf(fact.who);
      if (cast.circle.length !== cast.members.length) throw fault(fact, 'all who take part must sit in the circle');
      cast.close();
      break;
    case 'things':
      cast.call(fact.noun);
      break;
    case 'alias':
      cast.alias(cast.resolve(fact.who), fact.name, fact);
  }
}
