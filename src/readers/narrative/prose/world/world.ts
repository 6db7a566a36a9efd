import { wordSet } from '../../language/word-set';
import { NotationError } from '../../../../algebra/notation';
import { genderOf, type Gender } from '../../language/genders';
import type { Span } from '../../phrases/said';
import type { Token } from '../../language/tokens';
import { mayMean } from '../../language/kinds';
import type { Known, Noun } from '../grammar/nouns/noun';
import * as words from '../grammar/words';

export type Kind = 'person' | 'place' | 'thing';

export interface Entity {
  id: number;
  kind: Kind;
  /** In lower case, the head last and in the singular. */
  words: readonly string[];
  shown: string;
  /** Other names, as they are written. */
  names: string[];
  gender?: Gender;
  isPlural: boolean;
  /** `Victor's badge`, whoever has it. */
  owner?: number;
  /** What somebody is, as `the captain`: it is had, and goes to another with the role. */
  isRole?: true;
  /** `instrument`: what else it was called. */
  also: Set<string>;
}

export function fault({ start, end }: Span, reason: string): NotationError {
  return new NotationError(start, end, reason);
}

/** Words that do not tell which one is meant. */
const VAGUE = wordSet(
  'same own new old empty free original remaining very little last only vacant entire whole precious beloved lucky now-empty loaded full filled locked closed',
);

/** Of these the ones that do, where one of several is called so. */
const TELLING = wordSet('new old original little precious loaded full filled locked closed');

