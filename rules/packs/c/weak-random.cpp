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

unsigned session_token(void) {
    // ruleid: c.weak-random
    return (unsigned)rand();
}

unsigned near_miss_dice(void) {
    // ok: c.weak-random
    return (unsigned)rand() % 6;
}

char *near_miss_token(int wait) {
    // ok: c.weak-random
    int delay = rand();
    return fresh_token(delay + wait);
}
