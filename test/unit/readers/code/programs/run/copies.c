#include <stdio.h>
typedef struct { int v[2]; int n; } S;
S mk(int a) { S s = {{a, a + 1}, 2}; return s; }
void byval(S s) { s.v[0] = 99; }
int f(int *a, int n) { for (int i = 0; i < n; i++) { if (a[i] == 3) return i; a[i] += 1; } return -1; }
int main(void) {
  int a[4] = {1, 2, 3, 4}; int k = f(a, 4);
  S s = mk(5); byval(s); S arr[2] = {s, mk(7)}; S t = arr[0]; arr[0] = arr[1]; arr[1] = t; arr[0].v[0]++;
  int x = 1; { int x = 2; x++; a[0] = x; } a[1] = x;
  int b[6] = {k, s.v[0], arr[0].v[0], arr[1].v[0], t.v[1], x};
  int *p = a; *p++ = 7; *p = *(p + 1); p[1]--; if ((x = a[3]) > 2 && x-- > 0) a[3] = x;
  int c[3] = {0}; int i = 0; while (i < 3) { c[i] = i * i; if (++i == 2) continue; }
  char w[] = "abc"; w[0] ^= w[1]; int d[3] = {w[0], 'b' - 'a', (char) 200};
  do { int u; u = c[0]; c[0] = c[2]; c[2] = u; } while (c[0] < 0);
  printf("a: %d %d %d %d\n", a[0], a[1], a[2], a[3]);
  printf("b: %d %d %d %d %d %d\n", b[0], b[1], b[2], b[3], b[4], b[5]);
  printf("c: %d %d %d\n", c[0], c[1], c[2]); printf("d: %d %d %d\n", d[0], d[1], d[2]);
}
