#include <stdio.h>
struct V { float x; double y; };
float half(float x) { return x / 3; }
int main(void) {
    float f = 0.1f; double d = f; int q = f * 10 == 1.0, q2 = d * 10 == 1.0; struct V v = {0.1, 0.1}; v.x *= 3; float a[2] = {0.7, 0.7f}; a[0] += 0.1; float h = half(1); float s = 16777216; s += 1; s++; int k = s == 16777216; double e = a[1] + 0.1; int z = (f + 0.2f) == 0.3f, y = f + 0.2 == 0.3;
    long r[] = {q, q2, (long)(v.x * 1e9), (long)(v.y * 3e9), (long)(a[0] * 1e9), (long)(h * 1e9), k, (long)(e * 1e9), z, y}; long t = r[0]; r[0] = r[1]; r[1] = t;
    printf("r:"); for (int i = 0; i < 10; i++) printf(" %ld", r[i]); printf("\n");
}
