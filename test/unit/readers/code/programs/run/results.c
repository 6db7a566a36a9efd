#include <stdbool.h>
#include <stdio.h>
char low(void) { return 300; }
unsigned one(void) { return 1; }
double half(int n) { return n / 2; }
int whole(double d) { return d; }
bool any(int n) { return n; }
int *second(int *a) { return a + 1; }
long long wide(void) { return 2; }
int main(void) {
    int r[8] = {0, 0, 0, 0, 0, 0, 0, 0}, *p = second(r);
    r[0] = low();
    *p = one() - 2 > 0;
    r[2] = half(3) / 2 * 10;
    r[3] = whole(2.75) * 10;
    r[4] = any(7) + any(0);
    r[5] = wide() * 2147483647 > 0;
    *second(r + 5) = 9;
    r[7] = r[1] + (unsigned char)low();
    printf("r: %d %d %d %d %d %d %d %d\n", r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]);
}
