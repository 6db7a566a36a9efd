import { wordSet } from '../../language/word-set';
import { append } from '../../../../lists/append';
import type { TableStep } from '../../../../trace/trace';
import { isNear } from '../../language/near';
import type { Span } from '../../phrases/said';
import { Duties } from './duties';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { Noun } from '../grammar/nouns/noun';
import { References, uncertain } from './references';
import * as words from '../grammar/words';
import { fault, World, type Kind } from './world';

/** A thing, or somebody who goes somewhere, and who or what holds it then. */
export interface Move {
  thing: number;
  to: number;
}

/** What happens at once, and the words that say so. */
export interface Happening extends Span {
  moves: readonly Move[];
  /** Something is on or off then. */
  turn?: Pick<TableStep, 'cell' | 'table'>;
}

/** What is told so far. */
export class Story {
  readonly world = new World();
  readonly references = new References(this.world);
  readonly happened: Happening[] = [];
  readonly remarks: (Span & { text: string })[] = [];
  /** The noun of what each of them has: `They each bring a book`. */
  announced: { noun: string; isRole: boolean } | undefined;
  /** Whose these are. */
  announcedFor: readonly number[] = [];
  /** Of those that are counted how many were named since: `three scarves`, of which one is the purple one. */
  private readonly members = new Map<number, number>();

  /** One of several that were only counted: `the purple one` of three scarves. */
  member(noun: Noun): number | undefined {
    const { world } = this;
    const head = noun.words.at(-1) === 'one' ? this.lastNoun : noun.words.at(-1);
    if (noun.kind !== 'definite' || noun.isPlural || noun.owner || noun.words.length < 2 || head === undefined)
      return undefined;
    if (!words.ADJECTIVES.has(noun.words[0] ?? '') && !words.SUPERLATIVE.test(noun.words[0] ?? '')) return undefined;
    const [group, more] = world.entities.filter(
      ({ id, kind, isPlural, words: own }) =>
        kind === 'thing' && isPlural && own.at(-1) === head && world.now.has(id) && !world.moved.has(id),
    );
    const count = /^(?:(\d+)|(two|three|four|five|six|seven|eight)) /.exec(group?.shown ?? '');
    if (!group || more || !count) return undefined;
    const all = Number(count[1] ?? 'zero one two three four five six seven eight'.split(' ').indexOf(count[2] ?? ''));
    const named = (this.members.get(group.id) ?? 0) + 1;
    if (named > all) return undefined;
    this.members.set(group.id, named);
    const holder = world.now.get(group.id) ?? 0;
    const id = this.introduce(noun, 'thing');
    world.place(id, holder);
    if (named === all) {
      world.now.delete(group.id);
      world.first.delete(group.id);
    }
    return id;
  }

  /** Those of whom it was said that they hold nothing. */
  readonly empty = new Set<number>();
  /** The words of the sentences before, in the singular. */
  readonly said = new Set<string>();
  /** The words that tell of the last step. */
  lastSaid: ReadonlySet<string> = new Set();
  /** What each one does by turns. */
  readonly duties = new Duties(this);
  /** What was shown to somebody last. */
  shown: readonly number[] = [];
  /** Things that the last sentences spoke of, of which it is not said who has them. */
  loose: Noun[] = [];
  /** Noun of the places that were only counted: `There are three cauldrons`. */
  counted: string | undefined;
  /** Noun of the last thing named, for `a red one`. */
  lastNoun: string | undefined;
  /** Of the last step in which several gave at once from whom to whom things went. */
  round: Map<number, number> | undefined;
  private collected: Move[] | undefined;
  private away: number | undefined;

  /** Where people are is followed, though nobody's place was said: things are put down `there`. */
  followsPeople = false;

  /** How many steps there are, where the last was agreed to and not told yet, and how it was before. */
  granted: { steps: number; undo: () => void } | undefined;
  /** Where it was agreed to that is told then. */
  private grantedFrom: number | undefined;

  /** What `tell` makes happen is agreed to: it may be told once more when it is done. */
  grant(tell: () => void): void {
    const { world, happened } = this;
    const { length } = happened;
    const undo = world.kept();
    tell();
    if (happened.length === length + 1) this.granted = { steps: happened.length, undo };
  }

  /** What was agreed to is told now: the step stands here. */
  ungrant(): void {
    this.granted?.undo();
    this.granted = undefined;
    this.references.startHere();
    this.grantedFrom = this.happened.pop()?.start;
  }

  /** Something had happened before the sentence that is told. */
  wasBegun = false;

