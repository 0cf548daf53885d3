#include <dlfcn.h>
#include <stdlib.h>

static void found(void) {
    // ruleid: c.code-injection
    void *handle = dlopen(getenv("PLUGIN"), RTLD_NOW);
}

static void found_read(void) {
    char name[64];
    fgets(name, sizeof name, stdin);
    // ruleid: c.code-injection
    void *handle = dlopen(name, RTLD_NOW);
}

static void near_misses(void) {
    char name[64];
    fgets(name, sizeof name, stdin);
    // ok: c.code-injection
    void *a = dlopen("/usr/lib/app/csv.so", RTLD_NOW);
    // ok: c.code-injection
    void *b = dlsym(a, name);
}
