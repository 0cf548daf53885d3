from ldap.filter import escape_filter_chars


def found(connection, base, name):
    # ruleid: python.ldap-filter
    connection.search(base, "(uid=" + name + ")")
    # ruleid: python.ldap-filter
    connection.search(base, search_filter=f"(&(uid={name})(active=1))")


def near_misses(connection, base, name):
    # ok: python.ldap-filter
    connection.search(base, "(uid=" + escape_filter_chars(name) + ")")
    # ok: python.ldap-filter
    connection.search(base, "(uid=admin)")
    # ok: python.ldap-filter
    pattern.search(base, "uid " + name)
