import type { LearnedGroups } from './tracked';

/** `a, b and c` */
const list = new Intl.ListFormat('en-GB');

/** Where groups of states come from, and how large they are: `Groups of states: 3 of 40, …`. */
export function learnedText({ groups, fitted, chosen, among, measured }: LearnedGroups): string {
  const sizes = new Map<number, number>();
  for (const { length } of groups) sizes.set(length, (sizes.get(length) ?? 0) + 1);
  return (
    `Groups of states: ${list.format([...sizes].map(([size, count]) => `${count} of ${size}`))}, learned from what the model mixes up ` +
    `in ${fitted} words, chosen among ${among} partitions by ${chosen} others, and measured on ${measured} others`
  );
}
