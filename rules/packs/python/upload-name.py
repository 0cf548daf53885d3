import os
from werkzeug.utils import secure_filename


def found(upload, folder):
    # ruleid: python.upload-name
    upload.save(os.path.join(folder, upload.filename))
    # ruleid: python.upload-name
    upload.save(folder + upload.filename)
    # ruleid: python.upload-name
    upload.save(f"/srv/{upload.filename}")


def near_misses(upload, folder):
    # ok: python.upload-name
    upload.save(os.path.join(folder, secure_filename(upload.filename)))
    # ok: python.upload-name
    upload.save(os.path.join(folder, "upload.bin"))
