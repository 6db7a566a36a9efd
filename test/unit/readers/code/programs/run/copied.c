#include <stdio.h>
#include <string.h>
int main(void) {
    char a[12] = "one", b[12], c[4] = "xyz";
    strcpy(b, a); strcat(b, "two"); strncpy(a, "longer", 4); a[4] = 0; char *p = strcpy(b + 4, c + 1); p[0] = 'Q';
    char names[3][6] = {"ann", "bob", "cy"}; char t[6]; strcpy(t, names[0]); strcpy(names[0], names[2]); strcpy(names[2], t);
    int r[12] = {a[0], a[3], a[4], a[5], b[0], b[3], b[4], b[5], b[6], b[6] == 0, p - b, strlen(b)};
    int q[4] = {names[0][0], names[2][0], names[2][2], names[0][2]};
    printf("r:"); for (int i = 0; i < 12; i++) printf(" %d", r[i]); printf("\nq: %d %d %d %d\n", q[0], q[1], q[2], q[3]);
}
