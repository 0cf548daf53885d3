#include <stdio.h>
#include <string.h>

void found(char *to, const char *from) {
    // ruleid: c.unbounded-copy
    strcpy(to, from);
    // ruleid: c.unbounded-copy
    strcat(to, "!");
    // ruleid: c.unbounded-copy
    sprintf(to, "%s", from);
}

void near_misses(char *to, const char *from, int size) {
    // ok: c.unbounded-copy
    snprintf(to, size, "%s", from);
    // ok: c.unbounded-copy
    strncmp(to, from, size);
    // ok: c.unbounded-copy
    my_strcpy(to, from);
}

void near_miss_of_what_fits(void) {
    char word[16];
    // ok: c.unbounded-copy
    strcpy(word, "ready");
}
