#include <cstdio>
struct N { int a; int b; };
int main() {
  N *p = new N{1, 2};
  N q = *p;
  q.a = 5;
  (*p).b = 7;
  N r = *p;
  *p = q;
  int x[4] = {p->a, p->b, r.a, r.b};
  int t = x[0]; x[0] = x[1]; x[1] = t;
  printf("x:"); for (int y : x) printf(" %d", y); printf("\n");
}
