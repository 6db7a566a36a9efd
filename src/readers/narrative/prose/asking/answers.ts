import type { Asked } from '../../cast/told';
import { mayMean } from '../../language/kinds';
import type { Token } from '../../language/tokens';
import * as words from '../grammar/words';
import type { Story } from '../world/story';
import type { Shape } from '../world/trace';

/** Questions about who and what was found, as places and objects of the trace. */
export class Answers {
  constructor(
    private readonly story: Story,
    private readonly shape: Shape,
  ) {}

  isHolder(id: number): boolean {
    return this.shape.slotsOf(id).length > 0;
  }

  private get empties(): Pick<Asked, 'empties'> {
    const { empties } = this.shape;
    return empties.length > 0 ? { empties } : {};
  }

  held(id: number, without: readonly number[] = []): Asked {
    const all = this.shape.slotsOf(id);
    const empties = [...this.shape.empties, ...without];
    const rest = empties.length > 0 ? { empties } : {};
    return all.length === 1 ? { slot: all[0] ?? -1, ...rest } : { slots: all, ...rest };
  }

  where(id: number, isPlace = true): Asked {
    const { holders } = this.shape;
    const hasSeveral = new Set(holders).size < holders.length;
    return {
      object: this.shape.objectOf(id),
      ...(hasSeveral && { holders }),
      ...(isPlace && { carriers: this.shape.carriers }),
    };
  }

  /** `Does Ben have the hat?` */
  whether(found: readonly (readonly number[])[]): Asked | undefined {
    const { world } = this.story;
    const [a, b, more] = found.map((ids) => (ids.length === 1 ? (ids[0] ?? -1) : -1));
    if (a === undefined || b === undefined || more !== undefined || a < 0 || b < 0) return undefined;
    const [thing, holder] = world.now.has(a) && this.isHolder(b) && world.is(b, 'place') ? [a, b] : [b, a];
    if (!world.now.has(thing) || !this.isHolder(holder)) return undefined;
    const all = this.shape.slotsOf(holder);
    return {
      ...(all.length === 1 ? { slot: all[0] ?? -1 } : { slots: all }),
      ...this.empties,
      object: this.shape.objectOf(thing),
    };
  }

  /** What is no shift, where `which shift` is asked of somebody who has one, and an appointment. */
  othersThan(noun: readonly Token[], holder: number): number[] {
    const { world } = this.story;
    const head = words.singularOf(noun.at(-1)?.lower ?? '');
    const others = world.held(holder, 'thing').filter((id) => {
      const own = world.entities[id]?.words.at(-1) ?? '';
      return own !== head && !mayMean(head, own);
    });
    if (others.length === world.held(holder, 'thing').length) return [];
    return others.map((id) => this.shape.objectOf(id));
  }

  /** All objects but people. */
  get notPeople(): number[] {
    const { objects, people, empties } = this.shape;
    return objects.flatMap((_, k) => (people.includes(k) || empties.includes(k) ? [] : [k]));
  }

  /** All objects but people and this one. */
  othersThanPeopleAnd(id: number): number[] {
    return [...this.notPeople, this.shape.objectOf(id)];
  }

  /** `Which box is empty?`, `Who has nothing?` */
  vacant(wh: string, noun: readonly Token[]): Asked | undefined {
    const { world } = this.story;
    const head = words.singularOf(noun.at(-1)?.lower ?? '');
    const isWho = wh === 'who' || (wh === 'which' && (noun[0]?.lower === 'of' || words.PEOPLE.has(head)));
    const holders = world.entities.filter(
      ({ id, kind, words: own }) =>
        this.isHolder(id) && (isWho ? kind === 'person' : kind === 'place' && own.includes(head)),
    );
    const slots = holders.flatMap(({ id }) => this.shape.slotsOf(id));
    return slots.length > 0
      ? { slots, isVacant: true, empties: this.shape.empties, holders: this.shape.holders }
      : undefined;
  }
}
