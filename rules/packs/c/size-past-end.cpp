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

struct entry {
    char name[16];
    int counts[4];
    struct entry *next;
    char text[1];
};

void found_in_a_field(struct entry *e, const char *from) {
    struct entry copy;
    // ruleid: c.size-past-end
    memcpy(e->name, from, 17);
    // ruleid: c.size-past-end
    memcpy(copy.name, from, sizeof(copy));
}

void near_misses_in_a_field(struct entry *e, struct other *o, const char *from) {
    // ok: c.size-past-end
    memcpy(e->name, from, 16);
    // ok: c.size-past-end
    memcpy(e->text, from, 100);
    // ok: c.size-past-end
    memcpy(o->name, from, 100);
}
