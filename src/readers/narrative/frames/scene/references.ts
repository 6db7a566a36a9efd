import { ordinalOf } from '../../language/lexicon';
import type { Span } from '../../phrases/said';
import * as shared from '../../prose/grammar/words';
import type { Noun } from '../grammar/syntax';
import type { Entity } from './entities';
import { fault, type Scene } from './scene';

/** Who and what a clause named. */
interface Mention {
  ids: readonly number[];
  subject: readonly number[];
}

/** How many clauses back a pronoun may reach. */
const REACH = 8;
const NEAR = 4;
const TELLER = new Set(['i', 'me', 'my', 'myself', 'mine']);
const THEIRS: Readonly<Record<string, 'he' | 'she'>> = {
  he: 'he',
  him: 'he',
  his: 'he',
  himself: 'he',
  she: 'she',
  her: 'she',
  hers: 'she',
  herself: 'she',
};

/** Whom and what noun phrases mean, as the story stands. */
export class References {
  private readonly told: Mention[] = [];
  /** The subject of the clause that is read. */
  private subject: readonly number[] = [];
  private readonly named = new Set<number>();

  constructor(private readonly scene: Scene) {}

  /** A clause begins. */
  clause(): void {
    this.subject = [];
    this.named.clear();
  }

  by(ids: readonly number[]): void {
    this.subject = ids;
    this.mention(ids);
  }

  mention(ids: readonly number[]): void {
    for (const id of ids) this.named.add(id);
  }

  /** Whoever does something is somebody. */
  acts(ids: readonly number[]): void {
    for (const id of ids) this.agents.add(id);
  }
  private readonly agents = new Set<number>();

  /** What was spoken of last, of which it was not said where it is: `I lost the keys. They were …` */
  spoken: Noun | undefined;

  /** A clause ends. */
  close(): void {
    if (this.named.size > 0) this.told.push({ ids: [...this.named], subject: this.subject });
  }

  /** Every way to understand a noun: one or several, who or which are meant together. */
  readings(noun: Noun): number[][] {
    const found = this.find(noun);
    return found.filter(
      (ids, k) =>
        found.findIndex((other) => other.length === ids.length && other.every((id) => ids.includes(id))) === k,
    );
  }

  isKnown(noun: Noun): boolean {
    return this.readings(noun).length > 0;
  }

  /** @throws NotationError where it is not certain */
  one(noun: Noun, span: Span): number | undefined {
    const [first, more] = this.readings(noun).filter(({ length }) => length === 1);
    if (more)
      throw fault(
        span,
        `it is not certain who or what '${noun.shown}' is: ${this.readings(noun)
          .map((ids) => this.scene.get(ids[0] ?? 0).shown)
          .join(' or ')}`,
      );
    return first?.[0];
  }

  private find(noun: Noun): number[][] {
    const { scene } = this;
    if (noun.within && noun.pronoun !== undefined)
      return noun.within.nouns
        .flatMap((place) => this.readings(place))
        .map((ids) => ids.flatMap((id) => scene.held(id).map((each) => each.id)));
    if (noun.pronoun !== undefined) return this.pronoun(noun.pronoun);
    // `the toaster of Wei`
    if (noun.of?.kind === 'name' && !noun.owner && this.isKnown(noun.of))
      return this.find({
        kind: 'the',
        words: noun.words,
        shown: noun.shown,
        isPlural: noun.isPlural,
        owner: noun.of,
        from: noun.from,
        to: noun.to,
      });
    if (noun.owner && noun.words.length === 0)
      return this.owners(noun.owner).flatMap((owner) => scene.things(owner).map(({ id }) => [id]));
    if (noun.of && ['content', 'contents'].includes(noun.words.at(-1) ?? ''))
      return this.readings(noun.of).map((ids) => ids.flatMap((id) => scene.held(id).map((each) => each.id)));
    const standing = this.standing(noun);
    if (standing) return standing.map((id) => [id]);
    const isTheirs =
      noun.owner !== undefined &&
      noun.owner.pronoun === undefined &&
      noun.owner.kind !== 'name' &&
      !this.isKnown(noun.owner);
    // `my sister's goldfish`, of a sister who takes no part
    if (noun.owner && isTheirs)
      return this.scene
        .described({ ...noun, words: [...noun.owner.words, ...noun.words] })
        .filter(({ words }) => words.includes(noun.owner?.words.at(-1) ?? ''))
        .map(({ id }) => [id]);
    let found = scene.described(noun);
    if (noun.within) found = this.within(found, noun);
    if (noun.owner) found = this.ownedBy(found, noun.owner);
    if (
      noun.quantifier === 'all' ||
      noun.quantifier === 'both' ||
      noun.quantifier === 'each' ||
      noun.quantifier === 'every'
    )
      return found.length > 0 ? [found.map(({ id }) => id)] : [];
    if (noun.isPlural && found.length > 1 && (noun.count === undefined || noun.count === found.length))
      return [found.map(({ id }) => id)];
    if (found.length > 1 && noun.words.at(-1) === 'one') found = this.sameKind(found);
    return found.map(({ id }) => [id]);
  }

