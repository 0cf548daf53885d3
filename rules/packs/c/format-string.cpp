#include <stdio.h>
#include <syslog.h>

void found(FILE *out, const char *text) {
    // ruleid: c.format-string
    printf(text);
    // ruleid: c.format-string
    fprintf(out, text);
    // ruleid: c.format-string
    syslog(LOG_INFO, text);
}

void near_misses(FILE *out, const char *text) {
    // ok: c.format-string
    printf("%s", text);
    // ok: c.format-string
    fprintf(out, "done\n");
    // ok: c.format-string
    syslog(LOG_INFO, "%s", text);
    // ok: c.format-string
    snprintf(to, size, "%s", text);
}
