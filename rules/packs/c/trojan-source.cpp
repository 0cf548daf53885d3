void found(void) {
    // ruleid: c.trojan-source
    const char *role = "user‮ ⁦// check only if admin⁩ ⁦";
    // ruleid: c.trojan-source
    const char *name = "admin​";
}

void near_misses(void) {
    // ok: c.trojan-source
    const char *role = "user\u202e";
    // ok: c.trojan-source
    const char *name = "שלום";
}