  owners(noun: Noun): number[] {
    const own = noun.pronoun === undefined ? [] : this.possessor(noun.pronoun);
    return own.length > 0 ? own : this.readings(noun).flat();
  }

  /** `his`: of whoever does it, if it may be. */
  private possessor(pronoun: string): number[] {
    const gender = THEIRS[pronoun];
    const isTheirs = pronoun === 'their' || pronoun === 'theirs';
    if (isTheirs && this.subject.length > 1) return [...this.subject];
    const [only, more] = this.subject;
    if (only === undefined || more !== undefined || (gender === undefined && !isTheirs)) return [];
    const { kind, gender: its } = this.scene.get(only);
    return kind === 'person' && (its === undefined || its === gender || isTheirs) ? [only] : [];
  }

  private ownedBy(found: Entity[], noun: Noun): Entity[] {
    if (noun.pronoun !== undefined && TELLER.has(noun.pronoun)) return found;
    const owners = this.owners(noun);
    const all = noun.pronoun === undefined ? owners : [...owners, ...this.readings(noun).flat()];
    const held = found.filter(({ id }) => owners.includes(this.scene.where(id) ?? -1));
    if (held.length > 0) return held;
    const own = found.filter(
      ({ owner, id }) => (owner !== undefined && all.includes(owner)) || all.includes(this.scene.where(id) ?? -1),
    );
    if (own.length > 0) return own;
    return noun.kind === 'name' ? [] : found.filter(({ owner }) => owner === undefined && found.length === 1);
  }

  /** `the coin in the middle` */
  private within(found: Entity[], noun: Noun): Entity[] {
    const places = (noun.within?.nouns ?? []).flatMap((place) => this.placesIn(place));
    return found.filter(({ id }) => places.includes(this.scene.where(id) ?? -1));
  }

  private placesIn(noun: Noun): number[] {
    const at = this.index(noun);
    if (at !== undefined) return [this.scene.row[at] ?? -1];
    return this.readings(noun).flat();
  }

  /** Of a row: `the first card`, `the last one`, `the one on the left`; none where no row was told. */
  private standing(noun: Noun): number[] | undefined {
    if (this.scene.row.length === 0) return undefined;
    const head = noun.words.at(-1) ?? '';
    const isPlace = shared.SPOTS.has(head) || ['end', 'front'].includes(head);
    const at = this.index(noun);
    if (
      noun.within &&
      noun.isPlural &&
      ['left', 'right'].includes(noun.within.nouns[0]?.words.at(-1) ?? '') &&
      noun.count !== undefined
    ) {
      const { row } = this.scene;
      const side = noun.within.nouns[0]?.words.at(-1) === 'left' ? row.slice(0, noun.count) : row.slice(-noun.count);
      return side.flatMap((place) => this.scene.held(place).map(({ id }) => id));
    }
    if (noun.within && at === undefined) {
      const where = noun.within.nouns.map((place) => this.index(place));
      if (where.every((each) => each === undefined)) return undefined;
      return where.flatMap((each) => this.scene.held(this.scene.row[each ?? -1] ?? -1).map(({ id }) => id));
    }
    if (at === undefined) return undefined;
    const place = this.scene.row[at] ?? -1;
    return isPlace ? [place] : this.scene.held(place).map(({ id }) => id);
  }

