import yaml
from yaml import SafeLoader, load


def configuration(text):
    # ruleid: python.yaml-load
    a = load(text)
    # ruleid: python.yaml-load
    b = yaml.load(text)
    # ruleid: python.yaml-load
    c = yaml.load(text, Loader=yaml.Loader)
    # ruleid: python.yaml-load
    d = yaml.load(text, yaml.FullLoader)
    return a, b, c, d


def near_misses(text, own):
    # ok: python.yaml-load
    a = yaml.safe_load(text)
    # ok: python.yaml-load
    b = yaml.load(text, Loader=yaml.SafeLoader)
    # ok: python.yaml-load
    c = yaml.load(text, SafeLoader)
    # ok: python.yaml-load
    d = own.load(text)
    return a, b, c, d
