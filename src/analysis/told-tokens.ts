import { greatest } from '../lists/extremes';

/** Tokens of a word at which figures are told one by one: the first ones, then ever fewer, and the last. */
const TOLD = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64];

/** @param ends tokens that are told whatever they are, the longest among them */
export function toldTokens(...ends: number[]): number[] {
  const longest = greatest(ends);
  return [...new Set([...TOLD.filter((token) => token <= longest), ...ends])].sort((a, b) => a - b);
}
