#include <stdio.h>
#include <string.h>

void found(const char *name) {
    char who[32];
    // ruleid: c.unterminated-copy
    strncpy(who, name, sizeof(who));
    printf("%s\n", who);
}

size_t found_too(const char *name) {
    char who[32];
    // ruleid: c.unterminated-copy
    strncpy(who, name, 32);
    return strlen(who);
}

void near_misses(const char *name) {
    char who[32], what[32], word[8];
    // ok: c.unterminated-copy
    strncpy(who, name, sizeof(who));
    who[sizeof(who) - 1] = '\0';
    printf("%s\n", who);
    // ok: c.unterminated-copy
    strncpy(what, name, sizeof(what) - 1);
    printf("%s\n", what);
    // ok: c.unterminated-copy
    strncpy(word, "word", sizeof(word));
    printf("%s\n", word);
}
