import { namedGroup } from '../../algebra/groups';
import { identity } from '../../algebra/maps';
import { drawOf } from '../blocks/draw';
import { dress } from './dress';
import { briefVerdict, type Dealt } from '../examples/example';
import { hashOf } from '../examples/hash';
import { GroupTable } from './group-table';
import { SideOfWord } from '../splits/keys';
import type { Plan, WordsPlan } from '../plan/plan';
import { Renamings } from './renaming';
import { Subgroups } from './subgroups';

/**
 * Makes the example of any index of a plan, with all that may be told of it.
 *
 * @throws RangeError when there are not enough different words, or the group has too many elements
 */
export function wordExamples(
  plan: WordsPlan,
  { seed, fractions }: Pick<Plan, 'seed' | 'fractions'>,
): (index: number) => Dealt {
  const group = namedGroup(plan.group);
  if (!group) throw new RangeError(`there is no group '${plan.group}'`);
  const table = new GroupTable(group);
  const subgroups = new Subgroups(table, Number(group.idOf(identity(group.degree))));
  const draw = drawOf(plan, table.order, seed);
  const sideOf = new SideOfWord(seed, fractions);
  const renamings = plan.as === 'word' ? undefined : new Renamings(table);
  return (index) => {
    const tokens = new Array<number>(draw.lengthOf(index));
    draw.into(tokens, index, 0, tokens.length);
    const states = table.prefixProducts(tokens);
    const text =
      plan.as === 'word'
        ? tokens.map((id) => table.name(id)).join(' ')
        : dress(
            plan.as,
            tokens.map((id) => table.map(id)),
            seed,
            index,
          );
    return {
      example: {
        kind: 'word',
        id: index,
        text,
        tokens,
        states,
        final: states.at(-1) ?? 0,
        group: group.name,
        as: plan.as,
        source: { uri: `generated:${group.name}?seed=${seed}&index=${index}`, range: null, hash: hashOf(text) },
        verdict: briefVerdict(subgroups.verdictOf(tokens)),
      },
      side: sideOf.of(renamings?.least(tokens) ?? tokens),
    };
  };
}
