package flow

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

const joinModels = `
sources:
  - {kind: parameter, of: public-function}
  - {kind: remote, callee: read_request}
  - {kind: joined, callee: os.path.join, joins: path, given: parameter}
  - {kind: joined, callee: filepath.Join, joins: path, given: parameter}
  - {kind: joined, callee: path/filepath.Join, joins: path, given: parameter}
  - {kind: joined, callee: fmt.Sprintf, joins: text, given: parameter}
  - {kind: joined, callee: str.format, joins: text, given: parameter, from: [receiver, arguments]}
  - {kind: joined, callee: snprintf, joins: text, given: parameter, from: [argument 2, argument 3, argument 4], port: out 0}
  - {kind: joined, of: concatenation, joins: text, given: parameter}
sinks:
  - {kind: path, callee: open, port: argument 0}
  - {kind: path, callee: os.Open, port: argument 0}
  - {kind: path, callee: fopen, port: argument 0}
sanitizers:
  - {kind: path, callee: os.path.basename}
steps:
  - {callee: str.strip, from: receiver, to: return}
guards:
  - {kind: path, callee: str.startswith, holds: true}
`

const joinRule = "flow: {from: [remote, joined], to: path}"

func TestJoinedParameters(t *testing.T) {
	native(t, syntax.Python, joinModels, joinRule, `
import os
ROOT = "/srv/files/"
PREFIX = "log-"

def given(path):
    open(path)

def joined(name):
    open(os.path.join(ROOT, name)) # !!
    open(ROOT + name) # !!
    open(f"/srv/{name}.txt") # !!
    open("/srv/%s" % name) # !!
    open("%s/%s" % (ROOT, name)) # !!
    open("/srv/{}".format(name)) # !!
    open(ROOT / name) # !!

def base_is_given(folder, name):
    open(os.path.join(folder, "name"))
    open(os.path.join(folder, name))
    open(folder + "/" + name)
    open(f"{name}.txt")
    open("%s.bak" % name)

def no_folder(name):
    open(PREFIX + name)
    open("part-" + name)

def without_climbing(name):
    if ".." in name or name.startswith("/"):
        raise ValueError(name)
    open(os.path.join(ROOT, name))

def with_something(name):
    if "x" in name:
        raise ValueError(name)
    open(os.path.join(ROOT, name)) # !!

def of_object(upload):
    open(os.path.join(ROOT, upload.name))
    open(os.path.join(ROOT, locate(upload)))

def listed(name):
    for entry in os.listdir(os.path.join(ROOT, name)):
        open(entry)

def each(names):
    for name in names:
        open(os.path.join(ROOT, name.strip())) # !!

def number(name: int):
    open(os.path.join(ROOT, name))

def cleaned(name):
    open(os.path.join(ROOT, os.path.basename(name)))

def checked(name):
    path = os.path.join(ROOT, name)
    if not path.startswith(ROOT):
        raise ValueError(name)
    open(path)

def _join(name):
    return os.path.join(ROOT, name)

def _same(name):
    return name

def _open(path):
    open(path) # !!

def through(name):
    open(_join(name)) # !!
    open(_same(name))
    open(_same(_join(name))) # !!

def into(name):
    _open(_join(name))

def _private(name):
    open(os.path.join(ROOT, name))

def request():
    open(read_request()) # !!
    open(_join(read_request())) # !!
`)
	native(t, syntax.Go, joinModels, joinRule, `package p

import ("fmt"; "os"; "path/filepath")

func Open(name string) { os.Open(name) }
func (s *Store) Get(name string) { os.Open(filepath.Join(s.root, name)) // !!
}
func Format(name string) { os.Open(fmt.Sprintf("/srv/%s", name)) // !!
}
func Base(dir string) { os.Open(filepath.Join(dir, "x")) }
func Number(n int) { os.Open(fmt.Sprintf("/proc/%d", n)) }
`)
	native(t, syntax.C, joinModels, joinRule, `
void get(const char *name) {
	char path[100];
	snprintf(path, sizeof path, "/srv/%s", name);
	fopen(path, "r"); // !!
}
void process(int pid) {
	char path[100];
	snprintf(path, sizeof path, "/proc/%d/maps", pid);
	fopen(path, "r");
}
void both(const char *dir, const char *name) {
	char path[100];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	fopen(path, "r");
}
`)
}
