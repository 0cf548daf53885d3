import bcrypt


def found(password):
    # ruleid: python.bcrypt-rounds
    bcrypt.hashpw(password, bcrypt.gensalt(4))
    # ruleid: python.bcrypt-rounds
    bcrypt.hashpw(password, bcrypt.gensalt(rounds=8))


def near_misses(password):
    # ok: python.bcrypt-rounds
    bcrypt.hashpw(password, bcrypt.gensalt())
    # ok: python.bcrypt-rounds
    bcrypt.hashpw(password, bcrypt.gensalt(rounds=12))
