import { append } from '../../../../lists/append';
import { wordSet } from '../../language/word-set';
import type { Noun } from '../grammar/nouns/noun';
import * as words from '../grammar/words';
import { SpokenOf } from './spoken-of';

/** Places that nobody moves. */
const ROOTED = wordSet(
  'warehouse depot room hall kitchen garden house garage cellar attic school office station shop store yard building bay harbour harbor port town city village country ramp gate library museum church park field street road bathroom bedroom hallway',
);

/** Where nobody is. */
const SHELVES = wordSet(
  'shelf drawer box crate rack cupboard jar tin fridge basket bag tray folder envelope bin cabinet bottle',
);

/** Whom and what pronouns mean. */
export class Pronouns extends SpokenOf {
  /** Everybody who takes part. */
  people(): number[] {
    const { world } = this;
    const all = world.entities.filter(({ kind }) => kind === 'person').map(({ id }) => id);
    const active = all.filter((id) => world.holders.has(id) || world.now.has(id));
    return active;
  }

  protected pronouns(pronoun: string): number[] {
    const { world } = this;
    const isPerson =
      pronoun === 'she' || pronoun === 'he' || pronoun === 'her' || pronoun === 'him' || pronoun === 'who';
    if (isPerson || pronoun === 'herself' || pronoun === 'himself') {
      const gender = ['she', 'her', 'herself'].includes(pronoun) ? 'she' : pronoun === 'who' ? undefined : 'he';
      const all: number[] = [];
      for (const [k, sentence] of this.sentences.slice(0, 4).entries()) {
        const isAnimal = (id: number) => words.ANIMALS.has(world.entities[id]?.shown ?? '');
        const isOther = pronoun === 'him' || pronoun === 'her';
        // Whoever tells the story is `I`.
        const isTeller = (id: number) => ['I', 'we'].includes(world.entities[id]?.shown ?? '');
        const people = sentence.filter(
          (id) => world.is(id, 'person') && !isTeller(id) && !(isOther && this.doers.includes(id)),
        );
        // `The farmer takes the goat. He …`
        const some = people.filter((id) => !isAnimal(id) || world.holders.has(id));
        const fitting = some.filter((id) => gender === undefined || (world.entities[id]?.gender ?? gender) === gender);
        append(
          all,
          fitting.filter((id) => !all.includes(id)),
        );
        // Of those who may be either the ones before may be meant, too.
        if (all.length > 0 && (!this.isWide || k > 0)) return all;
      }
      return all.length > 0 || pronoun === 'who' ? all : this.animals().filter((id) => !world.holders.has(id));
    }
    if (pronoun === 'it' || pronoun === 'itself' || pronoun === 'one') {
      let rooted: number[] | undefined;
      for (const sentence of this.sentences.slice(0, 3)) {
        const isAnimal = (id: number) => !world.holders.has(id) && words.ANIMALS.has(world.entities[id]?.shown ?? '');
        // Nobody gives themselves away: `the gallery passed it on`
        const fitting = sentence.filter(
          (id) => (!world.is(id, 'person') || isAnimal(id)) && !(pronoun === 'it' && this.givers.includes(id)),
        );
        const things = fitting.filter((id) => !world.is(id, 'place'));
        if (things.length > 0) return things;
        // `Since Warehouse C was full, it was moved on`: what is moved is no warehouse
        const areRooted =
          pronoun === 'it' &&
          fitting.every((id) => world.entities[id]?.words.some((word) => ROOTED.has(word)) === true);
        if (fitting.length > 0 && !areRooted) return fitting;
        rooted ??= fitting.length > 0 ? fitting : undefined;
        // `Assam is on shelf A. The owner moved it`: a name of what stands there
        const named = sentence.filter(
          (id) =>
            world.is(id, 'person') &&
            world.is(world.now.get(id) ?? -1, 'place') &&
            SHELVES.has(world.entities[world.now.get(id) ?? -1]?.words.at(-1) ?? ''),
        );
        if (pronoun === 'it' && named.length === 1) return named;
      }
      return rooted ?? [];
    }
    if (pronoun === 'I' || pronoun === 'i' || pronoun === 'me' || pronoun === 'my')
      return world.entities.filter(({ shown }) => shown === 'I').map(({ id }) => id);
    if (pronoun === 'latter' || pronoun === 'former') {
      const [group] = this.groups;
      const id = pronoun === 'latter' ? group?.at(-1) : group?.[0];
      return id === undefined ? [] : [id];
    }
    if (pronoun === 'other') {
      const people = this.people();
      const [said = []] = this.sentences;
      const rest = people.filter((id) => !said.includes(id));
      return people.length === 2 && rest.length === 1 ? rest : [];
    }
    return [];
  }

