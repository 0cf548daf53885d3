import tarfile
import zipfile


def found(path, folder):
    with tarfile.open(path) as archive:
        # ruleid: python.archive-extract
        archive.extractall(folder)
    # ruleid: python.archive-extract
    tarfile.open(path).extractall()
    other = tarfile.open(path, "r:gz")
    # ruleid: python.archive-extract
    other.extractall(path=folder)


def near_misses(path, folder):
    with tarfile.open(path) as archive:
        # ok: python.archive-extract
        archive.extractall(folder, filter="data")
    with zipfile.ZipFile(path) as archive:
        # ok: python.archive-extract
        archive.extractall(folder)
