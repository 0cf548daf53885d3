#include <stdlib.h>
#include <string.h>

void found(struct key *k) {
    // ruleid: c.size-of-pointer
    memset(k, 0, sizeof(k));
}

struct key *found_too(void) {
    struct key *k;
    // ruleid: c.size-of-pointer
    k = malloc(sizeof(k));
    return k;
}

void near_misses(struct key *k, const char *from) {
    char buffer[16];
    // ok: c.size-of-pointer
    memset(k, 0, sizeof(*k));
    // ok: c.size-of-pointer
    memset(buffer, 0, sizeof(buffer));
    // ok: c.size-of-pointer
    k = malloc(sizeof(struct key));
}
