import { namedGroup } from '../../algebra/groups';
import { identity } from '../../algebra/maps';
import type { Fault } from '../../trace/json-place';
import type { WordExample } from '../examples/example';
import { GroupTable } from '../words/group-table';
import { DRESSES } from '../plan/plan-format';
import { Subgroups } from '../words/subgroups';
import { verdictFault } from './parts';

/** Groups whose tables are kept at once: each may be 16 MB. */
const MOST_GROUPS = 8;

interface Known {
  table: GroupTable;
  subgroups: Subgroups;
}

/** Of words of a group: every state is the product of a prefix. */
export class WordFaults {
  private readonly groups = new Map<string, Known>();

  of({ group, as, tokens, states, final, text, verdict }: WordExample): Fault | undefined {
    const known = this.known(group);
    if (!known) return { path: ['group'], reason: `there is no group '${group}' whose ids are exact as numbers` };
    const { table, subgroups } = known;
    const outside = tokens.findIndex((id) => id >= table.order);
    if (outside >= 0) return { path: ['tokens', outside], reason: `${group} has no element ${tokens[outside] ?? ''}` };
    const products = table.prefixProducts(tokens);
    const wrong = products.findIndex((product, step) => product !== states[step]);
    if (wrong >= 0)
      return {
        path: ['states', wrong],
        reason: `the product of the first ${wrong + 1} in ${group} is ${products[wrong] ?? ''}, not ${states[wrong] ?? ''}`,
      };
    if (final !== products.at(-1))
      return { path: ['final'], reason: `is not the last state, ${products.at(-1) ?? ''}` };
    if (!(DRESSES as readonly string[]).includes(as))
      return { path: ['as'], reason: `'${as}' is none of ${DRESSES.join(', ')}` };
    if (as === 'word' && text !== tokens.map((id) => table.name(id)).join(' '))
      return { path: ['text'], reason: 'is not the tokens, written as cycles' };
    return verdict ? verdictFault(verdict, subgroups.verdictOf(tokens)) : undefined;
  }

  private known(name: string): Known | undefined {
    const known = this.groups.get(name);
    if (known) return known;
    const group = namedGroup(name);
    if (!group || group.order > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
    const table = new GroupTable(group);
    const made = { table, subgroups: new Subgroups(table, Number(group.idOf(identity(group.degree)))) };
    if (this.groups.size === MOST_GROUPS) this.groups.clear();
    this.groups.set(name, made);
    return made;
  }
}
