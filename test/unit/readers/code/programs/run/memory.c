#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node { int value; struct node *next; };

static int of_parameter(int v[]) { return sizeof(v) / sizeof(v[0]); }

int main(void) {
  int n = 4;
  int *a = malloc(n * sizeof *a);
  unsigned char *bytes = calloc(1, n);
  int **rows = (int **)malloc(n * sizeof(int *));
  void *raw = malloc(sizeof(long) * 2);
  long *first = raw;
  long *second = (long *)raw;
  if (a == NULL || !bytes) exit(EXIT_FAILURE);
  for (int i = 0; i < n; i++) {
    a[i] = n - i;
    bytes[i] = 200 + 30 * i;
    rows[i] = malloc(sizeof(int) * n);
    for (int j = 0; j < n; j++) rows[i][j] = i * n + j;
  }
  int *t = rows[0];
  rows[0] = rows[3];
  rows[3] = t;
  int b[4];
  memcpy(b, a + 1, 3 * sizeof(int));
  memset(b + 3, 0, sizeof(b[0]));
  memmove(b + 1, b, 3 * sizeof b[0]);
  first[0] = 5;
  second[1] = first[0] + 1;
  /* By way of the place after the end, which is no element. */
  int turned[4] = {1, 2, 3, 4};
  for (int *p = turned, *q = turned + 4 - 1; p < q;) {
    int held = *p;
    *p++ = *q;
    *q-- = held;
  }
  int grid[2][3];
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 3; j++) grid[i][j] = 10 * i + j;
  struct node *head = NULL;
  for (int i = 0; i < 3; i++) {
    struct node *one = (struct node *)malloc(sizeof(struct node));
    one->value = i;
    one->next = head;
    head = one;
  }
  int list[3];
  int k = 0;
  for (struct node *p = head; p; p = p->next) list[k++] = p->value;
  long sizes[6] = {sizeof(a), sizeof(b) / sizeof(b[0]), sizeof grid, sizeof(struct node), of_parameter(b), sizeof *a};
  int shared[2] = {rows[0][1], rows[3][2]};
  float parts[2] = {0.1f, 3};
  int is_same = parts[0] == 0.1;
  int ends[3] = {INT_MAX, abs(-7), is_same};
  printf("a: %d %d %d %d\n", a[0], a[1], a[2], a[3]);
  printf("bytes: %d %d %d %d\n", bytes[0], bytes[1], bytes[2], bytes[3]);
  printf("b: %d %d %d %d\n", b[0], b[1], b[2], b[3]);
  printf("first: %ld %ld\n", first[0], first[1]);
  printf("list: %d %d %d\n", list[0], list[1], list[2]);
  printf("sizes: %ld %ld %ld %ld %ld %ld\n", sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]);
  printf("shared: %d %d\n", shared[0], shared[1]);
  printf("turned: %d %d %d %d\n", turned[0], turned[1], turned[2], turned[3]);
  printf("ends: %d %d %d\n", ends[0], ends[1], ends[2]);
  free(a);
  return 0;
}
