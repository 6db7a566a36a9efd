import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { namedGroup } from '../algebra/groups';
import { identity } from '../algebra/maps';
import { dress } from './dress';
import { briefVerdict, hashOf, type Keyed } from './example';
import { GroupTable } from './group-table';
import { shareLengths, type Place } from './lengths';
import type { WordsPlan } from './plan';
import { randomFor } from './random';
import { Renamings } from './renaming';
import { digits, keyFor, MAX_NUMBERED, shuffled, shuffledWords } from './shuffle';
import { Subgroups } from './subgroups';

/** Purposes of random numbers, so that words and lengths do not share any. */
const LETTERS = 0x3074;

/**
 * Makes the example of any index of a plan: words drawn uniformly and independently, as in section 6 of Merrill et al.
 * 2024, or, where they are to be unique, the images of 0, 1, 2, … under a random permutation of all words of a length.
 *
 * @throws RangeError when there are not enough different words, or the group has too many elements
 */
export function wordExamples(plan: WordsPlan, seed: number): (index: number) => Keyed {
  const group = namedGroup(plan.group);
  if (!group) throw new RangeError(`there is no group '${plan.group}'`);
  const table = new GroupTable(group);
  const subgroups = new Subgroups(table, Number(group.idOf(identity(group.degree))));
  const letters = plan.generators?.length ?? table.order;
  const idOf = (letter: number): number => plan.generators?.[letter] ?? letter;
  const place = shareLengths(
    plan.lengths,
    plan.count,
    seed,
    plan.unique ? (length) => letters ** length : () => Infinity,
  );
  const draw = plan.unique ? uniqueWords(letters, seed) : randomWords(letters, seed);
  const renamings = plan.as === 'word' ? undefined : new Renamings(table);
  return (index) => {
    const tokens = draw(place(index), index).map(idOf);
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
    const key = hashOf((renamings?.least(tokens) ?? tokens).join(' '));
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
      keys: [key],
    };
  };
}

type Draw = (place: Place, index: number) => number[];

function randomWords(letters: number, seed: number): Draw {
  return ({ length }, index) => {
    const random = randomFor(seed, LETTERS, index);
    return Array.from({ length }, () => uniformInt(random, 0, letters - 1));
  };
}

/** Every length has permutations of its own. */
function uniqueWords(letters: number, seed: number): Draw {
  const known = new Map<number, (rank: number) => number[]>();
  const ofLength = (length: number): ((rank: number) => number[]) => {
    const key = keyFor(seed, LETTERS + length);
    const space = letters ** length;
    if (space <= MAX_NUMBERED) {
      const number = shuffled(key, space);
      return (rank) => digits(number(rank), letters, length);
    }
    const permute = shuffledWords(key, letters);
    return (rank) => permute(digits(rank, letters, length));
  };
  return ({ length, rank }) => {
    let draw = known.get(length);
    if (!draw) known.set(length, (draw = ofLength(length)));
    return draw(rank);
  };
}
