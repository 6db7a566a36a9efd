import { verdict, type Verdict } from '../../algebra/verdict';
import type { GroupTable } from './group-table';

/** Larger groups have too many subgroups to be kept. */
const MAX_LISTED = 1000;

/** A subgroup, and what it becomes with one more element; those that words meet are few and are kept. */
interface Subgroup {
  verdict: Verdict;
  generators: number[];
  members: Uint8Array;
  with: Map<number, Subgroup>;
}

/**
 * The verdict on the subgroup that a word's elements generate. Random words generate few different subgroups (S5 has
 * 156), so that after a while a word costs as many look-ups as it is long.
 */
export class Subgroups {
  private readonly known = new Map<string, Subgroup>();
  private readonly trivial: Subgroup;

  constructor(
    private readonly table: GroupTable,
    private readonly identity: number,
  ) {
    this.trivial = this.generatedBy([]);
  }

  verdictOf(word: readonly number[]): Verdict {
    if (this.table.order > MAX_LISTED) return verdict(word.map((id) => this.table.map(id)));
    let group = this.trivial;
    for (const id of word) {
      if (group.members[id]) continue;
      let next = group.with.get(id);
      if (!next) group.with.set(id, (next = this.generatedBy([...group.generators, id])));
      group = next;
    }
    return group.verdict;
  }

  private generatedBy(generators: number[]): Subgroup {
    const members = this.closure(generators);
    const key = members.join('');
    const known = this.known.get(key);
    if (known) return known;
    const found = {
      verdict: verdict(generators.map((id) => this.table.map(id))),
      generators,
      members,
      with: new Map<number, Subgroup>(),
    };
    this.known.set(key, found);
    return found;
  }

  /** Products of generators: in a finite group they are all that the generators generate. */
  private closure(generators: readonly number[]): Uint8Array {
    const members = new Uint8Array(this.table.order > MAX_LISTED ? 0 : this.table.order);
    const elements = [this.identity];
    members[this.identity] = 1;
    for (const element of elements) {
      for (const generator of generators) {
        const product = this.table.product(element, generator);
        if (members[product]) continue;
        members[product] = 1;
        elements.push(product);
      }
    }
    return members;
  }
}
