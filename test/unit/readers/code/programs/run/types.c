/* Names of types of numbers, which say how these are reckoned with, and enumerations. */
#include <stdint.h>
#include <stdio.h>

typedef unsigned char byte;
typedef byte pixel;
typedef unsigned int uint32;
typedef short half;
typedef enum { IDLE, BUSY = 5, DONE } state_t;
enum light { RED, GREEN, AMBER };

static pixel shade(pixel p) { return p + 200; }

int main(void) {
  byte b = 255;
  b++;
  uint32 u = 0;
  u--;
  half h = 32767;
  h++;
  state_t state = IDLE;
  enum light light = RED, next[] = {GREEN, AMBER, RED};
  for (int i = 0; i < 4; i++) {
    light = next[light];
    state = state == IDLE ? BUSY : state == BUSY ? DONE : IDLE;
  }
  long long a[6] = {b, u, h, shade(100), light, state};
  long long t = a[0];
  a[0] = a[5];
  a[5] = t;
  printf("a: %lld %lld %lld %lld %lld %lld\n", a[0], a[1], a[2], a[3], a[4], a[5]);
}
