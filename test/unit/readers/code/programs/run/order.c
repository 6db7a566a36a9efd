#include <stdio.h>
/* Everything here has one order in C: statements, commas, conditions, and calls that only add up. */
int calls = 0;
int fib(int n) { calls++; return n < 2 ? n : fib(n - 1) + fib(n - 2); }
int pick(int *v, int i) { return v[i]; }
int main(void) {
  int a[4] = {1, 2, 3, 4}, i = 0, x = 1, y = 2;
  a[i++]++;
  a[i++] += a[0];
  y = i++ && i;
  y = i ? i++ : 0;
  x = fib(6);
  a[1] = pick(a, 3);
  a[2] = a[0] = a[3];
  a[3] = a[3]++ ? 7 : 8;
  int b[4] = {calls, x, y, i};
  printf("a: %d %d %d %d\n", a[0], a[1], a[2], a[3]);
  printf("b: %d %d %d %d\n", b[0], b[1], b[2], b[3]);
}
