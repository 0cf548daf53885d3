#include <stdio.h>
#include <stdlib.h>

void found(char *name) {
    // ruleid: cpp.temporary-name
    mktemp(name);
    // ruleid: cpp.temporary-name
    char *other = tmpnam(NULL);
    free(other);
}

void near_misses(char *name) {
    // ok: cpp.temporary-name
    int file = mkstemp(name);
    // ok: cpp.temporary-name
    FILE *other = tmpfile();
    fclose(other);
}
