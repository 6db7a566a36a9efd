/** Whether one word or phrase may be the other with a slip of the pen: one letter more, less, other or in another order. */
export function isNear(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  // `box A` and `box B`, `Al` and `Ed`, and numbers, are short enough to be meant.
  if (x === y || Math.min(x.length, y.length) < 4 || /^.*[\d\s].$/u.test(x) || /\d/.test(x)) return false;
  let start = 0;
  while (start < x.length && x[start] === y[start]) start++;
  let end = 0;
  while (end < Math.min(x.length, y.length) - start && x.at(-1 - end) === y.at(-1 - end)) end++;
  const [left, right] = [x.slice(start, x.length - end), y.slice(start, y.length - end)];
  if (Math.max(left.length, right.length) < 2) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
