#include <cstring>

void found(const char *from) {
    char buffer[16];
    // ruleid: c.size-past-end
    std::memcpy(buffer, from, 17);
}

void found_too(const char *from) {
    const int size = 32;
    char buffer[16];
    // ruleid: c.size-past-end
    strncpy(buffer, from, size);
}

void near_misses(const char *from, char *to) {
    const int size = 16;
    char buffer[16];
    // ok: c.size-past-end
    strncpy(buffer, from, size);
    // ok: c.size-past-end
    std::memcpy(to, from, 17);
}
