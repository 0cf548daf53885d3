void found(void) {
    // ruleid: c.secret-format
    connect_to("AKIAQ3EGRZTVPYKXWB2M");
    // ruleid: c.secret-format
    connect_to("ghp_Zt7qLmN4vXcR8sWkYb3hJfD6gAeP1uQo9iTz");
}

void near_misses(void) {
    // ok: c.secret-format
    connect_to("AKIAIOSFODNN7EXAMPLE");
    // ok: c.secret-format
    connect_to("ghp_");
}
