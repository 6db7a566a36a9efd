import { isPermutation } from '../../algebra/maps';
import { formatCycles, formatOneLine } from '../../algebra/notation';
import type { Manifest } from '../../models/manifest';

/** The tokens of a word as people read them: cycles, tables, or symbols of a language. */
export function wordText(task: Manifest['task'], word: readonly number[]): string[] {
  if (task.kind === 'language') return word.map((symbol) => task.alphabet[symbol] ?? '?');
  const cycles = isOfPermutations(task);
  return word.map((token) => (cycles ? formatCycles : formatOneLine)(task.tokens[token] ?? []));
}

/**
 * The word as a text that is read back, one token a line.
 *
 * @returns undefined for a task whose tokens are no permutations of slots
 */
export function wordSource(task: Manifest['task'], word: readonly number[]): string | undefined {
  if (task.kind === 'language' || !isOfPermutations(task)) return undefined;
  return `# degree: ${task.degree}\n${wordText(task, word).join('\n')}\n`;
}

function isOfPermutations(task: Exclude<Manifest['task'], { kind: 'language' }>): boolean {
  return task.acts !== 'values' && task.tokens.every(isPermutation);
}
