#include <cstdlib>

void found() {
    Node *node = new Node;
    // ruleid: c.free-new
    free(node);
}

void found_too(int n) {
    Node *node = new Node(n);
    // ruleid: c.free-new
    delete[] node;
}

void near_misses(int n) {
    Node *node = new Node(n);
    // ok: c.free-new
    delete node;
    void *block = malloc(n);
    // ok: c.free-new
    free(block);
}