  /** Which place of the row a noun tells. */
  index(noun: Noun): number | undefined {
    const { row } = this.scene;
    if (row.length === 0) return undefined;
    const [word] = noun.words;
    if (noun.label !== undefined && shared.SPOTS.has(noun.words.at(-1) ?? '')) {
      const at = Number(noun.label) - 1;
      return at >= 0 && at < row.length ? at : undefined;
    }
    if (word === undefined || noun.owner) return undefined;
    const nth = ordinalOf(word);
    if (nth !== undefined) return nth <= row.length ? nth - 1 : undefined;
    if (['last', 'rightmost', 'right', 'back', 'rear'].includes(word) || (word === 'far' && noun.words[1] === 'right'))
      return row.length - 1;
    if (['leftmost', 'left', 'front'].includes(word) || (word === 'far' && noun.words[1] === 'left')) return 0;
    if (word === 'end') return row.length - 1;
    if (['middle', 'centre', 'center'].includes(word) && row.length % 2 === 1) return (row.length - 1) / 2;
    return undefined;
  }

  /** `the red one`: of the kind that was named last. */
  private sameKind(found: Entity[]): Entity[] {
    const last = this.recent().find((id) => found.some(({ kind }) => kind === this.scene.get(id).kind));
    if (last === undefined) return found;
    const head = this.scene.get(last).words.at(-1);
    const same = found.filter(({ words }) => words.at(-1) === head);
    return same.length > 0 ? same : found;
  }

  private recent(): number[] {
    return [
      ...this.told
        .slice(-REACH)
        .reverse()
        .flatMap(({ ids }) => ids),
    ];
  }

  private pronoun(pronoun: string): number[][] {
    const { scene } = this;
    if (TELLER.has(pronoun)) return scene.all.filter(({ shown }) => shown === 'I').map(({ id }) => [id]);
    if (['everyone', 'everybody', 'all'].includes(pronoun)) {
      const people = scene.all.filter(({ kind, isName }) => kind === 'person' && isName).map(({ id }) => id);
      return people.length > 0 ? [people] : [];
    }
    if (['they', 'them', 'their', 'theirs', 'both', 'themselves'].includes(pronoun)) return this.group();
    if (pronoun === 'each other') return this.subject.length === 2 ? [[...this.subject]] : [];
    if (['himself', 'herself', 'itself'].includes(pronoun)) return this.subject.length === 1 ? [[...this.subject]] : [];
    const gender = THEIRS[pronoun];
    const isIt = pronoun === 'it' || pronoun === 'its' || pronoun === 'that' || pronoun === 'this';
    if (gender === undefined && !isIt) return [];
    const fits = (id: number) => {
      const { kind, gender: its, isPlural, isName } = scene.get(id);
      return isIt
        ? (kind !== 'person' || !isName || (its === undefined && !this.agents.has(id) && scene.now.has(id))) &&
            !isPlural
        : kind === 'person' && (its === undefined || its === gender) && !this.subjectless(id);
    };
    const own = [...this.named].filter((id) => fits(id) && !this.subject.includes(id));
    if (own.length > 0 && !isIt) return own.map((id) => [id]);
    for (const { ids } of this.told.slice(-REACH).reverse()) {
      const found = ids.filter(fits);
      // `it` is what goes, before where it goes
      const things = found.filter((id) => scene.now.has(id) || !scene.holders.has(id));
      const best = isIt && things.length > 0 ? things : found;
      if (best.length > 0) return best.map((id) => [id]);
    }
    return [];
  }

  /** Nobody who acts is `him` of the same clause. */
  private subjectless(id: number): boolean {
    return this.subject.length > 0 && this.subject.includes(id);
  }

  private group(): number[][] {
    const { scene } = this;
    for (const { ids, subject } of this.told.slice(-NEAR).reverse()) {
      const plural = ids.filter((id) => scene.get(id).isPlural && scene.get(id).kind !== 'person');
      const people = (subject.length > 1 ? subject : ids).filter((id) => scene.is(id, 'person'));
      const all = [...(people.length > 1 ? [people] : []), ...plural.map((id) => [id])];
      if (all.length > 0) return all;
      const things = ids.filter((id) => scene.is(id, 'thing'));
      if (things.length > 0) return things.length > 1 ? [things] : [];
    }
    return [];
  }
}