  /** `took her into the kitchen`: the cat, where it can be nobody else. */
  animals(): number[] {
    const { world } = this;
    const isAnimal = (id: number) => words.ANIMALS.has(world.entities[id]?.words.at(-1) ?? '');
    return (
      this.sentences
        .slice(0, 3)
        .find((sentence) => sentence.some(isAnimal))
        ?.filter(isAnimal) ?? []
    );
  }

  /** `into it`: the place spoken of last, or the thing that may hold others. */
  itsPlace(): number[][] {
    const { world } = this;
    for (const sentence of this.sentences.slice(0, 3)) {
      const places = sentence.filter((id) => world.is(id, 'place'));
      if (places.length > 0) return places.map((id) => [id]);
    }
    return this.pronouns('it').map((id) => [id]);
  }

  protected several({ pronoun }: Noun): number[][] {
    const { world } = this;
    const [current = []] = this.sentences;
    const isPeople = (ids: readonly number[]) => ids.every((id) => world.is(id, 'person'));
    const recent = [current, this.sentences[1] ?? []];
    for (const sentence of recent) {
      const plural = sentence.filter((id) => world.is(id, 'thing') && world.entities[id]?.isPlural);
      if (pronoun === 'them' && plural.length === 1) return [plural];
      const people = sentence.filter((id) => world.is(id, 'person'));
      // `The Browns …, so they and Mr Tan switch rooms`; `the Browns agree to switch rooms with them`
      const isFamily = (id: number) =>
        /^\p{Lu}\p{Ll}+s$/u.test(world.entities[id]?.shown ?? '') && world.entities[id]?.gender === undefined;
      const others = sentence.filter(
        (id) => (world.is(id, 'person') || isFamily(id)) && !(pronoun === 'them' && this.doers.includes(id)),
      );
      const [family, more] = others;
      if (family !== undefined && more === undefined && isFamily(family)) return [[family]];
      if (people.length > 1) {
        const group = this.groups.find((ids) => isPeople(ids) && ids.every((id) => people.includes(id)));
        return [people.length === 2 ? people : (group ?? people)];
      }
      // `Xavi yawned, and the two of them …`: one of them is Xavi, or not
      if (sentence === current && people.some((id) => world.holders.has(id)) && this.people().length > 2) {
        const group = this.groups.find((ids) => isPeople(ids) && people.every((id) => ids.includes(id)));
        return group ? [group] : [];
      }
    }
    const all = this.people();
    if (all.length === 2) return [all];
    const group = this.groups.find((ids) => isPeople(ids));
    return group ? [group] : [];
  }

  /** `we`, where whoever tells the story has a part in it with one other only. */
  protected withTeller(): number[][] {
    const people = this.people();
    const isTold = people.some((id) => this.world.entities[id]?.shown === 'I');
    if (isTold && people.length === 2) return [people];
    // `Kofi wanted to be the banker, so we switched`: Kofi and whoever tells it
    const [said = []] = this.sentences;
    const teller = people.filter((id) => this.world.entities[id]?.shown === 'I');
    const others = said.filter((id) => people.includes(id) && !teller.includes(id));
    return isTold && others.length === 1 ? [[...teller, ...others]] : [];
  }
}
