import { Asked } from './asked';
import type { Answers } from '../models/grading/grader';
import { agreement } from './partitions/agreement';
import { learnedPartitions } from './partitions/learned';
import type { Partitions, StatePartition } from './partitions/partitions';
import { TrackedCounts } from './tracked-counts';
import type { Kept, LearnedGroups } from './tracked';

/** Groups that other words show again agree so far: arcs that are cut out of a circle anywhere do not. */
const AGAIN = 0.8;

/**
 * Groups of states that a model mixes up among themselves alone, for longer than it knows the state. They are learned
 * from a quarter of the words, must come out of another quarter, too, which chooses among them, and are told only if the
 * other half of the words bears them out.
 *
 * @param answers to all words
 * @param length of the words, in tokens
 * @param asked partitions that were looked at before
 */
export function learnedGroups(
  partitions: Partitions,
  answers: readonly Answers[],
  { length, asked }: { length: number; asked: number },
): { kept: Kept; learned: LearnedGroups } | undefined {
  const [fitting, odd, choosing, even] = [0, 1, 2, 3].map((rest) => answers.filter((_, index) => index % 4 === rest));
  if (!fitting || !choosing?.length || !odd || !even) return undefined;
  const measuring = [...odd, ...even];
  const from = counted([partitions.state], choosing, length).reach(0);
  const learned = learnedPartitions(partitions, fitting, { from, to: length });
  if (learned.length === 0) return undefined;
  const looks = asked + learned.length;
  const candidates = [partitions.state, ...learned];
  const counts = counted(candidates, choosing, length);
  const again = learnedPartitions(partitions, choosing, { from, to: length });
  const [best] = new Asked(partitions, candidates, looks)
    .chosen(counts)
    .flatMap((index) => {
      const own = index === 0 ? undefined : candidates[index];
      return own && again.some((other) => agreement(own.partition, other.partition) >= AGAIN)
        ? [{ own, reach: counts.reach(index) }]
        : [];
    })
    .sort((a, b) => b.reach - a.reach || b.own.blocks - a.own.blocks);
  if (!best) return undefined;
  const judged = new Asked(partitions, [partitions.state, best.own], looks);
  const measured = counted(judged.candidates, measuring, length);
  if (!judged.chosen(measured).includes(1)) return undefined;
  return {
    kept: judged.keptOf([1], measured),
    learned: {
      groups: groupsOf(partitions, best.own),
      ...{ fitted: fitting.length, chosen: choosing.length, among: learned.length, measured: measuring.length },
    },
  };
}

function counted(candidates: readonly StatePartition[], words: readonly Answers[], length: number): TrackedCounts {
  const counts = new TrackedCounts(candidates, length);
  for (const word of words) counts.add(word);
  return counts;
}

/** Classes of each block, the largest first. */
function groupsOf({ automaton }: Partitions, { partition, blocks }: StatePartition): number[][] {
  return Array.from({ length: blocks }, (_, block) =>
    automaton.classes.filter((_, state) => partition[state] === block).sort((a, b) => a - b),
  ).sort((a, b) => b.length - a.length);
}
