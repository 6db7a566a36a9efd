#include <stdio.h>
#ifndef GUARD_H
#define GUARD_H
#define N 5
#define TWICE(x) x + x
#define SQUARE(x) ((x) * (x))
#define SWAP(T, x, y) \
  do { \
    T t_ = x; \
    x = y;    \
    y = t_;   \
  } while (0)
#define JOIN(p, q) p##q
#define CELL(i, j) grid[(i) * 2 + (j)]
#define LAST (N - 1)
#define MINUS -N
#define long_number unsigned long
#if defined(N) && N > 3 /* enough */
#define ORDER >
#elif SURELY_NOT(
#define ORDER ==
#else
#define ORDER <
#endif
#ifdef UNDONE
this is no C at all " '
#endif
#undef UNDONE

int a[N] = {3, 1, 5, 2, 4};

static void sort(int *v, int n) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j + 1 < n; j++)
      if (v[j] ORDER v[j + 1]) SWAP(int, v[j], v[j + 1]);
      else continue;
}

int main(void) {
  int b[4] = {TWICE(1) * 3, SQUARE(1 + 2), 10 - MINUS, a[LAST]};
  int grid[4] = {0, 0, 0, 0};
  int JOIN(th, ing)[1] = {7}; // N is not 5 here: "N"
  long_number c[2] = {N - 6, sizeof(long_number)};
  sort(a, N);
  CELL(1, 0) = thing[0];
  CELL(0, 1) = b[0];
  SWAP(int, b[1], b[2]);
  printf("a: %d %d %d %d %d\n", a[0], a[1], a[2], a[3], a[4]);
  printf("b: %d %d %d %d\n", b[0], b[1], b[2], b[3]);
  printf("grid: %d %d %d %d\n", grid[0], grid[1], grid[2], grid[3]);
  printf("c: %lu %lu\n", c[0], c[1]);
  return 0;
}
#endif
