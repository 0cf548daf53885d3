#include <stdio.h>

char *found(int n) {
    char buffer[64];
    snprintf(buffer, sizeof buffer, "%d", n);
    // ruleid: c.local-address
    return buffer;
}

char *found_too(void) {
    char name[16];
    read_name(name);
    // ruleid: c.local-address
    return name;
}

char *near_miss(int n) {
    static char buffer[64];
    snprintf(buffer, sizeof buffer, "%d", n);
    // ok: c.local-address
    return buffer;
}

char *other_near_miss(void) {
    char name[16];
    read_name(name);
    // ok: c.local-address
    return strdup(name);
}
