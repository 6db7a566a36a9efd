#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *previous, *next;
};
struct list {
    struct node *head, *tail;
    int length;
};
typedef struct {
    int items[4];
    int top;
} stack;
typedef int (*order)(int, int);

int up(int a, int b) { return a - b; }
int down(int a, int b) { return b - a; }
int by_value(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

void append(struct list *to, int value) {
    struct node *made = calloc(1, sizeof *made);
    made->value = value;
    made->previous = to->tail;
    if (to->tail) to->tail->next = made;
    else to->head = made;
    to->tail = made;
    to->length = 2;
}

void push(stack *to, int value) { to->items[to->top++] = value; }
int pop(stack *from) { return from->items[--from->top]; }

void sort(int *a, int n, order before) {
    for (int i = 1; i < n; i++)
        for (int j = i; j > 0 && before(a[j - 1], a[j]) > 0; j--) {
            int t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
}

int main(void) {
    int linked[3], popped[2], falling[3] = {3, 1, 2}, rising[4] = {4, 9, 7, 8};
    struct list all = {0};
    append(&all, 5);
    append(&all, 6);
    linked[0] = all.head->next->value;
    linked[1] = all.tail->previous->value;
    linked[2] = all.length;
    printf("linked: %d %d %d\n", linked[0], linked[1], linked[2]);

    stack pile = {.top = 0};
    push(&pile, 1);
    push(&pile, 2);
    popped[0] = pop(&pile);
    popped[1] = pop(&pile);
    printf("popped: %d %d\n", popped[0], popped[1]);

    sort(falling, 3, up);
    sort(falling, 3, &down);
    printf("falling: %d %d %d\n", falling[0], falling[1], falling[2]);

    qsort(rising + 1, 3, sizeof(int), by_value);
    printf("rising: %d %d %d %d\n", rising[0], rising[1], rising[2], rising[3]);
}
