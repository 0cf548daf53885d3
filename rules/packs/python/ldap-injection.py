import ldap
from ldap.filter import escape_filter_chars
from flask import request

connection = ldap.initialize("ldap://localhost")


def find(name):
    text = "(uid=%s)" % name
    # ruleid: python.ldap-injection
    return connection.search_s("dc=example", ldap.SCOPE_SUBTREE, text)


def find_asked():
    text = "(uid=" + request.args["name"] + ")"
    # ruleid: python.ldap-injection
    return connection.search_s("dc=example", ldap.SCOPE_SUBTREE, text)


def near_miss(name):
    text = "(uid=%s)" % escape_filter_chars(name)
    # ok: python.ldap-injection
    return connection.search_s("dc=example", ldap.SCOPE_SUBTREE, text)


def near_miss_fixed():
    # ok: python.ldap-injection
    return connection.search_s("dc=example", ldap.SCOPE_SUBTREE, "(uid=admin)")
