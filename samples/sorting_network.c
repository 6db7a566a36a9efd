/* The smallest sorting network for five inputs: nine comparators, always the same pairs. */
#include <stdio.h>

static void swap(int *a, int *b) {
    int t = *a;
    *a = *b;
    *b = t;
}

static void compare_exchange(int *line, int i, int j) {
    if (line[i] > line[j])
        swap(&line[i], &line[j]);
}

int main(void) {
    int line[5] = {50, 10, 40, 20, 30};
    const int pairs[9][2] = {{0, 3}, {1, 4}, {0, 2}, {1, 3}, {0, 1}, {2, 4}, {1, 2}, {3, 4}, {2, 3}};

    for (int k = 0; k < 9; k++)
        compare_exchange(line, pairs[k][0], pairs[k][1]);

    for (int k = 0; k < 5; k++)
        printf("%d ", line[k]);
    printf("\n");
    return 0;
}
