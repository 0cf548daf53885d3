#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SIZE 64

void found(int fd, const char *from) {
    char buffer[16];
    // ruleid: c.size-past-end
    read(fd, buffer, 100);
    // ruleid: c.size-past-end
    memcpy(buffer, from, SIZE);
}

void found_too(const char *from) {
    char small[8], large[32];
    int counts[4];
    // ruleid: c.size-past-end
    snprintf(small, sizeof(large), "%s", from);
    // ruleid: c.size-past-end
    memset(counts, 0, 5 * sizeof(int));
    // ruleid: c.size-past-end
    memcpy(small + 4, from, 8);
    // ruleid: c.size-past-end
    strncat(small, from, 8);
    // ruleid: c.size-past-end
    fread(counts, sizeof(int), 5, stdin);
}

void near_misses(int fd, const char *from, char *to) {
    char buffer[SIZE];
    int counts[4];
    // ok: c.size-past-end
    read(fd, buffer, sizeof(buffer) - 1);
    // ok: c.size-past-end
    memcpy(buffer, from, 64);
    // ok: c.size-past-end
    memset(counts, 0, 4 * sizeof(int));
    // ok: c.size-past-end
    memcpy(to, from, 1000);
    // ok: c.size-past-end
    fgets(buffer, SIZE, stdin);
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
