"""Files and folders, JSON, CSV and YAML."""

import csv
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import yaml


def read_text(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def write_text(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def read_bytes(path):
    with open(path, "rb") as f:
        return f.read()


def write_bytes(path, data):
    with open(path, "wb") as f:
        f.write(data)


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            yield line


def load_json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def save_json(path, data):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(data, f, indent=2, sort_keys=True)


def load_config(path):
    with open(path, encoding="utf-8") as f:
        config = yaml.safe_load(f)
    return config or {}


def save_config(path, config):
    with open(path, "w", encoding="utf-8") as f:
        yaml.safe_dump(config, f)


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        reader = csv.DictReader(f)
        return [row for row in reader]


def write_rows(path, rows, fieldnames):
    with open(path, "w", newline="", encoding="utf-8") as f:
        writer = csv.DictWriter(f, fieldnames=fieldnames)
        writer.writeheader()
        for row in rows:
            writer.writerow(row)


def python_files(root):
    for path in sorted(Path(root).rglob("*.py")):
        if path.is_file():
            yield path


def walk(root):
    for folder, names, files in os.walk(root):
        for name in files:
            yield os.path.join(folder, name)


def ensure_folder(path):
    os.makedirs(path, exist_ok=True)


def remove(path):
    if os.path.exists(path):
        os.remove(path)
    if os.path.isdir(path):
        shutil.rmtree(path)


def size(path):
    if not os.path.isfile(path):
        return 0
    return os.path.getsize(path)


def extension(path):
    name, ext = os.path.splitext(os.path.basename(path))
    return ext.lower()


def inside(root, name):
    root = os.path.realpath(root)
    path = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath([root, path]) != root:
        raise ValueError("path leaves the folder")
    return path


def save_upload(data):
    with tempfile.NamedTemporaryFile(delete=False) as f:
        f.write(data)
        return f.name


@contextmanager
def working_folder():
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def home_file(name):
    return Path.home() / name


def main():
    for path in sys.argv[1:]:
        print(read_text(path))


if __name__ == "__main__":
    main()
