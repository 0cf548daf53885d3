import random
import secrets
import string


def found():
    # ruleid: python.weak-random
    token = random.randint(100000, 999999)
    # ruleid: python.weak-random
    reset_token = "".join(random.choice(string.ascii_letters) for _ in range(20))
    # ruleid: python.weak-random
    password = "".join(random.choices(string.digits, k=8))
    return token, reset_token, password


def near_misses():
    # ok: python.weak-random
    token = secrets.randbelow(900000)
    # ok: python.weak-random
    delay = random.randint(1, 5)
    # ok: python.weak-random
    rng_token = random.SystemRandom().randint(1, 5)
    return token, delay, rng_token


def make_reset_token():
    # ruleid: python.weak-random
    return "".join(random.choice(string.ascii_letters) for _ in range(20))


def pick_color():
    # ok: python.weak-random
    return random.choice(["red", "green"])
