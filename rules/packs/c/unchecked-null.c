#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void found(void) {
    char *p = malloc(10);
    // ruleid: c.unchecked-null
    p[0] = 'a';
}

void found_too(struct node *n) {
    n->name = strdup("root");
    // ruleid: c.unchecked-null
    n->name[0] = 'R';
}

size_t found_at_once(void) {
    // ruleid: c.unchecked-null
    return strlen(getenv("HOME"));
}

void found_in_a_file(char *line) {
    FILE *f = fopen("settings", "r");
    // ruleid: c.unchecked-null
    fgets(line, 80, f);
}

int near_misses(struct node *n) {
    char *p = malloc(10), *q;
    if (!p) {
        return -1;
    }
    // ok: c.unchecked-null
    p[0] = 'a';
    if ((q = malloc(10)) == NULL) {
        return -1;
    }
    // ok: c.unchecked-null
    q[0] = 'b';
    n->name = malloc(10);
    if (n->name) {
        // ok: c.unchecked-null
        n->name[0] = 'c';
    }
    struct node *made = calloc(1, sizeof *made);
    assert(made != NULL);
    // ok: c.unchecked-null
    made->value = 1;
    char *home = getenv("HOME");
    // ok: c.unchecked-null
    return home ? home[0] : 0;
}
