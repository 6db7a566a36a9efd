import { genderOf, type Gender } from '../../language/genders';
import { mayMean } from '../../language/kinds';
import * as shared from '../../prose/grammar/words';
import type { Noun } from '../grammar/syntax';

export type Kind = 'person' | 'thing' | 'place';

export interface Entity {
  id: number;
  kind: Kind;
  words: readonly string[];
  label?: string;
  shown: string;
  /** A name, and not what anything of its kind is called. */
  isName: boolean;
  gender?: Gender;
  isPlural: boolean;
  owner?: number;
  /** What somebody is or does, and not what they have. */
  isRole?: true;
  /** What else it is called: the kind that was said of it. */
  also: Set<string>;
}

/** Words of a noun that tell nothing apart. */
const VAGUE = new Set([
  'own',
  'same',
  'old',
  'new',
  'little',
  'beloved',
  'favourite',
  'favorite',
  'whole',
  'precious',
  'very',
  'other',
  'only',
]);

/** Who and what a story speaks of. */
export class Entities {
  readonly all: Entity[] = [];

  /** Whether something may be meant by what it is a kind of: when all have been named. */
  get begun(): boolean {
    return false;
  }

  add(noun: Noun, kind: Kind): Entity {
    const gender = kind === 'person' ? (genderOf(noun.shown) ?? KIN[noun.words.at(-1) ?? '']) : undefined;
    const entity: Entity = {
      id: this.all.length,
      kind,
      words: noun.of ? [...noun.words, ...noun.of.words] : noun.words,
      shown: noun.shown,
      isName: noun.kind === 'name',
      isPlural: noun.isPlural,
      also: new Set(),
      ...(noun.label !== undefined && { label: noun.label }),
      ...(gender && { gender }),
    };
    this.all.push(entity);
    return entity;
  }

  get(id: number): Entity {
    const entity = this.all[id];
    if (!entity) throw new Error(`no entity ${id}`);
    return entity;
  }

  /** Whether a word with a capital letter is a name of the story. */
  isName(text: string): boolean {
    return this.all.some(({ isName, shown }) => isName && shown.split(' ').includes(text));
  }

  /** All that a noun's own words may mean: those that they describe fully before others. */
  described(noun: Noun): Entity[] {
    if (noun.kind === 'name') return this.named(noun);
    // `the Eagles`, of team Eagles
    if (noun.kind === 'the' && /^\p{Lu}/u.test(noun.shown) && noun.label === undefined && noun.words.length === 1) {
      const teams = this.all.filter(({ isName, shown }) => isName && shown.split(' ').includes(noun.shown));
      if (teams.length > 0) return teams;
    }
    if (noun.label !== undefined) {
      const same = this.all.filter(
        ({ label, words }) => label === noun.label && (words.at(-1) === noun.words.at(-1) || noun.words.length === 0),
      );
      return same;
    }
    const own = (noun.of ? [...noun.words, ...noun.of.words] : noun.words).filter(
      (word, k, all) => k === all.length - 1 || !VAGUE.has(word),
    );
    const head = noun.of ? noun.words.at(-1) : own.at(-1);
    if (head === undefined) return [];
    const isOne = head === 'one';
    const rest = own.filter((word, k) => !(word === head && k === own.lastIndexOf(head)));
    const fits = (entity: Entity, isLike: (head: string, own: string) => boolean) => {
      if (entity.isName && entity.label === undefined && entity.kind === 'person') return false;
      const its = entity.words.at(-1) ?? '';
      const isHead = isOne || entity.words.includes(head) || entity.also.has(head) || isLike(head, its);
      return isHead && rest.every((word) => entity.words.includes(word));
    };
    const same = this.all.filter((entity) => fits(entity, () => false));
    const byHead = same.filter(
      ({ words }) => isOne || words.at(-1) === head || words[words.length - 1 - (noun.of?.words.length ?? 0)] === head,
    );
    const found = byHead.length > 0 ? byHead : same;
    if (found.length > 0) {
      const exact = found.filter(({ words }) => words.length === own.length);
      return exact.length > 0 && !isOne ? exact : found;
    }
    const isColour = noun.kind === 'the' && own.every((word) => shared.ADJECTIVES.has(word));
    if (isColour)
      return this.all.filter(({ words, kind }) => kind !== 'person' && own.every((word) => words.includes(word)));
    return noun.kind === 'the' && this.begun
      ? this.all.filter((entity) => fits(entity, (a, b) => mayMean(a, b) || shared.singularOf(a) === b))
      : [];
  }

  private named(noun: Noun): Entity[] {
    const text = noun.shown.toLowerCase();
    const exact = this.all.filter(({ shown }) => shown.toLowerCase() === text);
    if (exact.length > 0) return exact;
    const own = noun.words;
    return this.all.filter(
      (entity) =>
        entity.isName &&
        (own.every((word) => entity.shown.toLowerCase().split(' ').includes(word)) ||
          entity.words.every((word) => own.includes(word))),
    );
  }
}

const KIN: Readonly<Record<string, Gender>> = Object.fromEntries([
  ...'mother mum mom sister aunt grandma grandmother daughter wife woman girl niece queen princess lady'
    .split(' ')
    .map((word) => [word, 'she'] as const),
  ...'father dad brother uncle grandpa grandfather son husband man boy nephew king prince'
    .split(' ')
    .map((word) => [word, 'he'] as const),
]);
