import { isNear } from '../../language/near';
import { ordinalOf } from '../../language/lexicon';
import type { Span } from '../../phrases/said';
import * as shared from '../../prose/grammar/words';
import { KIN, isTimeNoun } from '../grammar/words';
import type { Noun, Phrase } from '../grammar/syntax';
import type { Entity, Kind } from '../scene/entities';
import type { References } from '../scene/references';
import { fault, type Scene } from '../scene/scene';

/** Prepositions behind which somebody or something is. */
export const STAYS = new Set(['in', 'on', 'at', 'under', 'behind', 'near', 'by', 'above', 'below']);
const OUTSIDERS = new Set(['you', 'we', 'us', 'someone', 'somebody', 'nobody', 'there']);

/** What all events need: who and what is meant, and what is new. */
export class Base {
  constructor(
    protected readonly scene: Scene,
    protected readonly references: References,
  ) {}

  protected name(id: number): string {
    return this.scene.get(id).shown;
  }

  isTime(noun: Noun): boolean {
    const head = noun.words.at(-1) ?? '';
    return (
      noun.kind !== 'pronoun' &&
      (isTimeNoun(head) || shared.CALENDAR.has(head) || /^\d+(?::\d+)?$/.test(head)) &&
      !this.references.isKnown(noun)
    );
  }

  /** One who takes part, or nobody of the story: `the dealer`, `you`. */
  protected isOutsider(noun: Noun): boolean {
    if (noun.pronoun === 'it') return !this.references.isKnown(noun);
    if (noun.pronoun !== undefined)
      return (
        OUTSIDERS.has(noun.pronoun) ||
        (['he', 'she', 'they', 'i', 'me'].includes(noun.pronoun) &&
          !this.references.readings(noun).some((ids) => ids.every((id) => this.scene.is(id, 'person'))))
      );
    return !this.references.isKnown(noun) && noun.kind !== 'name';
  }

  isPerson(noun: Noun): boolean {
    const head = noun.words.at(-1) ?? '';
    if (noun.pronoun !== undefined)
      return !['it', 'this', 'that', 'something', 'nothing', 'everything'].includes(noun.pronoun);
    const [first] = this.references.readings(noun);
    if (first?.[0] !== undefined) return this.scene.is(first[0], 'person');
    return (noun.kind === 'name' && noun.label === undefined) || shared.PEOPLE.has(head) || KIN.has(head);
  }

  /** @throws NotationError where it may be something of the story with a slip of the pen */
  protected checkSpelling(noun: Noun, span: Span): void {
    if (noun.label !== undefined || this.references.isKnown(noun)) return;
    const near = this.scene.all.find(
      ({ words, label }) => label === undefined && isNear(words.at(-1) ?? '', noun.words.at(-1) ?? ''),
    );
    if (near) throw fault(span, `'${noun.shown}' may be a slip for '${near.shown}'`);
  }

  /** It, or a new one of its kind. */
  protected known(noun: Noun, kind: Kind, span: Span): number {
    const one = this.references.one(noun, span);
    if (one !== undefined) return one;
    if (noun.pronoun === 'i' || noun.pronoun === 'me')
      return this.scene.add({ ...noun, kind: 'name', words: ['i'], shown: 'I', isPlural: false }, 'person').id;
    if (this.scene.begun) this.checkSpelling(noun, span);
    if (noun.pronoun !== undefined || noun.words.length === 0)
      throw fault(span, `what '${noun.shown || 'theirs'}' is was not said before`);
    if (
      noun.kind === 'the' &&
      noun.words.length === 1 &&
      (ordinalOf(noun.words[0] ?? '') !== undefined ||
        ['one', 'other', 'rest', 'last', 'next'].includes(noun.words[0] ?? ''))
    )
      throw fault(span, `which one '${noun.shown}' means is not certain`);
    if (noun.owner?.kind === 'name' && kind !== 'person' && !this.references.isKnown(noun.owner))
      this.scene.add(noun.owner, 'person');
    const owned =
      noun.owner && noun.owner.pronoun === undefined && !this.references.isKnown(noun.owner) ? noun.owner : undefined;
    const named = owned
      ? { ...noun, words: [...owned.words, ...noun.words], shown: `${owned.shown}'s ${noun.shown}` }
      : noun;
    const entity = this.scene.add(this.headed(named), kind);
    const owner = noun.owner && this.references.one(noun.owner, span);
    if (owner !== undefined) entity.owner = owner;
    return entity.id;
  }

  /** `the yellow ones`, `the white`, behind a green boot and a black horse: with their noun. */
  private headed(noun: Noun): Noun {
    const isOne = noun.words.at(-1) === 'one';
    const isBare = noun.kind === 'the' && noun.words.every((word) => shared.ADJECTIVES.has(word));
    if ((!isOne && !isBare) || noun.of || noun.label !== undefined || noun.kind === 'name') return noun;
    const like = this.scene.all.findLast(
      ({ kind, words, isName }) =>
        kind !== 'person' &&
        !isName &&
        words.length > 1 &&
        words.slice(0, -1).every((word) => shared.ADJECTIVES.has(word) || isOne),
    );
    const head = like?.words.at(-1) ?? this.scene.kind;
    if (head === undefined) return noun;
    const own = isOne ? noun.words.slice(0, -1) : noun.words;
    return {
      ...noun,
      words: [...own, head],
      shown: `${own.join(' ')} ${like?.shown.split(' ').at(-1) ?? head}`,
      isPlural: like?.isPlural ?? false,
    };
  }

  /** `Ann and Ben`, `they`: everyone who is meant. */
  protected several(nouns: readonly Noun[], kind: Kind, span: Span): number[] {
    return nouns.flatMap((noun) => {
      const [only, more] = this.references.readings(noun);
      if (only && !more) return only;
      if (more) throw fault(span, `it is not certain who or what '${noun.shown}' is`);
      return [this.known(noun, kind, span)];
    });
  }

  /** The phrase that tells where: of several the last that is of the story, else the first. */
  protected wherePhrase(phrases: readonly Phrase[], prepositions: ReadonlySet<string>, span: Span): Phrase | undefined {
    const all = phrases.filter(
      ({ preposition, nouns, isLeading }) =>
        prepositions.has(preposition) &&
        nouns.length === 1 &&
        nouns.every((noun) => !this.isTime(noun)) &&
        (!isLeading || nouns.every((noun) => this.references.isKnown(noun))),
    );
    const many = phrases.find(
      ({ preposition, nouns, isLeading }) =>
        !isLeading &&
        prepositions.has(preposition) &&
        nouns.length > 1 &&
        nouns.some((noun) => this.references.isKnown(noun)),
    );
    if (many) throw fault(span, 'where this is is not certain: two places are named');
    const behind = all.filter(({ isLeading }) => !isLeading);
    if (behind.length > 1) {
      const known = behind.filter(({ nouns }) => nouns.every((noun) => this.references.isKnown(noun)));
      if (known.length > 1 && !['near', 'by'].includes(behind[1]?.preposition ?? ''))
        throw fault(span, 'where this is is not certain: two places are named');
    }
    return behind[0] ?? all[0];
  }

  protected entity(id: number): Entity {
    return this.scene.get(id);
  }
}
