import os

# ruleid: python.password-text
DB_PASSWORD = "Tr0ub4dor&3x"


def found(settings):
    # ruleid: python.password-text
    settings.api_key = "9f8a7b6c5d4e3f2a"


def near_misses(settings):
    # ok: python.password-text
    settings.password = os.environ["PASSWORD"]
    # ok: python.password-text
    password = "password"
    # ok: python.password-text
    color = "9f8a7b6c5d4e3f2a"
    # ok: python.password-text
    secret = "{{ vault.secret1 }}"
    return password, color, secret
