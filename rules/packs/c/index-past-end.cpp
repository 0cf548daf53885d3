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
