#include <stdio.h>
#include <stdlib.h>

void found(char *name) {
    // ruleid: c.temporary-name
    mktemp(name);
    // ruleid: c.temporary-name
    char *other = tmpnam(NULL);
    free(other);
}

void near_misses(char *name) {
    // ok: c.temporary-name
    int file = mkstemp(name);
    // ok: c.temporary-name
    FILE *other = tmpfile();
    fclose(other);
}
