#include <stdlib.h>
#include <string.h>

void found(const char *from) {
    // ruleid: c.room-for-terminator
    char *to = malloc(strlen(from));
    strcpy(to, from);
}

void found_too(const char *name) {
    // ruleid: c.room-for-terminator
    char *copy = (char *) malloc(strlen(name));
    strcpy(copy, name);
}

void near_misses(const char *from) {
    // ok: c.room-for-terminator
    char *to = malloc(strlen(from) + 1);
    strcpy(to, from);
    // ok: c.room-for-terminator
    char *bytes = malloc(strlen(from));
    memcpy(bytes, from, strlen(from));
}
