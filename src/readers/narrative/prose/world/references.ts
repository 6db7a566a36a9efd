import { Pronouns } from './pronouns';
import { inRow, severalInRow } from './row-places';
import { mayMean } from '../../language/kinds';
import { isSided, type Noun } from '../grammar/nouns/noun';
import { fault, type World } from './world';
import * as words from '../grammar/words';

const COUNTS = 'zero one two three four five six seven eight nine ten'.split(' ');

/** Who and what the words of a story mean. */
export class References extends Pronouns {
  /** What something is done with: `it` is what the clause before did something with. */
  theme(noun: Noun, actor?: readonly number[]): number[][] {
    const { focus } = this;
    const all = this.all(noun, actor);
    const isFocus = noun.pronoun === 'it' && focus !== undefined && all.some((ids) => ids.includes(focus));
    return isFocus ? [[focus]] : all;
  }

  /** Those that a noun phrase may mean; of one that names several, several. @throws NotationError for nobody at all */
  all(noun: Noun, actor?: readonly number[]): number[][] {
    const { pronoun } = noun;
    const { world } = this;
    if (noun.meant !== undefined) return [[noun.meant]];
    if (pronoun === 'they' || pronoun === 'them') return this.several(noun);
    if (pronoun === 'we' || pronoun === 'us') return this.withTeller();
    if (pronoun === 'everyone') return [this.people()];
    if (pronoun === 'what' && noun.owner)
      return this.all(noun.owner, actor).flatMap(([who]) => (who === undefined ? [] : [this.hadBefore(who)]));
    if (pronoun === 'everything') return [];
    if (pronoun !== undefined) return this.pronouns(pronoun).map((id) => [id]);
    const several = severalInRow(world, noun);
    if (several) return [several];
    // `my sister` of whoever tells the story
    // `my phone` of somebody who has no part in it
    const isTold = ['I', 'we'].includes(noun.owner?.pronoun ?? '');
    const isBystander = isTold && !world.entities.some(({ shown }) => shown === 'I' || shown === 'we');
    const isTellers = isTold && (isBystander || words.PEOPLE.has(noun.words.at(-1) ?? ''));
    const owners = noun.owner && !isTellers ? this.all(noun.owner, actor).flat() : undefined;
    let found = noun.words.length === 0 ? world.entities.map(({ id }) => id) : world.described(noun);
    // `the captain's cabin`, of whose owner no more was said
    const isStrangers = owners?.length === 0 && noun.owner !== undefined && noun.owner.pronoun === undefined;
    const same = isStrangers ? world.entities.filter(({ names }) => names.includes(noun.shown)) : [];
    if (same.length === 1) return same.map(({ id }) => [id]);
    // `the girl with the red hat`
    const isSomebody = noun.which !== undefined && words.PEOPLE.has(words.singularOf(noun.words.at(-1) ?? ''));
    if (found.length === 0 && isSomebody) found = this.people();
    // `the left card`: what lies on the left
    const [spot] = noun.words.length === 2 && found.length === 0 && noun.kind === 'definite' ? noun.words : [];
    const there =
      spot === undefined
        ? undefined
        : world.entities.find(({ kind, words: own }) => kind === 'place' && own.length === 1 && own[0] === spot);
    const lying = there ? world.held(there.id) : [];
    const lies = world.entities[lying[0] ?? -1];
    const head = noun.words.at(-1) ?? '';
    const isSuch =
      lies !== undefined &&
      (lies.words.at(-1) === head ||
        head === 'one' ||
        mayMean(head, lies.words.at(-1) ?? '') ||
        lies.also.has(head) ||
        words.GENERIC.has(head) ||
        (lies.kind === 'person' && words.PEOPLE.has(head)));
    if (lying.length === 1 && isSuch) found = lying;
    const inPlace = found.length === 1 ? undefined : inRow(world, noun);
    if (inPlace !== undefined) return [[inPlace]];
    // `Mrs Lopez's suitcase`, which Mr Ito has: hers, and not one that she has
    const isNamed = noun.owner?.kind === 'name' && noun.words.length > 0;
    const hers = isNamed ? found.filter((id) => owners?.includes(world.entities[id]?.owner ?? -1)) : [];
    const isOthers = (id: number) =>
      isNamed && world.entities[id]?.owner !== undefined && !owners?.includes(world.entities[id].owner);
    if (hers.length === 1 && world.is(hers[0] ?? -1, 'thing')) return [hers];
    const kept = found
      .filter((id) => !owners || (this.belongs(id, owners, noun) && !(world.moved.size === 0 && isOthers(id))))
      .filter((id) => (noun.which ?? []).every((which) => this.isSo(id, which.preposition, which.nouns)));
    // `hers`, of what lies on her desk: not the desk
    const lain = noun.words.length === 0 && owners && kept.length > 1 ? kept.filter((id) => world.is(id, 'thing')) : [];
    if (lain.length === 1 && kept.some((id) => world.now.get(lain[0] ?? -1) === id)) return [lain];
    // `hers`, which is her own wherever it is
    if (noun.words.length === 0 && owners && kept.length === 0) {
      const own = world.entities.filter(
        ({ id, kind, owner }) => kind === 'thing' && owners.includes(owner ?? -1) && world.now.has(id),
      );
      if (own.length === 1) return own.map(({ id }) => [id]);
    }
    // `my phone`, and not Lucy's
    const mine = isBystander ? kept.filter((id) => world.entities[id]?.owner === undefined) : [];
    if (kept.length > 1 && mine.length === 1) return [mine];
    // `her own scarf`, beside one that she was given
    const own = noun.isOwn && kept.length > 1 ? kept.filter((id) => owners?.includes(world.first.get(id) ?? -1)) : [];
    if (own.length === 1) return [own];
    // `the empty seat`, of several
    const free = noun.words.some((word) => words.VACANT.has(word))
      ? kept.filter((id) => world.is(id, 'place') && world.held(id).length === 0)
      : [];
    if (kept.length > 1 && free.length === 1) return [free];
    if (
      noun.isPlural &&
      (noun.count !== undefined ||
        kept.length > 1 ||
        noun.which !== undefined ||
        words.ADJECTIVES.has(noun.words[0] ?? ''))
    ) {
      const isAll = noun.count === undefined || kept.length === noun.count;
      const single = kept.filter((id) => world.entities[id]?.isPlural);
      // `both her sheep`, of two sheep
      const isSo =
        noun.count === undefined ||
        COUNTS.indexOf(world.entities[single[0] ?? -1]?.shown.split(' ')[0] ?? '') === noun.count;
      if (single.length === 1 && isSo) return [single];
      if (kept.length > 1 && isAll) return [kept];
    }
    return kept.map((id) => [id]);
  }

