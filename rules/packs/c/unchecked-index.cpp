#include <cstdlib>

void found(int i) {
    int counts[10];
    // ruleid: c.unchecked-index
    counts[i] = 1;
}

int found_too(int i) {
    const char names[4] = {'a', 'b', 'c', 'd'};
    // ruleid: c.unchecked-index
    return names[i];
}

void near_misses(unsigned i, std::vector<int> &all) {
    int counts[10];
    if (i >= 10) {
        throw std::out_of_range("i");
    }
    // ok: c.unchecked-index
    counts[i] = 1;
    // ok: c.unchecked-index
    all.at(i) = 1;
}
