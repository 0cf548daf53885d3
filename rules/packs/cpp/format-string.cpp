#include <stdio.h>
#include <syslog.h>

void found(const char *text) {
    // ruleid: cpp.format-string
    printf(text);
    // ruleid: cpp.format-string
    fprintf(stderr, text);
    // ruleid: cpp.format-string
    syslog(LOG_ERR, text);
}

void near_misses(const char *text) {
    // ok: cpp.format-string
    printf("%s", text);
    // ok: cpp.format-string
    printf("done");
    // ok: cpp.format-string
    fprintf(stderr, "%s", text);
}