  get begun(): boolean {
    return this.happened.length > 0;
  }

  /** Everything goes at once. @throws NotationError when something goes where it is. */
  happen(moves: readonly Move[], span: Span): void {
    const { world } = this;
    if (this.collected) {
      append(this.collected, moves);
      return;
    }
    for (const { thing, to } of moves) {
      const at = world.now.get(thing);
      // `moves Rae to shortstop`, which another is
      if (world.is(to, 'thing') && world.is(thing, 'person'))
        throw fault(span, `who is ${world.name(to)} then, and who was, is not certain: write who swaps with whom`);
      if (at === undefined) throw fault(span, `where ${world.name(thing)} was before is not said`);
      if (at === to) throw fault(span, `${world.name(thing)} is with ${world.name(to)} already`);
    }
    for (const { thing, to } of moves) {
      const at = world.now.get(thing) ?? 0;
      world.before.set(thing, at);
      const lenders = world.lenders.get(thing) ?? new Map<number, number>([[at, -1]]);
      if (!lenders.has(to)) lenders.set(to, at);
      world.lenders.set(thing, lenders);
      for (const each of [thing, to, at]) world.moved.add(each);
      world.holders.add(to);
    }
    for (const { thing, to } of moves) world.now.set(thing, to);
    this.happened.push({ start: this.grantedFrom ?? span.start, end: span.end, moves });
    this.grantedFrom = undefined;
  }

  /** What `tell` makes happen is one step, in which each gives what they had before it. */
  atOnce(span: Span, tell: () => void): void {
    const moves: Move[] = [];
    this.collected = moves;
    try {
      tell();
    } finally {
      this.collected = undefined;
    }
    if (new Set(moves.map(({ thing }) => thing)).size < moves.length) throw fault(span, 'one thing goes to two here');
    if (moves.length === 0) return;
    this.round = new Map(moves.map(({ thing, to }) => [this.world.now.get(thing) ?? -1, to]));
    this.happen(moves, span);
  }

  /** The last round once more: `They pass them on in the same way again`. @throws NotationError where that is not certain */
  again(span: Span): void {
    const moves = [...(this.round ?? [])].map(([from, to]) => {
      const [thing, more] = this.world.held(from);
      if (thing === undefined || more !== undefined)
        throw fault(span, `what ${this.world.name(from)} passes on is not certain`);
      return { thing, to };
    });
    this.happen(moves, span);
  }

  /** Where things are that nobody has. */
  get outside(): number {
    this.away ??= this.world.add('place', { words: ['outside'], shown: 'outside', isPlural: false, kind: 'name' }).id;
    return this.away;
  }

  isOutside(id: number): boolean {
    return this.away === id;
  }

  /** Whether a noun phrase means somebody or something of the story. */
  knows(noun: Noun): boolean {
    return this.references.all(noun).some((ids) => ids.length > 0);
  }

  knowsAny(nouns: readonly Noun[]): boolean {
    return nouns.some((noun) => this.knows(noun));
  }

  /** The one that is meant. @throws NotationError when it is not certain */
  one(noun: Noun, fits: (id: number) => boolean = () => true): number {
    const found = this.references.all(noun).filter((ids) => ids.length === 1);
    const fitting = found.flat().filter(fits);
    const [only, another] = fitting;
    if (only === undefined || another !== undefined)
      throw uncertain(noun, fitting.length > 0 ? fitting.map((id) => [id]) : found, this.world);
    this.note(noun, [only]);
    return only;
  }

  /** Those who are spoken of from now on. */
  note(noun: Noun, ids: readonly number[]): void {
    if (noun.words.length > 0 && noun.words.at(-1) !== 'one' && ids.some((id) => this.world.is(id, 'thing')))
      this.lastNoun = noun.words.at(-1);
    if (noun.pronoun === 'she' || noun.pronoun === 'he' || noun.pronoun === 'her' || noun.pronoun === 'him')
      for (const id of ids)
        this.references.learnGender(id, noun.pronoun === 'she' || noun.pronoun === 'her' ? 'she' : 'he');
    if ((noun.pronoun === 'she' || noun.pronoun === 'he') && ids.length === 1 && ids[0] !== undefined)
      noun.meant = ids[0];
    this.references.mention(ids);
  }

