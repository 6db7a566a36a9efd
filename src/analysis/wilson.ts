/** 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95 % confidence interval of a share by Wilson (1927), which stays within [0, 1] and says something sensible also
 * at 0 and at 1.
 *
 * @param share observed, 0 to 1; need not be a whole number of `trials`
 * @param trials number of independent trials, at least 1
 */
export function wilson(share: number, trials: number): [low: number, high: number] {
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (Z / (1 + z2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  // Rounding would leave a hair between the bound and the exact 0 or 1.
  return [share === 0 ? 0 : Math.max(0, centre - half), share === 1 ? 1 : Math.min(1, centre + half)];
}
