#include <stdio.h>
#include <stdlib.h>
int cmp(const void *x, const void *y) { return *(int *)x - *(int *)y; }
int main() { int a[5] = {2, 1, 2, 3, 1}; qsort(a, 5, sizeof(int), cmp); printf("a: %d %d %d %d %d\n", a[0], a[1], a[2], a[3], a[4]); }
