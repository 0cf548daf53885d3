#include <stdlib.h>

void found(char *p, struct buffer *b, size_t size) {
    // ruleid: c.lost-pointer
    p = realloc(p, size);
    // ruleid: c.lost-pointer
    b->data = realloc(b->data, size);
}

void near_misses(char *p, size_t size) {
    // ok: c.lost-pointer
    char *more = realloc(p, size);
    // ok: c.lost-pointer
    p = malloc(size);
}
