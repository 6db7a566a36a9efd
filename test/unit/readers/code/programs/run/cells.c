#include <stdio.h>
#include <stdint.h>
struct small { uint8_t a; char name[3]; struct { int x; } in; unsigned short w[2]; };
int main(void) {
  uint8_t a[3] = {250, 1}; a[0] += 10; a[1] = 300; a[2]--;
  long long l[2]; l[0] = 3; l[0] = l[0] * 1000000000; l[1] = l[0] / 3;
  struct small s = {255}; s.a++; s.w[0] = 65535; s.w[0]++;
  struct small t = s; t.w[0] = 9; t.name[1] = 'b'; s = t; t.name[1] = 'c';
  long long r[10] = {a[0], a[1], a[2], l[0], l[1], s.a, s.w[0], s.w[1], s.name[1], s.name[2]};
  printf("r:"); for (int i = 0; i < 10; i++) printf(" %lld", r[i]); printf("\n");
}
