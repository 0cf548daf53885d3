#include <stdio.h>
#include <sys/socket.h>

static void found(int client) {
    char name[256];
    recv(client, name, sizeof name - 1, 0);
    // ruleid: c.path-traversal
    FILE *file = fopen(name, "r");
}

static void found_joined(int client) {
    char name[128], path[256];
    recv(client, name, sizeof name - 1, 0);
    snprintf(path, sizeof path, "/srv/files/%s", name);
    // ruleid: c.path-traversal
    FILE *file = fopen(path, "r");
}

static void near_miss(int client) {
    char name[256];
    recv(client, name, sizeof name - 1, 0);
    // ok: c.path-traversal
    FILE *file = fopen("/srv/files/index", "r");
}

static void near_miss_base(int client) {
    char name[128], path[256];
    recv(client, name, sizeof name - 1, 0);
    snprintf(path, sizeof path, "/srv/files/%s", basename(name));
    // ok: c.path-traversal
    FILE *file = fopen(path, "r");
}

FILE *found_named(const char *name) {
    char path[256];
    snprintf(path, sizeof path, "/srv/files/%s", name);
    // ruleid: c.path-traversal
    return fopen(path, "r");
}

FILE *found_appended(const char *name) {
    char path[256] = "/srv/files/";
    strncat(path, name, sizeof path - strlen(path) - 1);
    // ruleid: c.path-traversal
    return fopen(path, "r");
}

FILE *near_miss_given(const char *path) {
    // ok: c.path-traversal
    return fopen(path, "r");
}

FILE *near_miss_number(int pid) {
    char path[256];
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    // ok: c.path-traversal
    return fopen(path, "r");
}
