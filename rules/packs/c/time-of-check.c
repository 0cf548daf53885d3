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

FILE *found_behind(const char *path) {
    if (access(path, W_OK) != 0)
        return 0;
    // ruleid: c.time-of-check
    return fopen(path, "w");
}

FILE *near_miss_behind(const char *path, const char *other) {
    if (access(path, W_OK) != 0)
        return 0;
    // ok: c.time-of-check
    return fopen(other, "w");
}
