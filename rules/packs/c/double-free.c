#include <stdlib.h>

void found(char *p) {
    // ruleid: c.double-free
    free(p);
    free(p);
}

void found_too(struct node *n) {
    // ruleid: c.double-free
    free(n->name);
    free(n->name);
}

void near_misses(char *p, char *q) {
    // ok: c.double-free
    free(p);
    p = NULL;
    // ok: c.double-free
    free(p);
    // ok: c.double-free
    free(q);
}
