import numpy as np
from numpy import load


def found(path):
    # ruleid: python.numpy-pickle
    np.load(path, allow_pickle=True)
    # ruleid: python.numpy-pickle
    load(path, mmap_mode="r", allow_pickle=True)


def near_misses(path):
    # ok: python.numpy-pickle
    np.load(path)
    # ok: python.numpy-pickle
    np.load(path, allow_pickle=False)
    # ok: python.numpy-pickle
    torch.load(path, weights_only=True, allow_pickle=True)
