"""A small service: orders, stock and mail.

It uses most of the language's forms, so that tests have them all.
"""
from __future__ import annotations

import asyncio
import os.path as path
import re
from collections import (
    OrderedDict,
    defaultdict as dd,
)

TIMEOUT = 30
NAMES = {"a": 1, 'b': 2, **{}}
PATTERN = re.compile(r"^(\w+)\s*=\s*\"(.*)\"$")
BYTES = b'\x00\xff' + rb"\d"


def tagged(name, *, upper=False):
    def wrap(func):
        func.tag = name.upper() if upper else name
        return func
    return wrap


class Order(object, metaclass=type):
    '''One order of one customer.'''

    count: int = 0

    def __init__(self, number: int, lines=(), /, *args, note: str = "", **rest) -> None:
        self.number, self.note = number, note
        self.lines = [line for line in lines if line is not None]
        self.total = sum(line["price"] * line["count"] for line in self.lines)

    @property
    def label(self) -> str:
        return f"order {self.number:>08d} of {self.note!r:^{20}} {{not a hole}}"

    @staticmethod
    @tagged("old", upper=True)
    def parse(text):
        for i, line in enumerate(text.splitlines()):
            if not line or line.startswith('#'):
                continue
            elif (match := PATTERN.match(line)) and match.group(1) in NAMES:
                yield i, match.group(1), match.group(2)
            else:
                raise ValueError(
                    "line %d: cannot read %r"
                    % (i, line)
                )


async def fetch(session, url, retries=3):
    while retries > 0:
        try:
            async with session.get(url, timeout=TIMEOUT) as response:
                data = await response.json()
        except (OSError, asyncio.TimeoutError) as err:
            retries -= 1
            print("retry:", err, end="\n", flush=True)
        else:
            return data
        finally:
            session.count += 1
    return None


def total(orders, discount=lambda o: 0 if o.total < 10 else 1):
    result = dd(int)
    for order in orders:
        key = path.join("by", order.note) \
            .replace("\\", "/")
        result[key] += order.total - discount(order)
        result["all"] = result["all"] if key else -1
    assert result["all"] >= 0, "negative"
    del result[""]
    return {k: v for k, v in sorted(result.items(), key=lambda kv: (-kv[1], kv[0])) if v}


def pick(command):
    match command:
        case ["go", direction]:
            return direction
        case {"name": str(name), **rest}:
            return name, rest
        case _:
            pass
    global TIMEOUT
    TIMEOUT = 1_000.5e-3 if command else 0x_ff
    x = y = z = command[1:-1:2][::2]
    return x, y, *z


if __name__ == "__main__":
    with open(os.devnull) as a, open("b") as b:
        print(a.read(), b.read(), sep="")
    asyncio.run(fetch(None, f'{TIMEOUT}{"nested"}'))
