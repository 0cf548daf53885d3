import yaml
from yaml import full_load


def configuration(text):
    # ruleid: python.yaml-unsafe-load
    a = yaml.unsafe_load(text)
    # ruleid: python.yaml-unsafe-load
    b = list(yaml.unsafe_load_all(text))
    # ruleid: python.yaml-unsafe-load
    c = full_load(text)
    return a, b, c


def near_misses(text, own):
    # ok: python.yaml-unsafe-load
    a = yaml.safe_load(text)
    # ok: python.yaml-unsafe-load
    b = own.unsafe_load(text)
    # ok: python.yaml-unsafe-load
    c = yaml.dump(text)
    return a, b, c
