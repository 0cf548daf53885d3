#include <sys/stat.h>

void found(const char *path, int fd) {
    // ruleid: c.open-permissions
    chmod(path, 0777);
    // ruleid: c.open-permissions
    fchmod(fd, 0666);
    // ruleid: c.open-permissions
    mkdir(path, 0777);
}

void near_misses(const char *path, int fd, mode_t mode) {
    // ok: c.open-permissions
    chmod(path, 0600);
    // ok: c.open-permissions
    fchmod(fd, mode);
    // ok: c.open-permissions
    mkdir(path, 0755);
}
