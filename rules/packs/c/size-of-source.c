#include <string.h>

void found(char *to, const char *from) {
    // ruleid: c.size-of-source
    strncpy(to, from, strlen(from));
    // ruleid: c.size-of-source
    strncat(to, from, strlen(from));
    // ruleid: c.size-of-source
    strncpy(to, from, sizeof(from));
}

void near_misses(char *to, const char *from, size_t size) {
    // ok: c.size-of-source
    strncpy(to, from, size - 1);
    // ok: c.size-of-source
    strncat(to, from, size - strlen(to) - 1);
    // ok: c.size-of-source
    strncmp(to, from, strlen(from));
}
