"""A command line tool: arguments, logging, processes, classes and threads."""

import argparse
import asyncio
import collections
import dataclasses
import functools
import itertools
import logging
import math
import os
import random
import re
import shlex
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Dict, Iterable, List, Optional, Tuple

logger = logging.getLogger(__name__)

WORD = re.compile(r"\w+")


class ConfigError(Exception):
    """A setting is wrong."""


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


@dataclass
class Point:
    x: float = 0.0
    y: float = 0.0

    def distance(self, other):
        return math.hypot(self.x - other.x, self.y - other.y)


@dataclass(frozen=True)
class Item:
    name: str
    price: float
    tags: List[str] = field(default_factory=list)


class Shape(ABC):
    @abstractmethod
    def area(self):
        raise NotImplementedError


class Square(Shape):
    def __init__(self, side):
        super().__init__()
        self.side = side

    def area(self):
        return self.side * self.side

    def __repr__(self):
        return f"Square({self.side!r})"

    def __eq__(self, other):
        if not isinstance(other, Square):
            return NotImplemented
        return self.side == other.side

    def __hash__(self):
        return hash(self.side)


class Account:
    def __init__(self, name, balance=0):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()

    @property
    def empty(self):
        return self.balance == 0

    @classmethod
    def from_dict(cls, data):
        return cls(data["name"], data.get("balance", 0))

    @staticmethod
    def valid(amount):
        return amount > 0

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            self.balance += amount
        return self.balance

    def __str__(self):
        return f"{self.name}: {self.balance}"


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("stack is empty")
        return self.items.pop()

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)


def run(args):
    result = subprocess.run(args, capture_output=True, text=True, check=True, timeout=60)
    return result.stdout


def git_status(folder):
    result = subprocess.run(["git", "status", "--short"], cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        logger.error("git failed: %s", result.stderr)
        return None
    return result.stdout.splitlines()


def list_folder(path):
    return subprocess.check_output(["ls", "-l", path], text=True)


def words(text):
    return WORD.findall(text.lower())


def count_words(text):
    counts = Counter(words(text))
    return counts.most_common(10)


def group_by_length(names):
    groups = defaultdict(list)
    for name in names:
        groups[len(name)].append(name)
    return dict(groups)


def average(values):
    if not values:
        return 0.0
    return sum(values) / len(values)


def total(values):
    result = 0
    for value in values:
        result += value
    return result


def find(items, name):
    for item in items:
        if item.name == name:
            return item
    return None


def index_of(values, wanted):
    for i, value in enumerate(values):
        if value == wanted:
            return i
    return -1


def invert(mapping):
    return {value: key for key, value in mapping.items()}


def squares(n):
    return [i * i for i in range(n)]


def pairs(names, values):
    for name, value in zip(names, values):
        print(name, value)


def print_all(mapping):
    for key, value in sorted(mapping.items()):
        print(f"{key}: {value}")


def is_prime(n):
    if n < 2:
        return False
    for i in range(2, int(math.sqrt(n)) + 1):
        if n % i == 0:
            return False
    return True


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def parse_date(text):
    match = re.match(r"(\d+)-(\d+)-(\d+)", text)
    if match is None:
        return None
    return match.group(1), match.group(2)


def clean(text):
    return re.sub(r"\s+", " ", text).strip()


def to_int(text, default=None):
    try:
        return int(text)
    except ValueError:
        return default


def retry(function, attempts=3):
    for attempt in range(attempts):
        try:
            return function()
        except OSError as e:
            logger.warning("attempt %d failed: %s", attempt, e)
            time.sleep(1)
    raise RuntimeError("giving up")


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            logger.info("took %.3f s", time.perf_counter() - start)

    return wrapper


def map_all(function, items):
    with ThreadPoolExecutor(max_workers=4) as executor:
        return list(executor.map(function, items))


async def fetch_all(session, urls):
    tasks = [asyncio.create_task(session.get(url)) for url in urls]
    return await asyncio.gather(*tasks)


async def wait(seconds):
    await asyncio.sleep(seconds)


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", help="files to read")
    parser.add_argument("--output", "-o", help="where to write")
    parser.add_argument("--verbose", "-v", action="store_true", help="say more")
    parser.add_argument("--count", type=int, default=10)
    return parser.parse_args(argv)


def main():
    args = parse_args()
    logging.basicConfig(level=logging.DEBUG if args.verbose else logging.INFO)
    try:
        for path in args.paths:
            logger.info("reading %s", path)
            print(path)
    except KeyboardInterrupt:
        return 130
    except Exception as e:
        logger.error("failed: %s", e)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
