#include <stdio.h>
#include <stdlib.h>

int found(void) {
    char *p = malloc(10);
    free(p);
    // ruleid: c.use-after-free
    return p[0];
}

void found_too(struct node *head) {
    // ruleid: c.use-after-free
    for (struct node *n = head; n; n = n->next) {
        free(n);
    }
}

void found_as_argument(char *line) {
    free(line);
    // ruleid: c.use-after-free
    puts(line);
}

void found_when_closed(char *text) {
    FILE *out = fopen("log", "a");
    if (!out) {
        return;
    }
    fclose(out);
    // ruleid: c.use-after-free
    fputs(text, out);
}

void near_misses(struct node *head, int failed) {
    struct node *next;
    for (struct node *n = head; n; n = next) {
        next = n->next;
        // ok: c.use-after-free
        free(n);
    }
    char *p = malloc(10);
    if (failed) {
        free(p);
        return;
    }
    // ok: c.use-after-free
    p[0] = '\0';
    free(p);
    p = malloc(20);
    // ok: c.use-after-free
    puts(p);
#ifdef POOL
    pool_free(p);
    free(p);
#else
    // ok: c.use-after-free
    puts(p);
#endif
}

void parts(struct node *n) {
    free(n->name);
    n->name = NULL;
    // ok: c.use-after-free
    n->value = 1;
    free(n->text);
    node_init(n);
    // ok: c.use-after-free
    n->text[0] = '\0';
}
