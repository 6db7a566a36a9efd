/** 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95% confidence interval of a share by Wilson (1927), which stays within [0, 1] and says something sensible also
 * at 0 and at 1.
 *
 * @param share observed, 0 to 1; need not be a whole number of `trials`
 * @param trials number of independent trials, at least 1
 * @param z of the standard normal distribution, for another confidence than 95%
 */
export function wilson(share: number, trials: number, z = Z): [low: number, high: number] {
  const z2 = z * z;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (z / (1 + z2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  // Rounding would leave a hair between the bound and the exact 0 or 1.
  return [share === 0 ? 0 : Math.max(0, centre - half), share === 1 ? 1 : Math.min(1, centre + half)];
}

/**
 * The 95% confidence interval of a difference of two shares that were observed apart, the second less the first: Newcombe
 * (1998), from the intervals by Wilson of each.
 */
export function difference(
  [before, trialsBefore]: readonly [share: number, trials: number],
  [after, trialsAfter]: readonly [share: number, trials: number],
): [low: number, high: number] {
  const [lowBefore, highBefore] = wilson(before, trialsBefore);
  const [lowAfter, highAfter] = wilson(after, trialsAfter);
  const change = after - before;
  return [
    change - Math.hypot(after - lowAfter, highBefore - before),
    change + Math.hypot(highAfter - after, before - lowBefore),
  ];
}

/**
 * A `z` for one of several looks at the data, so that the chance that any of their lower bounds lies above the truth is
 * at most `chance`: from P(Z > z) ≤ ½ exp(−z²/2) and Bonferroni's inequality, so on the safe side.
 */
export function zForOneOf(looks: number, chance: number): number {
  return Math.sqrt(2 * Math.log(Math.max(1, looks / (2 * chance))));
}
