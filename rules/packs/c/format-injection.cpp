#include <stdio.h>
#include <stdlib.h>

static void found(void) {
    char line[256];
    fgets(line, sizeof line, stdin);
    // ruleid: c.format-injection
    printf(line);
}

static void found_environment(FILE *out) {
    const char *text = getenv("GREETING");
    // ruleid: c.format-injection
    fprintf(out, text);
}

static void near_miss(void) {
    char line[256];
    fgets(line, sizeof line, stdin);
    // ok: c.format-injection
    printf("%s", line);
}

static void near_miss_fixed(FILE *out) {
    const char *text = getenv("GREETING");
    // ok: c.format-injection
    fprintf(out, "hello\n");
}
