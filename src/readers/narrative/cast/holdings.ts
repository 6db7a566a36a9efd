/** A place of a holder. */
export interface Place {
  holder: number;
  place: number;
}

/** What a place gets its content from. */
export interface PlaceMove {
  to: Place;
  from: Place;
}

/** A thing that goes to a holder. */
export interface Going {
  thing: number;
  to: number;
}

/**
 * Which holder has which things, place by place. A holder has as many places as it ever held things at once, and one at
 * least; a place without a thing is empty. So whatever moves is a permutation of places: a thing that goes to an empty
 * place changes with nothing.
 */
export class Holdings {
  /** What is in each place at first, and now; null is nothing. */
  private readonly first: (number | null)[][] = [];
  private readonly now: (number | null)[][] = [];
  /** Where each thing is now. */
  private readonly where: Place[] = [];
  private readonly previous = new Map<number, number>();

  addHolder(): void {
    this.first.push([]);
    this.now.push([]);
  }

  /** A thing that has been with a holder from the start, whenever it is spoken of. */
  addThing(holder: number): number {
    const thing = this.where.length;
    const place = this.now[holder]?.length ?? 0;
    this.first[holder]?.push(thing);
    this.now[holder]?.push(thing);
    this.where.push({ holder, place });
    return thing;
  }

  /** The things that a holder has now, by their places. */
  of(holder: number): number[] {
    return (this.now[holder] ?? []).filter((thing) => thing !== null);
  }

  /** Who had a thing before it came to where it is now. */
  before(thing: number): number | undefined {
    return this.previous.get(thing);
  }

  holderOf(thing: number): number {
    return this.where[thing]?.holder ?? -1;
  }

  /** All that goes, goes at once: into the places that are left and those that are empty, the first ones first. */
  go(all: readonly Going[]): PlaceMove[] {
    const [stays, goes] = [true, false].map((is) =>
      all.filter(({ thing, to }) => (this.holderOf(thing) === to) === is),
    );
    const goings = goes ?? [];
    const still = (stays ?? []).flatMap(({ thing }) => this.where[thing] ?? []).map((at) => ({ to: at, from: at }));
    const from = goings.flatMap(({ thing }) => this.where[thing] ?? []);
    for (const { thing } of goings) this.previous.set(thing, this.holderOf(thing));
    for (const { holder, place } of from) this.set(holder, place, null);
    const to = goings.map(({ thing, to: holder }) => {
      const place = this.freePlace(holder);
      this.set(holder, place, thing);
      this.where[thing] = { holder, place };
      return { holder, place };
    });
    const moves = to.flatMap((place, k) => (from[k] ? [{ to: place, from: from[k] }] : []));
    // Nothing goes the other way: from the places that were empty to those that are.
    const was = to.filter((place) => !from.some((other) => same(place, other)));
    const is = from.filter((place) => !to.some((other) => same(place, other)));
    return [...still, ...moves, ...is.flatMap((place, k) => (was[k] ? [{ to: place, from: was[k] }] : []))];
  }

  /** What is in the places of every holder at first, once all is told; of one who never had any none when `handless`. */
  initial(handless: (holder: number) => boolean): readonly (readonly (number | null)[])[] {
    return this.first.map((places, holder) => (places.length > 0 || handless(holder) ? places : [null]));
  }

  private freePlace(holder: number): number {
    const free = this.now[holder]?.indexOf(null) ?? -1;
    if (free >= 0) return free;
    this.first[holder]?.push(null);
    return (this.now[holder]?.push(null) ?? 1) - 1;
  }

  private set(holder: number, place: number, thing: number | null): void {
    const places = this.now[holder];
    if (places) places[place] = thing;
  }
}

function same(a: Place, b: Place): boolean {
  return a.holder === b.holder && a.place === b.place;
}
