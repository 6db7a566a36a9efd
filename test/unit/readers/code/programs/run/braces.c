#include <stdio.h>

typedef struct { int data[4]; int rows[2][2]; int n; } Store;
struct inner { int a[2]; int b; };
struct outer { struct inner in; int c; };

Store make(void) {
    Store made = {{7, 8}, {{1}, {2, 3}}, 2};
    return made;
}

int main(void) {
    Store s = make();
    Store z = {0};
    struct outer o = {0};
    Store named = {.data = {5}, .n = 9};
    Store *p = &s;
    p->data[3] = p->data[0];
    p->data[0] = z.data[1];
    s.rows[0][0] = s.rows[1][1];
    o.in.a[1] = s.n;
    int told[12] = {s.data[0], s.data[1], s.data[2], s.data[3], s.rows[0][0], s.rows[0][1], s.rows[1][0], z.rows[1][1], z.n,
        o.in.a[0] + o.in.a[1] + o.in.b + o.c, named.data[0] + named.data[3], named.n};
    printf("told:");
    for (int i = 0; i < 12; i++) printf(" %d", told[i]);
    printf("\n");
    return 0;
}
