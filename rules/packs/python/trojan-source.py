def found(level, is_admin):
    # ruleid: python.trojan-source
    role = "user‮ ⁦# check only if admin⁩ ⁦"
    # ruleid: python.trojan-source
    name = "admin​"
    return role, name, level


def near_misses(level):
    # ok: python.trojan-source
    role = "user\u202e"
    # ok: python.trojan-source
    name = "שלום"
    # ok: python.trojan-source
    family = "👨‍👩‍👧"
    return role, name, family, level
