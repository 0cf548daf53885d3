#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void found(void) {
    char name[32];
    const char *home = getenv("HOME");
    // ruleid: c.unbounded-input
    strcpy(name, home);
}

static void found_read(char *to) {
    char line[256];
    fgets(line, sizeof line, stdin);
    // ruleid: c.unbounded-input
    strcat(to, line);
}

static void near_miss(void) {
    char name[32];
    const char *home = getenv("HOME");
    // ok: c.unbounded-input
    snprintf(name, sizeof name, "%s", home);
}

static void near_miss_fixed(char *to) {
    char line[256];
    fgets(line, sizeof line, stdin);
    // ok: c.unbounded-input
    strcat(to, "done");
}
