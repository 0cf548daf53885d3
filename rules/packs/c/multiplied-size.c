#include <stdlib.h>

void found(size_t count, size_t size) {
    // ruleid: c.multiplied-size
    int *a = malloc(count * sizeof(int));
    // ruleid: c.multiplied-size
    char *b = malloc(count * size);
}

void near_misses(size_t count) {
    // ok: c.multiplied-size
    int *a = calloc(count, sizeof(int));
    // ok: c.multiplied-size
    char *b = malloc(count + 1);
    // ok: c.multiplied-size
    char *c = malloc(16 * sizeof(int));
}
