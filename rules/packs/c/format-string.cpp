#include <stdio.h>
#include <syslog.h>

void found(const char *text) {
    // ruleid: c.format-string
    printf(text);
    // ruleid: c.format-string
    fprintf(stderr, text);
    // ruleid: c.format-string
    syslog(LOG_ERR, text);
}

void near_misses(const char *text) {
    // ok: c.format-string
    printf("%s", text);
    // ok: c.format-string
    printf("done");
    // ok: c.format-string
    fprintf(stderr, "%s", text);
}
