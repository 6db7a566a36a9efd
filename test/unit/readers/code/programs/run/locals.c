#include <stdio.h>
#include <stdbool.h>
struct pair { int a, b; };
typedef struct { int v[3]; char c; } box;
static int total;
int table[4];
double ratio;
struct pair spare;
int next(void) { static int n; static int step = 2; n += step; return n; }
void swap(int *p, int *q) { int t; t = *p; *p = *q; *q = t; }
int main(void) {
  int a[5] = {5, 3, 1, 4, 2};
  int i, j, held, *p, *q;
  unsigned char small;
  char letter;
  bool done;
  for (i = 1; i < 5; i++) {
    held = a[i];
    for (j = i; j > 0 && a[j - 1] > held; j--) a[j] = a[j - 1];
    a[j] = held;
  }
  p = &a[0]; q = a + 4;
  swap(p, q);
  small = 300; letter = 'a' + 1;
  done = small > 40;
  int b[6]; b[0] = small; b[1] = letter; b[2] = done; b[3] = next(); b[4] = next(); b[5] = total + table[2] + spare.a;
  struct pair s, t; s.a = 1; s.b = 2; t = s; s.a = t.b; s.b = t.a;
  struct pair u = s, *r; r = &u; r->a = 9;
  int c[6] = {s.a, s.b, t.a, t.b, u.a, r->b};
  table[1] = table[3] = 7; total += 4;
  int x, y, z; x = 1; y = 2; z = x; x = y; y = z;
  int d[4] = {x, y, z, table[1]};
  box k; k.v[0] = 4; k.v[1] = 5; k.v[2] = 6; k.c = 'c';
  box l; l = k; l.v[0] = k.v[2]; l.v[2] = k.v[0];
  int e[4] = {l.v[0], l.v[1], l.v[2], k.v[0]};
  { int a2; a2 = 1; int *w; w = &a2; *w = 3; d[0] = a2; }
  printf("a: %d %d %d %d %d\n", a[0], a[1], a[2], a[3], a[4]);
  printf("b: %d %d %d %d %d %d\n", b[0], b[1], b[2], b[3], b[4], b[5]);
  printf("c: %d %d %d %d %d %d\n", c[0], c[1], c[2], c[3], c[4], c[5]);
  printf("d: %d %d %d %d\n", d[0], d[1], d[2], d[3]);
  printf("e: %d %d %d %d\n", e[0], e[1], e[2], e[3]);
  return 0;
}
