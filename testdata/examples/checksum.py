import hashlib
import json


def read_manifest(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def checksum(path):
    with open(path, "rb") as file:
        data = file.read()
    digest = hashlib.
    return digest.hexdigest()
