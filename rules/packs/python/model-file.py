import joblib
import pandas as pd
import torch


def found(path):
    # ruleid: python.model-file
    torch.load(path)
    # ruleid: python.model-file
    torch.load(path, weights_only=False)
    # ruleid: python.model-file
    joblib.load(path)
    # ruleid: python.model-file
    pd.read_pickle(path)


def near_misses(path):
    # ok: python.model-file
    torch.load(path, weights_only=True)
    # ok: python.model-file
    joblib.dump(path, path)
    # ok: python.model-file
    pd.read_parquet(path)
