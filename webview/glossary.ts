/** Words of the page that are not plain English, as the documentation's glossary tells them: for those who point at one. */
export const GLOSSARY = {
  'star-free':
    'No update comes back to where it was by being repeated: nothing has to be counted modulo a number. Also called aperiodic.',
  'solvable group':
    'A group that is built from counters modulo primes, such as the toggles of a light or the permutations of three or four things.',
  'non-solvable group':
    'A group that is not built from counters, such as A5 or S5. Its word problem is complete for NC¹.',
  'held out': 'Words that were kept back when something was fitted: what is right on them was not learned by heart.',
  selectivity:
    'Held-out accuracy of a probe less that of its control: near zero, the probe reads nothing that training put there.',
} as const;

/** Undefined for a word that is not among them. */
export function meaningOf(word: string): string | undefined {
  return (GLOSSARY as Readonly<Record<string, string>>)[word.toLowerCase()];
}
