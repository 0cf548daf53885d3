#include <cstdlib>

void found(Node *n) {
    delete n;
    // ruleid: c.double-free
    delete n;
}

void found_too(char *text) {
    free(text);
    // ruleid: c.double-free
    free(text);
}

void near_misses(Node *n, Node *other) {
    delete n;
    n = nullptr;
    // ok: c.double-free
    delete n;
    // ok: c.double-free
    delete other;
}
