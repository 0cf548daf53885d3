#include <stdio.h>

void found(char *line, char *more) {
    // ruleid: cpp.gets
    gets(line);
    // ruleid: cpp.gets
    if (gets(more) == NULL) return;
}

void near_misses(char *line, int size) {
    // ok: cpp.gets
    fgets(line, size, stdin);
    // ok: cpp.gets
    puts("gets(line)");
}
