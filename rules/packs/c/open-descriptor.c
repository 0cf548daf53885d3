#include <fcntl.h>

void found(const char *path) {
    // ruleid: c.open-descriptor
    int a = open(path, O_WRONLY | O_CREAT, 0666);
    // ruleid: c.open-descriptor
    int b = open(path, O_RDWR | O_CREAT | O_TRUNC, 0777);
}

void near_misses(const char *path, mode_t mode) {
    // ok: c.open-descriptor
    int a = open(path, O_WRONLY | O_CREAT, 0600);
    // ok: c.open-descriptor
    int b = open(path, O_RDONLY);
    // ok: c.open-descriptor
    int c = open(path, O_WRONLY | O_CREAT, mode);
}
