/** What `--formal` takes besides a file; `N`, `K` and `M` are numbers. */
export const LANGUAGE_NAMES =
  'parity, aa, mod-N, flip-flop, dyck-1, shuffle-dyck-K, bounded-dyck-K-M, anbncn, tomita-1 to tomita-7, recall-K, copy-K, selective-copy-K, switched-copy-K';

/** Which numbers there are of each family. */
const FAMILIES: readonly [family: RegExp, members: string][] = [
  [/^mod\b/i, 'mod-1 to mod-99'],
  [/^shuffle-dyck\b/i, 'shuffle-dyck-1 to shuffle-dyck-4'],
  [/^bounded-dyck\b/i, 'bounded-dyck-K-M, of K = 1 to 4 sorts that stand in at most 4,096 ways M deep'],
  [/^dyck\b/i, 'dyck-1; of more sorts shuffle-dyck-K and bounded-dyck-K-M'],
  [/^tomita\b/i, 'tomita-1 to tomita-7'],
  [/^recall\b/i, 'recall-2 to recall-5'],
  [/^copy\b/i, 'copy-2 to copy-26'],
  [/^selective-copy\b/i, 'selective-copy-2 to selective-copy-26'],
  [/^switched-copy\b/i, 'switched-copy-2 to switched-copy-26'],
];

/** What there is instead of a name that is none: the members of its family where it is like one, else all. */
export function namesLike(name: string): string {
  return FAMILIES.find(([family]) => family.test(name.trim()))?.[1] ?? LANGUAGE_NAMES;
}
