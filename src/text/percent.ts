/** Four significant digits at most, and 100 % only when nothing is missing. */
export function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  return `${share < 1 && rounded === 100 ? 99.9 : rounded}%`;
}