  /** What somebody has, and had when the sentence began, if any: `hands her pen to Ben and is given what he had`. */
  private hadBefore(who: number): number[] {
    const now = this.world.held(who, 'thing');
    const was = now.filter((id) => this.atStart.get(id) === who);
    return was.length > 0 ? was : now;
  }

  /** `her hat`: what she has now; where that may be several, what she had when the sentence began. */
  private belongs(id: number, owners: readonly number[], noun: Noun): boolean {
    const { world } = this;
    const entity = world.entities[id];
    // what lies on Kay's desk is hers
    const place = world.entities[world.now.get(id) ?? -1];
    const now = owners.includes(place?.id ?? -1) || (place?.kind === 'place' && owners.includes(place.owner ?? -1));
    if (noun.words.length > 0 && entity?.owner !== undefined) return owners.includes(entity.owner) || now;
    // `the seat that Walt has left`
    if (noun.isLeft) return owners.some((owner) => world.before.get(owner) === id);
    // `his right hand`, where only `the right hand` was spoken of
    if (entity?.kind === 'place' && entity.owner === undefined && isSided(entity)) return true;
    // `Ben's chair`: where he sits
    if (entity?.kind === 'place')
      return owners.some((owner) => world.now.get(owner) === id) || namesOwner(world, id, owners);
    // `their aunt`, and later `his aunt`
    if (entity?.kind === 'person')
      return namesOwner(world, id, owners) || (entity.owner === undefined && !/^\p{Lu}/u.test(entity.shown));
    const was = owners.includes(this.atStart.get(id) ?? -1);
    const several = owners.some((owner) => world.held(owner, 'thing').length > 1);
    return now && several ? was || !owners.some((owner) => [...this.atStart.values()].includes(owner)) : now;
  }

  /** `with the red hat`, `on board one` */
  private isSo(id: number, preposition: string, nouns: readonly Noun[]): boolean {
    const { world } = this;
    const others = nouns.flatMap((noun) => this.all(noun).flat());
    if (preposition === 'having' || preposition === 'with') return others.some((other) => world.now.get(other) === id);
    return others.includes(world.now.get(id) ?? -1);
  }
}

function namesOwner(world: World, id: number, owners: readonly number[]): boolean {
  return owners.some((owner) => owner === world.entities[id]?.owner);
}

export function uncertain(noun: Noun, found: readonly number[][], world: World): Error {
  const names = [...new Set(found.map((ids) => ids.map((id) => world.name(id)).join(' and ')))];
  const among = names.length > 0 ? `: ${names.join(' or ')}` : '';
  return fault(noun, `it is not certain who or what '${noun.shown}' is${among}`);
}
