#include <alloca.h>

void found(size_t size) {
    // ruleid: c.stack-by-size
    char *a = alloca(size);
    // ruleid: c.stack-by-size
    char *b = alloca(size * 4);
}

void near_misses(size_t size) {
    // ok: c.stack-by-size
    char *a = alloca(64);
    // ok: c.stack-by-size
    char *b = malloc(size);
}
