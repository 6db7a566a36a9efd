import type { Verdict } from './verdict';

/** One sentence for a student: what the steps generate, and what that means for tracking the state. */
export function sentenceOf(facts: Omit<Verdict, 'sentence'>): string {
  if (facts.class === 'unknown') {
    return `How hard this is to track is not known: ${facts.bound ?? 'it was not computed'}.`;
  }
  if (facts.thisRunOnly !== undefined) {
    const what = facts.generators === 0 ? 'no step of it changes anything' : `its steps generate ${thing(facts)}`;
    return `This speaks of this run only, for ${facts.thisRunOnly}: ${what}, which says nothing of other runs.`;
  }
  if (facts.generators === 0) return 'No step changes anything, so there is nothing to track.';
  return `The steps generate ${thing(facts)}: ${meaning(facts)}.`;
}

function thing({ group, name, order, largestSubgroup, abelian }: Omit<Verdict, 'sentence'>): string {
  const size =
    order === undefined ? 'a great many updates' : order === '1' ? 'one update' : `${shorten(order)} updates`;
  if (group) {
    const kind = abelian ? 'an abelian group' : 'a group';
    return name === undefined ? `${kind} of ${size}` : `${name}, ${kind} of ${size}`;
  }
  if (largestSubgroup === '1') return `${size}, with no group among them`;
  const largest = largestSubgroup === undefined ? '' : ` (the largest of ${shorten(largestSubgroup)} updates)`;
  return `${size}, with groups among them${largest}`;
}

function meaning({ class: kind, abelian, group }: Omit<Verdict, 'sentence'>): string {
  if (kind === 'non-solvable') {
    const what = group ? 'it is not solvable' : 'one of those groups is not solvable';
    const hard = 'keeping track at every length is NC¹-complete';
    return `${what}, so ${hard}, out of reach of any transformer, S4 or Mamba of fixed depth unless TC⁰ = NC¹`;
  }
  if (kind === 'solvable') {
    const what = group
      ? abelian
        ? 'keeping track is counting modulo some number'
        : 'it is solvable, built from modular counters'
      : 'those groups are solvable, built from modular counters';
    return `${what}, which is possible in TC⁰ but not at every length for an SSM with non-negative gates and finite precision`;
  }
  return 'it is aperiodic (star-free), so an SSM with non-negative gates can keep track at every length';
}

/** Decimal digits as people read them: thousands separated, long numbers as a power of ten. */
function shorten(decimal: string): string {
  if (decimal.length <= 15) return decimal.replace(/\B(?=(\d{3})+$)/g, ',');
  return `about ${decimal.slice(0, 1)}.${decimal.slice(1, 2)}·10^${decimal.length - 1}`;
}
