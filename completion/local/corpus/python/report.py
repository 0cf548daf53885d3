"""A report on files: the shape of a small command line program."""

import argparse
import collections
import json
import os
import re
import sys
from pathlib import Path


def count_lines(path):
    with open(path, encoding="utf-8") as f:
        return sum(1 for line in f)


def read_words(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            for word in re.findall(r"[a-z]+", line.lower()):
                yield word


def report(paths):
    counts = collections.Counter()
    for path in paths:
        counts.update(read_words(path))
    return counts


def find_files(root, pattern):
    for path in Path(root).glob(pattern):
        if path.is_file():
            yield path


def rename_all(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            os.rename(path, path.lower())


def compile_pattern(text):
    return re.compile(re.escape(text), re.IGNORECASE)


def matching(lines, pattern):
    pattern = re.compile(pattern)
    for i, line in enumerate(lines):
        if pattern.search(line):
            yield i, line


def numbers(n):
    for i in range(n):
        if i % 2 == 0:
            continue
        yield i


class Report:
    def __init__(self, name):
        self.name = name
        self.rows = []

    def add(self, row):
        self.rows.append(row)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(self.rows, f, indent=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", help="where to look")
    parser.add_argument("--pattern", default="*.txt")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    if not os.path.isdir(args.root):
        print("no such folder", file=sys.stderr)
        return 1
    for word, n in report(find_files(args.root, args.pattern)).most_common():
        print(word, n)
    return 0


if __name__ == "__main__":
    sys.exit(main())
