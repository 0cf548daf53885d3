#define COUNT 10

void found(void) {
    int a[10];
    // ruleid: c.index-past-end
    a[10] = 0;
}

void found_too(void) {
    char names[COUNT];
    int last = 12;
    // ruleid: c.index-past-end
    names[COUNT] = '\0';
    // ruleid: c.index-past-end
    names[last] = '\0';
    // ruleid: c.index-past-end
    names[-1] = '\0';
}

void near_misses(int *p) {
    int a[COUNT];
    // ok: c.index-past-end
    a[COUNT - 1] = 0;
    // ok: c.index-past-end
    int *end = &a[COUNT];
    // ok: c.index-past-end
    p[10] = 0;
    // ok: c.index-past-end
    p[-1] = 0;
}

struct entry {
    char name[16];
    struct entry *next;
    char text[1];
};

void found_in_a_field(struct entry *e) {
    // ruleid: c.index-past-end
    e->name[16] = '\0';
}

void near_misses_in_a_field(struct entry *e) {
    // ok: c.index-past-end
    e->next->name[15] = '\0';
    // ok: c.index-past-end
    e->text[16] = '\0';
}
