#include <stdio.h>
#define N 5
#define LARGER(x, y) ((x) > (y) ? (x) : (y))
typedef struct { int a, b; } P;
static void sw(int *p, int *q) { int t = *p; *p = *q; *q = t; }
static P flip(P p) { P q = { .a = p.b, .b = p.a }; return q; }
int main(void) {
    int v[N] = {10, 20, 30, 40, 50};
    for (int i = 0, j = N - 1; i < j; i++, j--) sw(&v[i], &v[j]);
    int *p = v + 1, *q = &v[3];
    sw(p++, q--);
    sw(p, q);
    P s = {1, 2}; s = flip(s);
    switch (v[2]) { case 30: sw(&v[0], &v[4]); case 99: sw(&v[1], &v[2]); break; default: sw(&v[0], &v[1]); }
    unsigned char c = 250; c += 10; sw(&v[c % N], &v[(c + 1) % N]);
    int k = 0; do { sw(&v[k], &v[k + 1]); } while (++k < 3);
    printf("%d %d %d %d %d %d %d\n", v[0], v[1], v[2], v[3], v[4], s.a, s.b);
    return 0;
}
