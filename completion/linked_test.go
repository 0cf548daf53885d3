package completion

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// linkedTexts are edits of which only other functions of the file, or its own code, tell what they do. What stands
// between the brackets is the candidate.
var linkedTexts = []struct {
	name string
	lang *syntax.Language
	bad  bool
	text string
}{
	{"a field's type, from another method", syntax.Python, true, `import sqlite3
from flask import request

class A:
    def __init__(self):
        self.db = sqlite3.connect("x")

    def f(self):
        name = request.args["name"]
        ⟦self.db.executescript(name)⟧
        return name
`},
	{"a field's type, for another method", syntax.Python, true, `import sqlite3
from flask import request

class A:
    def f(self):
        ⟦self.db = sqlite3.connect("x")⟧
        return 1

    def g(self):
        self.db.execute("select " + request.args["name"])
`},
	{"data of a callee", syntax.Python, true, `import os
from flask import request

def get():
    return request.args["name"]

def f():
    name = get()
    ⟦os.system("ls " + name)⟧
`},
	{"data of a caller", syntax.Python, true, `import os
from flask import request

def f(name):
    ⟦open(name)⟧

def caller():
    f(request.args["name"])
`},
	{"a caller without a name", syntax.JavaScript, true, `const express = require("express");
const fs = require("fs");
const app = express();
function load(name) {
  ⟦return fs.readFileSync(name);⟧
}
app.get("/", (req, res) => {
  res.send(load(req.query.name));
});
`},
	{"through the function to a sink of the caller", syntax.Python, true, `from flask import request

def f(name):
    ⟦return name⟧
    return "x"

def caller():
    open(f(request.args["name"]))
`},
	{"a sink in a callee", syntax.Python, true, `from flask import request

def read(name):
    return open(name)

def f():
    name = request.args["name"]
    ⟦read(name)⟧
`},
	{"a sink by another name, imported", syntax.Python, true, `from flask import request as r
from django.utils.safestring import mark_safe as fine

def f():
    ⟦return fine(r.args["name"])⟧
    return 1
`},
	{"a sink by another name of the file", syntax.Python, true, `import os
from flask import request

run = os.system

def f():
    ⟦run("ls " + request.args["name"])⟧
    return 1
`},
	{"a name imported by a function", syntax.Python, true, `def f():
    from flask import request
    name = request.args["name"]
    ⟦open(name)⟧
`},
	{"a variable that another method changes", syntax.Java, false, `class A {
  private String cmd = "ls";
  public void set(String x) {
    cmd = x;
  }
  void run() throws Exception {
    ⟦Runtime.getRuntime().exec(cmd);⟧
  }
}
`},
	{"a source by its key", syntax.JavaScript, false, `const fs = require("fs");
const app = require("express")();
app.get("/", (req, res) => {
  const name = req["query"]["name"];
  ⟦fs.readFileSync(name);⟧
});
`},
	{"a type that a function gives", syntax.Go, true, `package p

import (
	"database/sql"
	"net/http"
)

type store struct{ db *sql.DB }

func (s *store) find(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	⟦s.db.Query("select " + name)⟧
}
`},
	{"a handler that calls", syntax.Go, true, `package p

import (
	"net/http"
	"os"
)

func read(name string) {
	⟦os.Open(name)⟧
}

func serve() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		read(r.FormValue("name"))
	})
}
`},
	{"nothing flows", syntax.Python, false, `from flask import request

def get():
    return request.args["name"]

def f():
    ⟦open("constant")⟧
    return get()
`},
}

// TestWindowAgreesOnLinks holds the window against the whole file where functions bear on each other.
func TestWindowAgreesOnLinks(t *testing.T) {
	g := builtinGate(t)
	for _, c := range linkedTexts {
		before, rest, _ := strings.Cut(c.text, "⟦")
		insert, after, _ := strings.Cut(rest, "⟧")
		doc := &Document{Path: "a" + c.lang.Extensions[0], Language: c.lang, Text: before + after}
		p := g.Open(doc, syntax.Span{Start: len(before), End: len(before)})
		narrow := p.Check(insert)
		wide := *p
		wide.frame = nil
		whole := wide.Check(insert)
		if !same(narrow, whole) {
			t.Errorf("%s: the window says %s, the file %s", c.name, describe(narrow), describe(whole))
		}
		if bad := whole.Verdict.Kind != verdict.Passed; bad != c.bad {
			t.Errorf("%s: the file says %s", c.name, describe(whole))
		}
	}
}
