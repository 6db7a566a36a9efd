import type { Option } from './option';
import type { Arguments } from './usage';

const SECONDS = 10;

/** Of verbs that search. */
export const SEARCH_OPTIONS: readonly Option[] = [
  { name: 'seed', value: 'N', help: 'of what is drawn; the same seed gives the same answer' },
  { name: 'timeout', value: 'SECONDS', help: `how long the search may take; ${SECONDS} if absent` },
];

/** @throws UsageError */
export function searchOptions(args: Arguments, seed: number): { seed: number; milliseconds: number } {
  return { seed: args.seed() ?? seed, milliseconds: 1000 * (args.count('timeout', 1) ?? SECONDS) };
}