function refill<K, V>(map: Map<K, V>, entries: Iterable<readonly [K, V]>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** Who and what a story speaks of, and where everything is now. */
export class World implements Known {
  readonly entities: Entity[] = [];
  /** Of what is somewhere, by whom or in what it was at first and is now. */
  readonly first = new Map<number, number>();
  readonly now = new Map<number, number>();
  readonly before = new Map<number, number>();
  /** Of every thing that went, from whom each one first got it. */
  readonly lenders = new Map<number, Map<number, number>>();
  /** Of what was brought somewhere, who brought it there. */
  readonly bringers = new Map<number, number>();
  /** Who or what was said to hold something, or nothing. */
  readonly holders = new Set<number>();
  /** Those who have acted or been acted on. */
  readonly moved = new Set<number>();
  private readonly phrases = new Map<string, { words: readonly string[]; isName: boolean }[]>();

  /** How to take back what moves from here; what was said to be somewhere since stays there. */
  kept(): () => void {
    const { now, before, lenders } = this;
    const [at, was] = [new Map(now), new Map(before)];
    const lent = new Map([...lenders].map(([thing, from]) => [thing, new Map(from)] as const));
    return () => {
      for (const thing of now.keys()) now.set(thing, at.get(thing) ?? this.first.get(thing) ?? 0);
      refill(before, was);
      refill(lenders, lent);
    };
  }

  add(kind: Kind, noun: Pick<Noun, 'words' | 'shown' | 'isPlural' | 'kind'>): Entity {
    const own = kin(noun.words.at(-1) ?? '');
    const gender =
      kind === 'person'
        ? noun.kind === 'name'
          ? (genderOf(noun.shown) ?? own)
          : (own ?? genderOf(noun.shown))
        : undefined;
    const entity: Entity = {
      id: this.entities.length,
      kind,
      words: noun.words,
      shown: noun.shown,
      names: [noun.shown],
      isPlural: noun.isPlural,
      also: new Set(),
      ...(gender && { gender }),
    };
    this.entities.push(entity);
    this.remember(noun.shown);
    const parts = noun.shown.split(' ');
    // `Blue` of team Blue
    const [team, label = ''] = parts;
    if (parts.length === 2 && words.TEAMS.has(team?.toLowerCase() ?? '') && /^\p{Lu}\p{Ll}+$/u.test(label)) {
      entity.names.push(label);
      this.remember(label);
    }
    if (kind === 'person' && noun.kind === 'name' && parts.length > 1 && !/^(?:\d+|[A-Z])$/.test(parts.at(-1) ?? '')) {
      const shorts = [parts.at(-1) ?? '', ...(isRank(parts[0] ?? '') ? [] : [parts[0] ?? ''])];
      for (const short of shorts) {
        entity.names.push(short);
        this.remember(short);
      }
    }
    return entity;
  }

  private remember(phrase: string): void {
    const parts = phrase.split(' ');
    const first = parts[0]?.toLowerCase() ?? '';
    const all = [...(this.phrases.get(first) ?? []), { words: parts, isName: /^\p{Lu}/u.test(phrase) }];
    this.phrases.set(
      first,
      all.sort((a, b) => b.words.length - a.words.length),
    );
  }

  lengthAt(tokens: readonly Token[], at: number): number {
    const found = this.phrases.get(tokens[at]?.text.toLowerCase() ?? '')?.find(({ words: parts }) =>
      parts.every((part, k) => {
        const token = tokens[at + k];
        if (!token || (token.kind !== 'word' && token.kind !== 'number' && token.kind !== 'quote')) return false;
        const isSame = token.text === part || (part === part.toLowerCase() && token.lower === part);
        const own = part.endsWith("'s") && token.possessive && token.text === part.slice(0, -2);
        return own || (isSame && (k === parts.length - 1 || !token.possessive));
      }),
    );
    return found?.words.length ?? 0;
  }

  private readonly nouns = new Set<string>();

  /** A noun of the story that is not one of its entities. */
  learnNoun(word: string): void {
    this.nouns.add(word);
  }

  isNoun(word: string): boolean {
    if (this.nouns.has(word)) return true;
    return word !== '' && this.entities.some((entity) => entity.words.at(-1) === word);
  }

  areWords(first: string, second: string): boolean {
    return this.entities.some(({ words: own }) => {
      const at = own.indexOf(first);
      return at >= 0 && own[at + 1] === second;
    });
  }

  name(id: number): string {
    return this.entities[id]?.shown ?? '';
  }

  is(id: number, kind: Kind): boolean {
    return this.entities[id]?.kind === kind;
  }

  /** What somebody or something holds now; `kind` of it alone. */
  held(holder: number, kind?: Kind): number[] {
    const all = this.holding(holder, kind);
    // What somebody is, where they have things as well, is only meant as such.
    const things = all.filter((id) => !this.entities[id]?.isRole);
    return things.length > 0 ? things : all;
  }

  roles(holder: number): number[] {
    return this.holding(holder).filter((id) => this.entities[id]?.isRole === true);
  }

  private holding(holder: number, kind?: Kind): number[] {
    return [...this.now].flatMap(([thing, by]) => (by === holder && (!kind || this.is(thing, kind)) ? [thing] : []));
  }

  holderOf(thing: number): number | undefined {
    return this.now.get(thing);
  }

  /** Where something is from the start. */
  place(thing: number, holder: number): void {
    this.first.set(thing, holder);
    this.now.set(thing, holder);
    this.holders.add(holder);
  }

  /** Those that words may mean, whoever they belong to: those that they describe fully before others. */
  described(noun: Noun): number[] {
    const text = noun.shown.toLowerCase();
    const named = this.entities.filter(({ names }) => names.some((name) => name.toLowerCase() === text));
    if (named.length > 0 && !noun.owner) return named.map(({ id }) => id);
    if (noun.kind === 'name') return this.shortName(noun);
    // `the old one`, beside a new one
    const isOne = noun.words.at(-1) === 'one';
    const isTold = (word: string) => !VAGUE.has(word) || (isOne && TELLING.has(word)) || this.tells(word, noun);
    const said = noun.words.filter((word, k) => k === noun.words.length - 1 || isTold(word));
    const head = said.at(-1);
    if (head === undefined) return [];
    const all = this.entities.filter((entity) => this.fits(entity, said, head));
    // `the green`, of a green potion and a black one
    const isColour = noun.kind === 'definite' && !noun.owner && said.every((word) => words.ADJECTIVES.has(word));
    if (all.length === 0 && isColour)
      return this.entities
        .filter(({ kind, words: own }) => kind !== 'person' && said.every((word) => own.slice(0, -1).includes(word)))
        .map(({ id }) => id);
    if (all.length === 0 && noun.kind !== 'indefinite' && noun.kind !== 'bare')
      return this.entities
        .filter((entity) => entity.kind !== 'place' && this.fits(entity, said, head, mayMean))
        .map(({ id }) => id);
    const exact = all.filter((entity) => entity.words.length === said.length && entity.words.at(-1) === head);
    return (exact.length > 0 ? exact : all).map(({ id }) => id);
  }

  /** Whether one of those that a noun may mean is called so: the old chair, beside a new one. */
  private tells(word: string, noun: Noun): boolean {
    const head = noun.words.at(-1);
    return TELLING.has(word) && this.entities.some(({ words: own }) => own.at(-1) === head && own.includes(word));
  }

  private shortName(noun: Noun): number[] {
    const last = noun.words.at(-1);
    // `moves to D`, of squares A to D
    const labelled = this.entities.filter(
      ({ kind, shown }) =>
        kind === 'place' && shown.endsWith(` ${noun.shown}`) && /^(?:[A-Z]|\d+|\p{Lu}\p{L}+)$/u.test(noun.shown),
    );
    if (labelled.length === 1) return labelled.map(({ id }) => id);
    const found = this.entities.filter(
      ({ kind, words: own }) => kind === 'person' && own.length > 1 && own.at(-1) === last && noun.words.length === 1,
    );
    return found.length === 1 ? found.map(({ id }) => id) : [];
  }

  private fits(
    { words: own, also, names }: Entity,
    said: readonly string[],
    head: string,
    isLike: (word: string, noun: string) => boolean = () => false,
  ): boolean {
    const rest = said.slice(0, -1);
    const isHead = own.at(-1) === head || head === 'one' || also.has(head) || isLike(head, own.at(-1) ?? '');
    const isModifier =
      own.length > 1 && said.length === 1 && own.slice(0, -1).includes(head) && !words.ADJECTIVES.has(head);
    if (!isHead && !isModifier && !names.some((name) => name.toLowerCase() === said.join(' '))) return false;
    return rest.every((word) => own.includes(word) || word === 'number');
  }
}

const RANKS = wordSet(
  'mr mrs ms miss dr sir lady lord king queen prince princess aunt uncle captain doctor professor agent officer detective sergeant little old young baby grandma grandpa cousin sister brother coach nurse chef father mother duke baron saint st big grandmother grandfather granny dame farmer sister nanny dad mum judge mayor count countess chief major general colonel',
);
function isRank(word: string): boolean {
  return RANKS.has(word.toLowerCase()) || words.PEOPLE.has(word.toLowerCase());
}

const SHE = wordSet(
  'woman girl mother mum mom mummy sister aunt grandma grandmother granny daughter wife niece queen princess lady waitress actress witch duchess countess nun hostess bride policewoman',
);
const HE = wordSet(
  'man boy father dad daddy brother uncle grandpa grandfather grandad son husband nephew king prince lord gentleman waiter actor wizard duke monk butler barman policeman fireman postman',
);
function kin(word: string): Gender | undefined {
  return SHE.has(word) ? 'she' : HE.has(word) ? 'he' : undefined;
}
