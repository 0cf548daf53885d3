#include <string.h>

void found(const char *from) {
    char to[64] = "";
    // ruleid: c.size-of-target
    strncat(to, from, sizeof(to));
    // ruleid: c.size-of-target
    strncat(to, from, sizeof(to) - strlen(to));
}

void near_misses(const char *from) {
    char to[64] = "";
    // ok: c.size-of-target
    strncat(to, from, sizeof(to) - strlen(to) - 1);
    // ok: c.size-of-target
    strncpy(to, from, sizeof(to) - 1);
}
