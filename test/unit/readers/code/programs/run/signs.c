#include <stdio.h>
int main(void) {
    int a = -7 / 2 * 2, b = -7 % 3, c = 5 -2, d = -0x10 >> 1;
    long e = -3L / 2;
    int t = a;
    a = b;
    b = t;
    int v[5] = {a, b, c, d, (int)e};
    t = v[0];
    v[0] = v[4];
    v[4] = t;
    printf("v: %d %d %d %d %d\n", v[0], v[1], v[2], v[3], v[4]);
}