  /** Somebody or something new. @throws NotationError where it looks like a slip of the pen */
  introduce(noun: Noun, kind: Kind): number {
    const { world } = this;
    const near = world.entities.find(
      (entity) =>
        isNear(entity.shown, noun.shown) &&
        !areTitled(entity.shown, noun.shown) &&
        noun.kind === 'name' &&
        // `Mona in goal, Nele in defence, Oona in attack`: two of one list
        !(!this.begun && this.references.isOfThisSentence(entity.id)) &&
        /^\p{Lu}/u.test(entity.shown) &&
        !words.PEOPLE.has(noun.words.at(-1) ?? ''),
    );
    if (near) throw fault(noun, `'${noun.shown}' is not one of those in this story: ${near.shown} is`);
    const isOne = noun.words.at(-1) === 'one' && this.lastNoun !== undefined;
    const said = isOne ? [...noun.words.slice(0, -1), this.lastNoun ?? ''] : noun.words;
    const shown = isOne ? noun.shown.replace(/\bone$/, this.lastNoun ?? '') : noun.shown;
    const owner =
      noun.owner && !['I', 'we', 'you'].includes(noun.owner.pronoun ?? '') ? this.ownerOf(noun.owner) : undefined;
    // `the empty cage D` is cage D
    const isVacant = kind === 'place' && said.length > 1 && words.VACANT.has(shown.split(' ')[0]?.toLowerCase() ?? '');
    const plain = isVacant ? shown.replace(/^\S+ /, '') : shown;
    const own = isVacant ? said.filter((word) => !words.VACANT.has(word)) : said;
    const entity = world.add(kind, { ...noun, words: own, shown: this.shownWith(noun, plain, owner) });
    if (owner !== undefined) entity.owner = owner;
    if (kind === 'thing' && noun.kind !== 'name' && noun.kind !== 'title') this.lastNoun = said.at(-1);
    if (kind === 'thing' && this.announced) entity.also.add(this.announced.noun);
    if (noun.rank !== undefined) entity.also.add(noun.rank);
    return entity.id;
  }

  /** `it`, where only one thing was spoken of, and nobody has it: `Benny's turn with the engine was over. He handed it on`. */
  lone(): number | undefined {
    const heads = new Set(this.loose.map(({ words: own }) => own.at(-1)));
    const [noun] = this.loose;
    if (!noun || heads.size !== 1) return undefined;
    const plain = { ...noun };
    delete plain.owner;
    const id = this.introduce(plain, 'thing');
    this.note(plain, [id]);
    return id;
  }

  private ownerOf(noun: Noun): number | undefined {
    const found = this.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat();
    if (found.length === 0 && noun.kind === 'name' && !noun.owner) return this.introduce(noun, 'person');
    return found.length === 1 ? found[0] : undefined;
  }

  private shownWith({ owner: said, words: own }: Noun, shown: string, owner: number | undefined): string {
    if (!said || said.pronoun === undefined) return shown;
    const rest = shown.replace(/^\S+ /, '');
    return owner === undefined || own.length === 0 ? rest : `${this.world.name(owner)}'s ${rest}`;
  }

  /** Somebody: known, or new. */
  person(noun: Noun): number {
    const { world, references } = this;
    const found = references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat();
    const people = found.filter((id) => world.is(id, 'person'));
    const one = people[0];
    if (one !== undefined && people.length === 1) {
      this.note(noun, [one]);
      return one;
    }
    if (found.length > 0 || !mayBePerson(noun))
      throw uncertain(
        noun,
        found.map((id) => [id]),
        world,
      );
    // `the boy` may be one of those who have names.
    const isVague = noun.kind === 'definite' && !noun.owner && VAGUE.has(noun.words.at(-1) ?? '');
    if (isVague && world.entities.some(({ kind }) => kind === 'person')) throw uncertain(noun, [], world);
    const id = this.introduce(noun, 'person');
    this.note(noun, [id]);
    if (this.begun) this.remark(noun, `nothing was said of ${noun.shown} before: taken to hold nothing at first`);
    return id;
  }

  remark(span: Span, text: string): void {
    this.remarks.push({ start: span.start, end: span.end, text });
  }
}

/** Whether somebody of whom nothing was said may be called so. */
function mayBePerson(noun: Noun): boolean {
  if (noun.pronoun === 'I' || noun.pronoun === 'i') return true;
  if (noun.pronoun !== undefined || noun.kind === 'title') return false;
  return isPersonNoun(noun);
}

/** Whom anybody may be. */
const VAGUE = wordSet(
  'boy girl man woman child kid person player friend neighbour neighbor guest member student pupil classmate teammate partner lady gentleman one winner loser youngest oldest eldest runner dancer',
);

/** `Mr Lee` and `Mrs Lee` */
function areTitled(one: string, other: string): boolean {
  return [one, other].every((name) => /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Lady) /.test(name));
}
