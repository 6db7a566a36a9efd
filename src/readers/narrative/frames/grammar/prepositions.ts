import type { Token } from '../../language/tokens';
import * as shared from '../../prose/grammar/words';
import { lowerAt } from './words';

const COMPOUND = shared.COMPOUND.map(([said, meant]) => [said.split(' '), meant] as const).sort(
  (a, b) => b[0].length - a[0].length,
);
const WHEN = [
  ['as', 'of'],
  ['as', 'from'],
  ['starting', 'from'],
];
const LIKE: Readonly<Record<string, string>> = {
  inside: 'in',
  upon: 'on',
  underneath: 'under',
  beneath: 'under',
  near: 'near',
  beside: 'near',
  by: 'by',
};

/** The preposition at a place, one for all that mean the same, and where it ends. */
export function prepositionAt(tokens: readonly Token[], at: number): { preposition: string; to: number } | undefined {
  for (const [words, meant] of COMPOUND)
    if (words.every((word, k) => lowerAt(tokens, at + k) === word))
      return { preposition: meant, to: at + words.length };
  for (const words of WHEN)
    if (words.every((word, k) => lowerAt(tokens, at + k) === word)) return { preposition: 'on', to: at + 2 };
  const word = lowerAt(tokens, at);
  if (!shared.PREPOSITIONS.has(word) || tokens[at]?.kind !== 'word') return undefined;
  // `out in the garden`, `over by the door`
  const next = lowerAt(tokens, at + 1);
  if (
    ['out', 'over', 'up', 'down', 'back', 'off'].includes(word) &&
    ['in', 'on', 'at', 'by', 'under', 'into', 'to'].includes(next)
  )
    return { preposition: LIKE[next] ?? next, to: at + 2 };
  return { preposition: LIKE[word] ?? word, to: at + 1 };
}
