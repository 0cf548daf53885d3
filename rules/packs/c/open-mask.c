#include <sys/stat.h>

void found(void) {
    // ruleid: c.open-mask
    umask(0);
    // ruleid: c.open-mask
    mode_t old = umask(0000);
}

void near_misses(mode_t old) {
    // ok: c.open-mask
    umask(077);
    // ok: c.open-mask
    umask(old);
}
