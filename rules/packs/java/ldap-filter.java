class LdapFilter {
    void found(DirContext context, String base, String name) throws Exception {
        // ruleid: java.ldap-filter
        context.search(base, "(uid=" + name + ")", controls);
        // ruleid: java.ldap-filter
        context.search(base, String.format("(&(uid=%s)(active=1))", name), controls);
    }

    void nearMisses(DirContext context, String base, String name) throws Exception {
        // ok: java.ldap-filter
        context.search(base, "(uid={0})", new Object[] {name}, controls);
        // ok: java.ldap-filter
        context.search(base, "(uid=admin)", controls);
        // ok: java.ldap-filter
        index.search(base, "uid " + name);
    }
}
