#include <unistd.h>

void found(int fd) {
    char buffer[64];
    // ruleid: c.off-by-one
    ssize_t n = read(fd, buffer, sizeof(buffer));
    buffer[n] = '\0';
}

void found_too(int fd) {
    char line[64];
    // ruleid: c.off-by-one
    ssize_t n = recv(fd, line, sizeof(line), 0);
    line[n] = 0;
}

void near_misses(int fd) {
    char buffer[64];
    // ok: c.off-by-one
    ssize_t n = read(fd, buffer, sizeof(buffer) - 1);
    buffer[n] = '\0';
    // ok: c.off-by-one
    n = read(fd, buffer, sizeof(buffer));
    buffer[0] = '\0';
}
