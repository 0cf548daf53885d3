#include <stdlib.h>

void found(char *p) {
    free(p);
    // ruleid: c.double-free
    free(p);
}

void found_too(struct node *n, int failed) {
    free(n->name);
    if (failed) {
        // ruleid: c.double-free
        free(n->name);
    }
}

void near_misses(char *p, char *q, int failed) {
    free(p);
    p = NULL;
    // ok: c.double-free
    free(p);
    if (failed) {
        free(q);
        return;
    }
    // ok: c.double-free
    free(q);
}
