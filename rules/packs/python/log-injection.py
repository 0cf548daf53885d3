import json
import logging
from flask import request

log = logging.getLogger(__name__)


def login():
    name = request.form["name"]
    # ruleid: python.log-injection
    logging.info("login of " + name)
    # ruleid: python.log-injection
    log.warning("login of %s", name)


def near_misses():
    name = request.form["name"]
    # ok: python.log-injection
    logging.info("login of " + json.dumps(name))
    # ok: python.log-injection
    log.warning("login")
