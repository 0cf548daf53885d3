#include <cstdio>

char *found(int n) {
    char buffer[64];
    snprintf(buffer, sizeof buffer, "%d", n);
    // ruleid: c.local-address
    return buffer;
}

char *found_too(void) {
    char name[16];
    read_name(name);
    // ruleid: c.local-address
    return name;
}

char *near_miss(int n) {
    static char buffer[64];
    snprintf(buffer, sizeof buffer, "%d", n);
    // ok: c.local-address
    return buffer;
}

char *other_near_miss(void) {
    char name[16];
    read_name(name);
    // ok: c.local-address
    return strdup(name);
}

char *found_by_another_name(int n) {
    char text[16];
    char *p = text;
    snprintf(p, sizeof text, "%d", n);
    // ruleid: c.local-address
    return p;
}

int *found_by_address(int n) {
    int sum = n + 1;
    // ruleid: c.local-address
    return &sum;
}

char element(void) {
    char name[16];
    read_name(name);
    // ok: c.local-address
    return name[0];
}

char *behind_a_pointer(struct node *n, int i) {
    char *p = n->name;
    // ok: c.local-address
    return &p[i];
}

std::string converted(int n) {
    char text[16];
    snprintf(text, sizeof text, "%d", n);
    // ok: c.local-address
    return text;
}
