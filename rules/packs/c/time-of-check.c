#include <unistd.h>

void found(const char *path) {
    if (access(path, R_OK) == 0) {
        // ruleid: c.time-of-check
        int fd = open(path, O_RDONLY);
    }
    if (access(path, W_OK) == 0) {
        // ruleid: c.time-of-check
        FILE *f = fopen(path, "w");
    }
}

void near_misses(const char *path, const char *other) {
    if (access(path, R_OK) == 0) {
        // ok: c.time-of-check
        int fd = open(other, O_RDONLY);
    }
    // ok: c.time-of-check
    int fd = open(path, O_RDONLY | O_NOFOLLOW);
}
