import { wordSet } from '../language/word-set';
import { MAX_DEGREE, NotationError } from '../../../algebra/notation';
import { genderOf, type Gender } from '../language/genders';
import { Holdings } from './holdings';
import { ordinal } from '../language/lexicon';
import { Names } from './names';
import { isNear } from '../language/near';
import type { Reference, Span } from '../phrases/said';

export interface Member {
  name: string;
  /** True until the story says what it holds, or that it holds nothing. */
  isUnsaid: boolean;
  /** True when what it holds was said of this member alone, and not of all. */
  isOwn?: boolean;
  /** A box or a room, not somebody. */
  isContainer?: boolean;
  gender?: Gender;
}

/** Where things come from that nobody had, and go when they are taken away. */
const OUTSIDE = 'outside';

/** Titles by which somebody may be called alone. */
const RANKS: ReadonlySet<string> = wordSet(
  'king queen prince princess duke duchess count countess baron captain general colonel major sergeant professor doctor sir lady lord judge president mayor chef nurse coach detective inspector officer pirate wizard sister brother father mother',
);

const KIN: ReadonlySet<string> = wordSet('mr mrs ms miss dr prof st aunt uncle grandma grandpa granny cousin');

/** Who takes part, by what they are called. Members come in the order in which they are named: people, numbered things, boxes. */
export class Roster {
  readonly members: Member[] = [];
  readonly holdings = new Holdings();
  /** `seats[seat]` is the member who sits there now; at first everyone sits on the seat of the same index. */
  seats: number[] = [];
  readonly names = new Names();
  /** What was taken for granted, to be said. */
  readonly remarks: (Span & { text: string })[] = [];
  /** True once the story has said who takes part: later names are then faults. */
  protected closed = false;
  /** True once all who take part were counted or listed. */
  protected isComplete = false;
  /** Noun of numbered members (`ball 3`). */
  protected label: string | undefined;
  /** @param rooms people go from place to place, which hold them as boxes hold things */
  constructor(readonly rooms = false) {}

  /** All who take part are named. */
  complete(): void {
    this.closed = true;
    this.isComplete = true;
  }

  protected person(name: string, span: Span): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.closed) throw fault(span, `'${name}' is not one of those in this story: ${this.shortList()}`);
    if (this.label !== undefined) throw fault(span, `this story is about ${this.label}s, not people`);
    return this.add(name, span);
  }

  add(name: string, span: Span): number {
    if (this.members.length === MAX_DEGREE) throw fault(span, `more than ${MAX_DEGREE} take part`);
    const gender = genderOf(name);
    const member = this.members.push({ name, isUnsaid: !this.rooms, ...(gender && { gender }) }) - 1;
    this.names.add(name, member);
    this.callAlso(name, member);
    this.holdings.addHolder();
    this.seats.push(member);
    return member;
  }

  protected known(reference: Reference & { kind: 'holder' }): number {
    const member = this.names.get(reference.name);
    if (member === undefined)
      throw fault(reference, `'${reference.name}' is not one of those in this story: ${this.shortList()}`);
    return member;
  }

  /** Where things are that nobody has. */
  outside(span: Span): number {
    const known = this.names.get(OUTSIDE);
    if (known !== undefined) return known;
    const member = this.add(OUTSIDE, span);
    const who = this.members[member];
    if (who) Object.assign(who, { isUnsaid: false, isContainer: true });
    return member;
  }

  /** Where nobody knows of. */
  isOutside(member: number): boolean {
    return this.names.get(OUTSIDE) === member;
  }

  /** Numbered things: what one of them holds is its place. */
  get isNumbered(): boolean {
    return this.label !== undefined;
  }

  /** `the captain` and `Rossi` for Captain Rossi, `Maria` for Maria de la Cruz, while no other is called so. */
  private callAlso(name: string, member: number): void {
    const [first = '', ...rest] = name.split(' ');
    if (first === 'the' && rest.length > 1) this.names.addShort(`the ${rest.at(-1) ?? ''}`, member);
    if (rest.length === 0 || first === 'the' || /\d|^.$/.test(rest.at(-1) ?? '')) return;
    const shorts = RANKS.has(first.toLowerCase())
      ? [`the ${first.toLowerCase()}`, rest.join(' ')]
      : KIN.has(first.toLowerCase())
        ? []
        : [first];
    for (const short of shorts) this.names.addShort(short, member);
  }

  alias(member: number, name: string, span: Span): void {
    const known = this.names.get(name);
    if (known !== undefined && known !== member) throw fault(span, `'${name}' is already somebody else`);
    this.names.add(name, member);
  }

  /** Whether somebody new may come into the story: nobody whose name is nearly the same is in it. */
  mayCome(name: string): boolean {
    return !this.isComplete && this.label === undefined && !this.members.some((member) => isNear(member.name, name));
  }

  nameOf(member: number): string {
    return this.members[member]?.name ?? '';
  }

  protected shortList(): string {
    const names = this.members.slice(0, 8).map(({ name }) => name);
    return names.join(', ') + (this.members.length > 8 ? ', …' : '');
  }
}

/** What somebody or something of whom nothing is known would be called. */
export function nameOf(reference: Reference): string | undefined {
  if (reference.kind === 'person' || reference.kind === 'holder') return reference.name;
  if (reference.kind === 'numbered' && reference.noun !== undefined)
    return reference.isOrdinal
      ? `the ${ordinal(reference.number)} ${reference.noun}`
      : `${reference.noun} ${reference.number}`;
  if (reference.kind === 'thing') return `the ${reference.words.join(' ')}`;
  return undefined;
}

export function fault({ start, end }: Span, reason: string): NotationError {
  return new NotationError(start, end, reason);
}
