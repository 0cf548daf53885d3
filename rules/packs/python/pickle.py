import json
import pickle
import pickle as p
from pickle import load

import dill


def session(data, file):
    # ruleid: python.pickle
    a = pickle.loads(data)
    # ruleid: python.pickle
    b = p.load(file, encoding="bytes")
    # ruleid: python.pickle
    c = load(file)
    # ruleid: python.pickle
    d = dill.loads(data)
    return a, b, c, d


def near_misses(data, file):
    # ok: python.pickle
    a = json.loads(data)
    # ok: python.pickle
    b = pickle.dumps(data)
    # ok: python.pickle
    c = file.load(data)
    return a, b, c
