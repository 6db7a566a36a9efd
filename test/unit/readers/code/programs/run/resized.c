#include <stdio.h>
#include <stdlib.h>
typedef struct { int *data; size_t size, cap; } vec;
void vec_push(vec *v, int x) { if (v->size == v->cap) { v->cap = v->cap ? v->cap * 2 : 2; v->data = realloc(v->data, v->cap * sizeof(int)); } v->data[v->size++] = x; }
int main(void) {
    vec v = {0};
    for (int i = 5; i > 0; i--) vec_push(&v, i);
    int got[5];
    for (size_t i = 0; i < v.size; i++) got[i] = v.data[i];
    int t = got[0]; got[0] = got[1]; got[1] = t;
    int n = 3; int *a = malloc(n * sizeof *a);
    for (int i = 0; i < n; i++) a[i] = i;
    int *tmp = realloc(a, 5 * sizeof *a); if (tmp == NULL) return 1; a = tmp;
    a[3] = 9; a[4] = 8; t = a[0]; a[0] = a[4]; a[4] = t;
    a = realloc(a, 2 * sizeof(int));
    int b[2] = {a[0], a[1]}; t = b[0]; b[0] = b[1]; b[1] = t;
    free(a); free(v.data);
    printf("got:"); for (int i = 0; i < 5; i++) printf(" %d", got[i]); printf("\n");
    printf("b:"); for (int i = 0; i < 2; i++) printf(" %d", b[i]); printf("\n");
}
