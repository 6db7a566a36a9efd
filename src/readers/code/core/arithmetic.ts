/** What the plain operators make of two numbers, the same in every language; undefined for an operator that is none of them. */
export function ofReals(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return undefined;
  }
}

/**
 * What they make of two whole numbers without a bound: a quotient is cut off, and a remainder has the sign of `a`.
 * Whether `b` is zero, and whether the result fits, is asked by the language.
 */
export function ofIntegers(operator: string, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return undefined;
  }
}
