#include <stdlib.h>

void found(int i) {
    int counts[10];
    // ruleid: c.unchecked-index
    counts[i] = 1;
}

int main(int argc, char **argv) {
    int counts[10];
    int i = atoi(argv[1]);
    // ruleid: c.unchecked-index
    counts[i] = 1;
    return 0;
}

void near_misses(unsigned i, int n) {
    int counts[10];
    if (i < 10) {
        // ok: c.unchecked-index
        counts[i] = 1;
    }
    // ok: c.unchecked-index
    counts[i % 10] = 2;
    if (n < 0 || n >= 10) {
        return;
    }
    // ok: c.unchecked-index
    counts[n] = 3;
}
