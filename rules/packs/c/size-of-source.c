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

void found_in_an_array(const char *name) {
    char slot[16];
    // ruleid: c.size-of-source
    memcpy(slot, name, strlen(name));
    size_t length = strlen(name);
    // ruleid: c.size-of-source
    memcpy(slot, name, length + 1);
}

void near_misses_in_an_array(const char *name, char *to) {
    char slot[16];
    size_t length = strlen(name);
    // ok: c.size-of-source
    memcpy(to, name, strlen(name));
    if (length >= sizeof slot) {
        return;
    }
    // ok: c.size-of-source
    memcpy(slot, name, length + 1);
}
