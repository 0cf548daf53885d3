#include <stdio.h>
#include <string.h>

void found(char *to, const char *from) {
    // ruleid: cpp.unbounded-copy
    strcpy(to, from);
    // ruleid: cpp.unbounded-copy
    strcat(to, "!");
    // ruleid: cpp.unbounded-copy
    sprintf(to, "%s", from);
}

void near_misses(char *to, const char *from, int size) {
    // ok: cpp.unbounded-copy
    snprintf(to, size, "%s", from);
    // ok: cpp.unbounded-copy
    strncmp(to, from, size);
    // ok: cpp.unbounded-copy
    my_strcpy(to, from);
}
