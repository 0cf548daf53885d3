#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FILE *found(void) {
    char *name = getenv("REPORT");
    if (name == NULL) {
        return NULL;
    }
    // ruleid: c.path-from-input
    return fopen(name, "r");
}

int main(int argc, char **argv) {
    char path[256];
    snprintf(path, sizeof path, "/var/spool/%s", argv[1]);
    // ruleid: c.path-from-input
    return unlink(path);
}

FILE *near_misses(void) {
    char *name = getenv("REPORT");
    // ok: c.path-from-input
    FILE *fixed = fopen("/etc/report", "r");
    if (name == NULL || strchr(name, '/') != NULL) {
        return fixed;
    }
    // ok: c.path-from-input
    return fopen(name, "r");
}
