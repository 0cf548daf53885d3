import os
from flask import Flask

app = Flask(__name__)
# ruleid: python.debug-setting
app.config["DEBUG"] = True
# ruleid: python.debug-setting
app.debug = True

# ok: python.debug-setting
app.config["DEBUG"] = os.environ.get("DEBUG") == "1"
# ok: python.debug-setting
app.debug = False
