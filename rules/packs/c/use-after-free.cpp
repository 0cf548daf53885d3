#include <cstdlib>

int found(Node *n) {
    delete n;
    // ruleid: c.use-after-free
    return n->value;
}

struct Owner {
    Node *node;
    void found_too() {
        delete node;
        // ruleid: c.use-after-free
        node->stop();
    }
    void near_miss() {
        delete node;
        node = new Node;
        // ok: c.use-after-free
        node->stop();
    }
};

int near_miss(Node *n) {
    int value = n->value;
    delete n;
    // ok: c.use-after-free
    return value;
}

void other_near_miss(Node *n) {
    delete n;
    make(n);
    // ok: c.use-after-free
    n->stop();
}
