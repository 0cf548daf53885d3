constexpr int count = 10;

void found() {
    int a[10];
    // ruleid: c.index-past-end
    a[10] = 0;
}

void found_too() {
    char text[] = "abc";
    // ruleid: c.index-past-end
    text[4] = '\0';
}

void near_misses(std::vector<int> &v) {
    char text[] = "abc";
    // ok: c.index-past-end
    text[3] = '\0';
    // ok: c.index-past-end
    v[10] = 0;
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
