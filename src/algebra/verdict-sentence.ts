import type { Facts } from './verdict-facts';

/** One sentence for a student: what the steps generate, and what that means for tracking the state. */
export function sentenceOf(facts: Facts): string {
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

function thing({ group, name, order, largestSubgroup, abelian }: Facts): string {
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

/** The class, and the circuits that it takes; what that means for an architecture depends on more (analysis/theory). */
function meaning(facts: Facts): string {
  const { class: kind, group } = facts;
  if (kind === 'non-solvable') {
    const what = group ? 'it is not solvable' : 'one of those groups is not solvable';
    return (
      `${what}, so keeping track at every length is NC¹-complete, out of reach of transformers, S4 and Mamba of ` +
      'fixed depth and log precision (without chain of thought) unless TC⁰ = NC¹'
    );
  }
  if (kind === 'solvable') {
    const what = group ? counting(facts) : 'those groups are solvable, built from modular counters';
    return `${what}, which lies in ACC⁰, but an SSM with non-negative gates cannot do it at every length with finite precision`;
  }
  return (
    'it is aperiodic (star-free) and lies in AC⁰, and an SSM with non-negative gates that look at the input can keep ' +
    'track at every length, with finite precision and enough layers'
  );
}

/** What keeping track of a solvable group comes to. */
function counting({ abelian, order, exponent }: Facts): string {
  if (!abelian) return 'it is solvable, built from modular counters';
  if (order !== undefined && order === exponent) return `keeping track is counting modulo ${order}`;
  if (exponent === '2' && order !== undefined)
    return `keeping track is counting ${BigInt(order).toString(2).length - 1} things modulo 2, each on its own`;
  return 'keeping track is counting several things, each modulo a number of its own';
}

/** Decimal digits as people read them: thousands separated, long numbers as a power of ten. */
function shorten(decimal: string): string {
  if (decimal.length <= 15) return decimal.replace(/\B(?=(\d{3})+$)/g, ',');
  return `about ${decimal.slice(0, 1)}.${decimal.slice(1, 2)}·10^${decimal.length - 1}`;
}
