#include <stdio.h>

void found(FILE *in, char *line, char *name) {
    // ruleid: c.unbounded-read-from
    fscanf(in, "%s", name);
    // ruleid: c.unbounded-read-from
    sscanf(line, "%d %s", &count, name);
}

void near_misses(FILE *in, char *line, char *name) {
    // ok: c.unbounded-read-from
    fscanf(in, "%63s", name);
    // ok: c.unbounded-read-from
    sscanf(line, "%d %*s", &count);
    // ok: c.unbounded-read-from
    fprintf(in, "%s", name);
}
