/** 60 → 3, 4, 5: the prime powers whose product is n, in order of size; 1 → 1. */
export function primePowers(n: number): number[] {
  const powers: number[] = [];
  for (let p = 2, rest = n; rest > 1; p++) {
    let power = 1;
    for (; rest % p === 0; rest /= p) power *= p;
    if (power > 1) powers.push(power);
  }
  return powers.length === 0 ? [1] : powers.sort((a, b) => a - b);
}
