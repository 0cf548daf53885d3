#include <stddef.h>
#include <string.h>

int found(void) {
    struct node *n = NULL;
    // ruleid: c.null-dereference
    return n->value;
}

void found_too(char *text) {
    char *end = NULL;
    if (text == NULL) {
        end = text;
    } else {
        end = NULL;
    }
    char *at = NULL;
    // ruleid: c.null-dereference
    strcpy(at, "text");
}

int near_misses(struct node *list, const char *name) {
    struct node *found = NULL;
    for (struct node *n = list; n != NULL; n = n->next) {
        if (strcmp(n->name, name) == 0) {
            found = n;
        }
    }
    // ok: c.null-dereference
    int value = found->value;
    struct node *made = NULL;
    if (make_node(&made) != 0) {
        return -1;
    }
    // ok: c.null-dereference
    made->value = value;
    struct node *it = NULL;
    LIST_FOREACH(it, list) {
        // ok: c.null-dereference
        it->value = 0;
    }
    return 0;
}
