#define COUNT 10

void found(void) {
    int a[10], i;
    for (i = 0; i <= 10; i++) {
        // ruleid: c.loop-past-end
        a[i] = 0;
    }
}

void found_too(void) {
    char names[COUNT];
    for (int i = 0; i <= COUNT; i++)
        // ruleid: c.loop-past-end
        names[i] = 0;
    for (int i = 0; i < 20; i++) {
        // ruleid: c.loop-past-end
        names[i] = 0;
    }
}

void near_misses(int *p) {
    int a[COUNT];
    for (int i = 0; i < COUNT; i++) {
        // ok: c.loop-past-end
        a[i] = 0;
    }
    for (int i = 0; i <= COUNT - 1; i++) {
        // ok: c.loop-past-end
        a[i] = 0;
    }
    for (int i = 0; i <= COUNT; i++) {
        // ok: c.loop-past-end
        p[i] = 0;
    }
}
