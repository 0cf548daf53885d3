#include <cstdio>
#include <cstdlib>

void found() {
    char *p = static_cast<char *>(malloc(10));
    auto *q = (char *)malloc(10);
    // ruleid: c.unchecked-null
    q[0] = 'a';
}

void found_too() {
    FILE *f = fopen("settings", "r");
    // ruleid: c.unchecked-null
    fclose(f);
}

int near_misses() {
    auto *p = (char *)malloc(10);
    if (p == nullptr) {
        return -1;
    }
    // ok: c.unchecked-null
    p[0] = 'a';
    Node *n = new Node;
    // ok: c.unchecked-null
    return n->value;
}
