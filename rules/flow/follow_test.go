package flow

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func followed(t *testing.T, lang *syntax.Language, table string) {
	t.Helper()
	for _, code := range strings.Split(table, "\n---\n") {
		marked(t, lang, standard, code, Options{Calls: true})
	}
}

func TestCallsPython(t *testing.T) {
	followed(t, syntax.Python, `
state = source()
other = clean(state)
def f():
    sink(state) # !!
    sink(other)
---
def give():
    return source()
def take(x):
    sink(x) # !!
def same(x):
    return x
def drop(x):
    return "a"
def main():
    take(give())
    sink(same(source())) # !!
    sink(drop(source()))
    sink(same("a"))
---
def fill(o):
    o.a = source()
def put(l, x):
    l.b = x
def main(o, p):
    fill(o)
    sink(o.a) # !!
    put(p, source())
    sink(p.b) # !!
---
def even(n, x):
    return x if n == 0 else odd(n - 1, x)
def odd(n, x):
    return even(n - 1, x)
def main():
    sink(even(3, source())) # !!
    sink(even(3, ""))
---
class C:
    def a(self):
        self.x = source()
        self.b(self.x)
    def b(self, y, *z, k=None):
        sink(y) # !!
        sink(z)
        sink(k) # !!
    def c(self):
        self.b("", k=source())
    @staticmethod
    def d(z):
        return clean(z)
def main():
    sink(C.d(source()))
---
def main():
    x = source()
    def inner():
        sink(x) # !!
    inner()
    y = 1
    def setter():
        nonlocal y
        y = source()
    sink(y)
    setter()
    sink(y) # !!
---
def main():
    f = lambda v: sink(v) # !!
    f(source())
    k = lambda: source()
    sink(k()) # !!
    map(lambda t: sink(t), source()) # !!
`)
}

func TestCallsElsewhere(t *testing.T) {
	followed(t, syntax.JavaScript, `
const take = x => sink(x); // !!
take(source());
class C { a(x) { this.b(x); } b(y) { sink(y); } c() { this.a(source()); } } // !!
[1].concat(source()).forEach(v => sink(v)); // !!
function f(...rest) { sink(rest); } // !!
f(1, source());
function g({a, b}) { sink(a); } // !!
g({a: source()});
`)
	followed(t, syntax.Go, `
package p
func two() (string, error) { return source(), nil }
func f(r *R) {
	x, err := two()
	sink(x) // !!
	r.g(x)
	_ = err
}
func (r *R) m(s string) { r.g(s); r.g(source()) }
func (r *R) g(s string) { sink(s) } // !!
`)
	followed(t, syntax.Java, `
class A {
  String get() { return source(); }
  void put(String s) { sink(s); } // !!
  void m() { put(get()); sink(this.get()); } // !!
}
`)
	followed(t, syntax.C, `
void fill(char *b) { b[0] = source(); }
void m(void) { char b[10]; fill(b); sink(b); } // !!
`)
}

// What goes through another function depends on that function too.
func TestExtentOfCalls(t *testing.T) {
	code := "def f(x):\n    sink(x)\n    y = 1\n\ndef g():\n    f(source())\n\nz = 1\n"
	found := analyse(t, syntax.Python, standard, code, Options{Calls: true})
	if len(found) != 1 {
		t.Fatal(found)
	}
	if want := strings.Index(code, "\n\nz"); found[0].Extent.End != want {
		t.Errorf("the extent ends at %d, want %d", found[0].Extent.End, want)
	}
}
