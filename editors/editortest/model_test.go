package editortest

import (
	"errors"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/sluice-lsp/sluice/completion/backend/gguf"
	"github.com/sluice-lsp/sluice/completion/backend/llamatest"
	"github.com/sluice-lsp/sluice/completion/backend/scripted"
)

// A place is a text that ends where a completion is wanted; its last byte is left to type.
type place struct {
	text  string
	wants string // what every model goes on with there
	rule  string // that withholds it, "" if none does
	cwe   string
}

// function is the head of the function that the place is in. No other file has one like it.
func (p place) function() string {
	head, _, _ := strings.Cut(p.text[strings.LastIndex(p.text, "def "):], "\n")
	return head
}

// line is the last line.
func (p place) line() string { return p.text[strings.LastIndex(p.text, "\n")+1:] }

// good has a finding, and a place at its end where a model is offered.
var good = place{wants: "sha256(data)", text: `import hashlib


def store(data):
    return hashlib.md5(data).hexdigest()


def digest(data):
    return hashlib.`}

// bad has a place where what a model wants is withheld. No constraint keeps a model from it: only the gate sees where
// the data comes from.
var bad = place{wants: " open(data)", rule: "python.path-traversal", cwe: "CWE-22", text: `from flask import request


def view():
    data = request.args["name"]
    page =`}

// block has a place where a scripted model goes on for some lines, the last of which a rule forbids.
var block = place{wants: "\n    first = hashlib.sha256(data)\n    first.update(data)\n    return hashlib.md5(data)", text: `import hashlib


def twice(data):`}

// fixed is the line of the finding in good once its code action was applied.
const fixed = "return hashlib.sha256(data).hexdigest()"

// seen is the code that models have learned from. It is in the workspace, where the embedded model reads it.
const seen = `import hashlib

from flask import request


def digest(data):
    return hashlib.sha256(data)


def show():
    data = request.args["name"]
    page = open(data)
`

// example is what a new user may type: nothing in it was wrong before. The embedded model goes on from there, since it
// has nothing but what it read.
var example = place{wants: "sha256(", text: `import hashlib

import json


def read_manifest(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def checksum(path):
    with open(path, "rb") as file:
        data = file.read()
    digest = hashlib.`}

// A model is what completes. Those with a server can be made to hang, and to die.
type model struct {
	name, url, template string
	hang, die           func() // nil: it has no server
	late                int    // how many answers of it are waited for while it hangs
}

// tellsLate is how many late answers in a row the user is told of.
const tellsLate = 3

// embedded is the model inside the binary.
var embedded = model{name: "embedded", url: "embedded", template: "auto"}

// withEachModel runs a test for each of them.
func withEachModel(t *testing.T, test func(*testing.T, model)) {
	t.Helper()
	t.Run("scripted", func(t *testing.T) { test(t, scriptedModel(t)) })
	t.Run("llama-server", func(t *testing.T) { test(t, llamaModel(t)) })
	t.Run("embedded", func(t *testing.T) { test(t, embedded) })
}

// scriptedModel is a server that knows what to say. It says more than the others can.
func scriptedModel(t *testing.T) model {
	var hung sync.Once
	hang, release := make(chan struct{}), make(chan struct{})
	server := scripted.Start(func(_ int, r *scripted.Request) scripted.Reply {
		select {
		case <-hang:
			return scripted.Reply{scripted.Wait(release), scripted.Cut()}
		default:
		}
		for _, p := range []place{bad, block} {
			if strings.Contains(string(r.Body), p.function()) {
				return scripted.Say(p.wants)
			}
		}
		return scripted.Say(good.wants)
	})
	die := sync.OnceFunc(func() {
		close(release)
		server.Close()
	})
	t.Cleanup(die)
	return model{name: "scripted", url: server.URL(), template: "auto", late: tellsLate, die: die, hang: func() { hung.Do(func() { close(hang) }) }}
}

// llamaModel is a real llama-server with a model of what was seen. The model looks at one token only, so that templates
// with control tokens would blind it.
func llamaModel(t *testing.T) model {
	t.Helper()
	server, err := llamatest.Start(gguf.NewBigram(strings.Repeat(seen, 8), 1024, 256))
	if errors.Is(err, llamatest.ErrMissing) {
		missing(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return model{name: "llama-server", url: server.URL + "/v1", template: "prefix", late: 1, die: server.Close, hang: func() {
		if err := server.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Error(err)
		}
	}}
}
