#include <stdio.h>

void found(char *line, char *more) {
    // ruleid: c.gets
    gets(line);
    // ruleid: c.gets
    if (gets(more) == NULL) return;
}

void near_misses(char *line, int size) {
    // ok: c.gets
    fgets(line, size, stdin);
    // ok: c.gets
    puts("gets(line)");
}
