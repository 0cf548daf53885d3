#include <stdio.h>

void found(char *name) {
    // ruleid: c.unbounded-read
    scanf("%s", name);
    // ruleid: c.unbounded-read
    scanf("%d %[a-z]", &count, name);
}

void near_misses(char *name) {
    // ok: c.unbounded-read
    scanf("%63s", name);
    // ok: c.unbounded-read
    scanf("%d", &count);
    // ok: c.unbounded-read
    printf("%s", name);
}
