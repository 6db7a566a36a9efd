/**
 * `over / under` rounded to so many decimal digits after the point, halves to even ones: so many tenths, hundredths, … and,
 * where the digits are less than zero, the whole number that is.
 */
export function decimally(over: bigint, under: bigint, digits: number): { quotient: bigint; whole: bigint } {
  const shift = 10n ** BigInt(Math.abs(digits));
  const [top, bottom] = digits >= 0 ? [over * shift, under] : [over, under * shift];
  const size = top < 0n ? -top : top;
  let quotient = size / bottom;
  const twice = 2n * (size % bottom);
  if (twice > bottom || (twice === bottom && quotient % 2n === 1n)) quotient++;
  if (top < 0n) quotient = -quotient;
  return { quotient, whole: digits >= 0 ? quotient / shift : quotient * shift };
}
