import { blocksOf, numbered, type Partition } from '../../algebra/congruences';
import type { Answers } from '../../models/grading/grader';
import { mapOf, type Automaton } from './automaton';
import { communities, type Graph } from './communities';
import type { Partitions, StatePartition } from './partitions';
import { same } from './quotients';

/** From few large groups to many small ones. */
const RESOLUTIONS = [1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32];
/** Confusions are taken from all tokens, from the first half, quarter and so on: later ones may be noise. */
const HALVINGS = 6;

/**
 * Groups of states that a model mixes up among themselves more than with others: partitions that the steps need not respect,
 * from coarse to fine and from short words to long ones. What they are worth other words have to tell.
 *
 * @param words answers that they are learned from
 * @param to the longest length that is of interest
 * @param from the state itself is kept so long
 */
export function learnedPartitions(
  { automaton, coarser }: Partitions,
  words: readonly Answers[],
  { from, to }: { from: number; to: number },
): StatePartition[] {
  const states = automaton.classes.length;
  const found: Partition[] = coarser().partitions.map(({ partition }) => partition);
  const known = found.length;
  for (let length = to, halving = 0; length > from && halving < HALVINGS; length = Math.floor(length / 2), halving++) {
    const graph = confusions(automaton, words, length);
    // Of states that were not met nobody knows with what they are mixed up.
    if (!graph) break;
    for (const resolution of RESOLUTIONS) {
      const partition = communities(graph, resolution);
      const blocks = blocksOf(partition);
      if (blocks > 1 && blocks < states && !found.some((other) => same(other, partition))) found.push(partition);
    }
  }
  return found.slice(known).map((partition) => learned(automaton, partition));
}

function learned(automaton: Automaton, partition: Partition): StatePartition {
  const blocks = blocksOf(partition);
  const slots = slotsTold(automaton, partition);
  return {
    ...{ told: { kind: 'learned', blocks, ...(slots && { slots }) }, partition, blocks },
    labels: automaton.stateOf.map((state) => (state < 0 ? -1 : (partition[state] ?? -1))),
  };
}

/** Wrong answers after each of the first tokens; undefined where these words do not meet every state. */
function confusions({ classes, stateOf }: Automaton, words: readonly Answers[], length: number): Graph | undefined {
  const met = new Set<number>();
  const links = classes.map(() => new Map<number, number>());
  const link = (a: number, b: number): void => void links[a]?.set(b, (links[a].get(b) ?? 0) + 1);
  for (const { predicted, truth } of words)
    for (let token = 0; token < length; token++) {
      const said = stateOf[predicted[token] ?? -1] ?? -1;
      const is = stateOf[truth[token] ?? -1] ?? -1;
      met.add(is);
      // An answer that no word reaches is mixed up with nothing.
      if (said < 0 || is < 0 || said === is) continue;
      link(said, is);
      link(is, said);
    }
  return met.size < classes.length ? undefined : { links, loops: new Float64Array(classes.length) };
}

/** The slots whose content is all that a partition tells, such as which object stands in slot 3; undefined where it is not that. */
function slotsTold(automaton: Automaton, partition: Partition): number[] | undefined {
  const { task, classes } = automaton;
  if (task.acts === 'values') return undefined;
  const maps = classes.map((_, state) => mapOf(automaton, state));
  const first = new Map<number, readonly number[]>();
  partition.forEach((block, state) => first.has(block) || first.set(block, maps[state] ?? []));
  const slots = Array.from({ length: task.degree }, (_, slot) => slot).filter((slot) =>
    maps.every((map, state) => map[slot] === first.get(partition[state] ?? -1)?.[slot]),
  );
  const content = numbered(maps, (state) => slots.map((slot) => maps[state]?.[slot]).join());
  return same(content, partition) ? slots : undefined;
}
