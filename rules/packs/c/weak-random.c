#include <stdlib.h>

void found(struct user *u, unsigned char *salt, int i) {
    // ruleid: c.weak-random
    int token = rand();
    // ruleid: c.weak-random
    salt[i] = rand() % 256;
    // ruleid: c.weak-random
    u->session_id = random();
}

void near_misses(struct user *u, unsigned char *salt, int i) {
    // ok: c.weak-random
    int delay = rand();
    // ok: c.weak-random
    getrandom(salt, 16, 0);
    // ok: c.weak-random
    u->color = random();
}
