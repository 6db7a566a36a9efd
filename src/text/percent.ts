/**
 * A share for people: at most one decimal, and 0% and 100% only where it is so; `–` for what is no number. Every percentage that
 * the product says is made here.
 */
export function percent(share: number): string {
  return written(share, 10);
}

/** The same in whole numbers, with a decimal only below 1% and above 99%. */
export function wholePercent(share: number): string {
  const distance = Math.min(Math.abs(share), Math.abs(1 - Math.abs(share)));
  return written(share, distance > 0 && distance < 0.01 ? 10 : 1);
}

/** How far two numbers are apart, relative to their size: two digits of it, however small. */
export function relativePercent(relative: number): string {
  return relative < 0.001 ? `${Number((100 * relative).toPrecision(2))}%` : percent(relative);
}

/** @param parts of a percent, to which it is rounded */
function written(share: number, parts: 1 | 10): string {
  if (!Number.isFinite(share)) return '–';
  const value = Math.abs(share) * 100;
  let rounded = Math.round(value * parts) / parts;
  if (rounded === 0 && value > 0) rounded = 0.1;
  if (rounded === 100 && value < 100) rounded = 99.9;
  return `${share < 0 ? '-' : ''}${rounded}%`;
}
