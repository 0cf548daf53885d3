import hashlib


def found(password, user, salt):
    # ruleid: python.password-hash
    hashlib.sha256(password.encode()).hexdigest()
    # ruleid: python.password-hash
    hashlib.sha512(user.password.encode("utf-8"))
    # ruleid: python.password-hash
    hashlib.sha256((salt + password).encode())


def near_misses(password, data, salt):
    # ok: python.password-hash
    hashlib.sha256(data).hexdigest()
    # ok: python.password-hash
    hashlib.scrypt(password, salt=salt, n=16384, r=8, p=1)
    # ok: python.password-hash
    hashlib.sha256(password_file.encode())
