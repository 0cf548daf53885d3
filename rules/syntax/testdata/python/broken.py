import hashlib

def first(x):
    y = hashlib.md5(
    return y

class Half:
    def a(self, b:
        if b ==
            return "unfinished

    def c(self):
        return {1: [2, (3}

x = = 3
