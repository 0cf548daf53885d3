from flask import Flask, jsonify, redirect, render_template, request
from markupsafe import escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    # ruleid: python.page-injection
    return "<h1>Hello " + request.args["name"] + "</h1>"


@app.post("/search")
def search():
    query = request.form.get("q")
    page = f"<p>Nothing was found for {query}</p>"
    # ruleid: python.page-injection
    return page, 404


@app.route("/escaped")
def near_miss_escaped():
    # ok: python.page-injection
    return "<h1>Hello " + escape(request.args["name"]) + "</h1>"


@app.route("/json")
def near_miss_json():
    # ok: python.page-injection
    return jsonify(name=request.args["name"])


@app.route("/rendered")
def near_miss_rendered():
    # ok: python.page-injection
    return render_template("hello.html", name=request.args["name"])


@app.route("/fixed")
def near_miss_fixed():
    name = request.args["name"]
    # ok: python.page-injection
    return "<h1>Hello</h1>" if name else "<h1>Who?</h1>"
