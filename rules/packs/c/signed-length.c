#include <string.h>
#include <unistd.h>

int found(const char *packet, int length) {
    char body[512];
    if (length > 512) {
        return -1;
    }
    // ruleid: c.signed-length
    memcpy(body, packet, length);
    return body[0];
}

void found_too(int fd) {
    char body[64];
    int length = next_length(fd);
    if (length <= 64) {
        // ruleid: c.signed-length
        read(fd, body, length);
    }
}

int near_misses(const char *packet, int length, size_t size, int other) {
    char body[512];
    if (length < 0 || length > 512) {
        return -1;
    }
    // ok: c.signed-length
    memcpy(body, packet, length);
    if (size > 512) {
        return -1;
    }
    // ok: c.signed-length
    memcpy(body, packet, size);
    if (other > sizeof(body)) {
        return -1;
    }
    // ok: c.signed-length
    memcpy(body, packet, other);
    return body[0];
}
