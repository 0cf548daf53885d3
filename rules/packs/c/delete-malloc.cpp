#include <cstdlib>
#include <cstring>

void found() {
    auto *node = (Node *)malloc(sizeof(Node));
    // ruleid: c.delete-malloc
    delete node;
}

void found_too(const char *text) {
    char *copy = strdup(text);
    // ruleid: c.delete-malloc
    delete[] copy;
}

void near_misses(const char *text) {
    char *copy = strdup(text);
    // ok: c.delete-malloc
    free(copy);
    Node *node = new Node;
    // ok: c.delete-malloc
    delete node;
}
