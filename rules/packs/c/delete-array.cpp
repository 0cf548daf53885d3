#include <cstdlib>

void found() {
    int *counts = new int[100];
    // ruleid: c.delete-array
    delete counts;
}

void found_too(std::size_t n) {
    Node *nodes = new Node[n];
    // ruleid: c.delete-array
    free(nodes);
}

void near_misses(std::size_t n) {
    int *counts = new int[100];
    // ok: c.delete-array
    delete[] counts;
    Node *node = new Node(n);
    // ok: c.delete-array
    delete node;
}
