#include <stdio.h>
#define N 6
int main(void) {
    int a[N] = {[1] = 4, 5, [4] = 6}, b[] = {[2] = 1, [0] = 7}; char s[N] = "ab", e[4] = {0}, w[3] = "xyz", z[] = "q";
    a[5] = a[4]; a[4] = b[2]; s[5] = s[1]; e[3] = s[0];
    double d[3] = {[2] = 1.5}; d[0] = d[2] / 2;
    int l = sizeof(s), k = sizeof(z), m = sizeof(w);
    printf("a: %d %d %d %d %d %d\n", a[0], a[1], a[2], a[3], a[4], a[5]);
    printf("b: %d %d %d\n", b[0], b[1], b[2]);
    int r[9] = {s[0], s[1], s[2], s[5], e[3], e[1], w[2], z[1], (int)(d[0] * 100)};
    printf("r: %d %d %d %d %d %d %d %d %d\n", r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]);
    int ls[3] = {l, k, m}; printf("ls: %d %d %d\n", ls[0], ls[1], ls[2]);
}
