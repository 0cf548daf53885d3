package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// standard is the rule of the tables: data of source() must not come to sink(), unless by clean().
const standard = `
mode: taint
pattern-sources: [{pattern: source(...)}]
pattern-sinks: [{pattern: sink(...)}]
pattern-sanitizers: [{pattern: clean(...)}]
`

func compileRule(t testing.TB, lang *syntax.Language, text string) *Rule {
	t.Helper()
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		t.Fatal(err)
	}
	spec, err := Parse(file.Docs[0].Body.(*ast.MappingNode))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Compile(spec, lang)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func analyse(t testing.TB, lang *syntax.Language, rule, code string, o Options) []Finding {
	t.Helper()
	tree, err := syntax.Parse(lang, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	found, undecided := NewIndex(lang, []*Rule{compileRule(t, lang, rule)}, nil).Run(tree, o)
	if len(undecided) > 0 {
		t.Fatalf("undecided: %v", undecided)
	}
	return found
}

// marked runs a rule on code whose lines with findings end in "!!" in a comment.
func marked(t *testing.T, lang *syntax.Language, rule, code string, o Options) {
	t.Helper()
	var want, got []string
	lines := strings.Split(code, "\n")
	for i, l := range lines {
		if strings.HasSuffix(strings.TrimRight(l, " */"), "!!") {
			want = append(want, fmt.Sprintf("%d: %s", i+1, strings.TrimSpace(l)))
		}
	}
	for _, f := range analyse(t, lang, rule, code, o) {
		n := strings.Count(code[:f.Span.Start], "\n")
		if s := fmt.Sprintf("%d: %s", n+1, strings.TrimSpace(lines[n])); !slices.Contains(got, s) {
			got = append(got, s)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-marked +found:\n%s\n%s", diff, code)
	}
}

// cases runs a table of programs, which are separated by lines of dashes, with the standard rule.
func cases(t *testing.T, lang *syntax.Language, table string) {
	t.Helper()
	for _, code := range strings.Split(table, "\n---\n") {
		marked(t, lang, standard, code, Options{})
	}
}

func TestPython(t *testing.T) {
	cases(t, syntax.Python, `
x = source()
sink(x) # !!
x = 1
sink(x)
---
def f(a):
    x = source()
    sink(f"a{x}") # !!
    sink("%s" % x) # !!
    sink("{}".format(x)) # !!
    sink("a" if x else "b")
    sink(x if a else "b") # !!
    sink([y for y in x]) # !!
    sink([1 for y in x])
    sink(clean(x))
    sink(x)[0] # !!
---
def f():
    a, b = source(), 1
    sink(a) # !!
    sink(b)
    a, b = b, a
    sink(a)
    sink(b) # !!
    c, *d = source()
    sink(d) # !!
---
def f(o):
    o.a = source()
    sink(o.a) # !!
    sink(o.b)
    sink(o) # !!
    p = o
    sink(p.a) # !!
    sink(p.b)
    o.a = ""
    sink(o)
    sink(p.a) # !!
---
def f(k):
    d = {"a": source(), "b": 1}
    sink(d["a"]) # !!
    sink(d["b"])
    sink(d[k]) # !!
    e = {}
    e[k] = source()
    sink(e["z"]) # !!
    l = [1, source()]
    sink(l[0])
    sink(l[1]) # !!
    l = []
    sink(l)
---
def f(a):
    while a:
        y = w
        sink(y) # !!
        w = source()
    for v in source():
        sink(v) # !!
    else:
        v = clean(v)
    sink(v)
---
def f():
    try:
        x = source()
        g()
        x = 1
    except E as e:
        sink(x) # !!
    sink(x) # !!
    try:
        y = source()
    finally:
        y = 1
    sink(y)
---
def f():
    x = source()
    try:
        x = clean(x)
    finally:
        g()
    sink(x)
---
def f():
    x = source()
    try:
        return x
    finally:
        sink(x) # !!
---
def f():
    x = source()
    if False:
        sink(x)
    debug = 1
    if debug == 2:
        sink(x)
    else:
        sink(x) # !!
---
def f():
    x = source()
    g = lambda: sink(x) # !!
    h = lambda x: sink(x)
    with open(x) as w:
        sink(w) # !!
    if (y := x):
        sink(y) # !!
---
def f(a):
    match source():
        case [b, c]:
            sink(b) # !!
        case {"k": d}:
            sink(d) # !!
---
x = source()
def f():
    sink(x) # !!
    x.y = 1
class C:
    def m(self):
        sink(x) # !!
---
def f(a):
    x = source()
    for i in a:
        if i:
            break
        x = clean(x)
    else:
        sink(x) # !!
    x = y = source()
    sink(x) # !!
    sink(y) # !!
`)
}

func TestJavaScript(t *testing.T) {
	for _, lang := range []*syntax.Language{syntax.JavaScript, syntax.TypeScript, syntax.TSX} {
		cases(t, lang, `
function f(a) {
  const {b, c: {d}, ...e} = source();
  sink(b); // !!
  sink(d); // !!
  sink(e); // !!
  const [g, h = 1] = source();
  sink(h); // !!
  const {i} = {i: source(), j: 1};
  sink(i); // !!
}
---
function f() {
  let a = source();
  { let a = 1; sink(a); }
  sink(a); // !!
  { var b = source(); }
  sink(b); // !!
}
---
const f = (req) => {
  let u = {a: {b: source()}, c: 1};
  sink(u.a.b); // !!
  sink(u.c);
  sink(u["a"]); // !!
  u = {...u, c: 2};
  sink(u); // !!
};
---
function f(q) {
  let w;
  switch (q) { case 1: w = source(); break; case 2: w = 1; default: w = 2; }
  sink(w); // !!
  switch ("a") { case "b": sink(w); break; case "a": w = 1; }
  sink(w);
}
---
outer: for (;;) {
  let z = source();
  for (;;) { if (a) continue outer; z = 1; break; }
  sink(z);
}
---
function f() {
  try { throw source(); } catch (e) { w = e; }
  const p = async () => { sink(await source()); }; // !!
  sink(`+"`a${source()}`"+`); // !!
  sink(a || source()); // !!
}
---
var o = { m(x) { x = source(); sink(x); } }; // !!
class A { m() { this.x = source(); sink(this.x); this.x = 1; sink(this.x); } } // !!
`)
	}
}

func TestGo(t *testing.T) {
	cases(t, syntax.Go, `
package p
func f(r *R) {
	x, err := source()
	sink(x) // !!
	if err != nil {
		return
	}
	y := fmt.Sprintf("a %s", x)
	sink(y) // !!
	y = ""
	sink(y)
	z := T{A: x, B: 1}
	sink(z.A) // !!
	sink(z.B)
	at := &T{A: x, B: U{C: "a"}, D: &U{C: x}}
	sink(at.A) // !!
	sink(at.B)
	sink(at.D.C) // !!
	sink(at.D.E)
	p := &z
	sink(p.A) // !!
	m := map[string]string{"a": x, "b": ""}
	sink(m["a"]) // !!
	sink(m["b"])
	v, ok := m["a"]
	sink(v) // !!
	_ = ok
}
---
package p
func f() {
	x := source()
	if y := x; y != "" {
		sink(y) // !!
	}
	for i, v := range x {
		sink(v) // !!
		_ = i
	}
	{
		x := 1
		sink(x)
	}
	sink(x) // !!
	x = clean(x)
	sink(x)
	var b []byte
	b = append(b, source()...)
	sink(b) // !!
	go func(s string) { sink(s) }("")
	defer sink(b) // !!
}
---
package p
func f(q string) {
	x := source()
	switch q {
	case "a":
		x = "b"
	case "c", "d":
		sink(x) // !!
		fallthrough
	default:
		x = "c"
	}
	sink(x)
	ch := make(chan string)
	ch <- source()
	sink(<-ch) // !!
	select {
	case w := <-ch:
		sink(w) // !!
	}
	x = "a"
again:
	sink(x) // !!
	x = source()
	goto again
}
---
package p
var g = source()
func f() { sink(g) } // !!
func h() { i := 0; for i < 3 { i++ }; sink(i); sink([]byte(source())) } // !!
`)
}

func TestJava(t *testing.T) {
	cases(t, syntax.Java, `
class A {
  void m(String q) {
    String x = source();
    sink(x); // !!
    StringBuilder b = new StringBuilder(x);
    sink(b.toString()); // !!
    String y = "a" + x;
    sink(y); // !!
    y = "b";
    sink(y);
    y += x;
    sink(y); // !!
    String[] z = {x, "a"};
    sink(z[0]); // !!
    sink(z[1]);
    Object o = (String) x;
    sink(o); // !!
    sink(q == null ? "a" : x); // !!
    for (String s : source()) { sink(s); } // !!
    try (R r = new R(x)) { sink(r); } catch (E e) { sink(e); } // !!
  }
}
---
class A {
  String m(int q) {
    String x = source();
    switch (q) { case 1: x = "a"; break; case 2: sink(x); default: x = "b"; } // !!
    sink(x);
    int r = switch (q) { case 1 -> source(); default -> 2; };
    sink(r); // !!
    do { sink(x); x = source(); } while (q > 1); // !!
    if (x instanceof String s) { sink(s); } // !!
    Runnable f = () -> { sink(source()); }; // !!
    return x;
  }
  void n() { this.f = source(); sink(this.f); new T() { void k() { sink(source()); } }; } // !!
}
`)
}

func TestC(t *testing.T) {
	for _, lang := range []*syntax.Language{syntax.C, syntax.CPP} {
		cases(t, lang, `
void f(char *a, int n) {
  char buf[10], *p = source();
  sink(p); // !!
  sink(buf);
  buf[0] = *p;
  sink(buf); // !!
  struct S s = {.a = p, .b = 1};
  sink(s.a); // !!
  sink(s.b);
  struct S *q = &s;
  sink(q->a); // !!
  sink(n ? p : a); // !!
  p = "x";
  sink(p);
}
---
int f(int n) {
  char *x = "a";
  for (int i = 0; i < n; i++) { sink(x); x = source(); } // !!
  switch (n) { case 1: x = "b"; break; default: goto done; }
  sink(x);
done:
  sink(x); // !!
  return 0;
}
---
void f(void) { char *x = source(); if (0) sink(x); while (1) { if (x) break; } sink((char *)x); } // !!
`)
	}
}

func TestSideEffects(t *testing.T) {
	marked(t, syntax.Python, `
mode: taint
pattern-sources:
  - patterns: [{pattern: taint($X)}, {focus-metavariable: $X}]
    by-side-effect: true
pattern-sinks: [{pattern: sink(...)}]
pattern-sanitizers:
  - patterns: [{pattern: check($X)}, {focus-metavariable: $X}]
    by-side-effect: true
`, `
def f(x, y):
    taint(x)
    sink(x) # !!
    check(x)
    sink(x)
    taint(y.z)
    sink(y.z) # !!
    sink(y.w)
`, Options{})
	marked(t, syntax.Python, `
mode: taint
pattern-sources: [{pattern: source(...)}]
pattern-sinks: [{pattern: sink(...)}]
pattern-propagators:
  - {pattern: $S.add($X), from: $X, to: $S}
  - {pattern: "give($A, $B)", from: $A, to: $B, by-side-effect: false}
`, `
def f(s, t):
    s.add(source())
    sink(s) # !!
    give(source(), t)
    sink(t)
`, Options{})
}

func TestLabels(t *testing.T) {
	marked(t, syntax.Python, `
mode: taint
pattern-sources:
  - {pattern: a(), label: A}
  - {pattern: b(), label: B}
  - {pattern: c(...), label: C, requires: A and not B}
pattern-sinks:
  - {pattern: both(...), requires: A and B}
  - {pattern: made(...), requires: C}
  - {pattern: sink(...)}
`, `
def f():
    both(a())
    both(a(), b()) # !!
    made(c(a())) # !!
    made(c(b()))
    d = a() + b()
    made(c(d))
    sink(a())
`, Options{})
}

func TestTrace(t *testing.T) {
	code := "def f():\n    x = source()\n    y = x\n    z = 'a' + y\n    sink(z)\n"
	found := analyse(t, syntax.Python, standard, code, Options{})
	if len(found) != 1 {
		t.Fatal(found)
	}
	var got []string
	for _, s := range found[0].Trace {
		got = append(got, s.Kind.String()+" "+code[s.Span.Start:s.Span.End])
	}
	want := []string{"source source()", "step x = source()", "step y = x", "step z = 'a' + y", "sink sink(z)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDeadline(t *testing.T) {
	tree, err := syntax.Parse(syntax.Python, "x = source()\nsink(x)\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	x := NewIndex(syntax.Python, []*Rule{compileRule(t, syntax.Python, standard)}, nil)
	for _, calls := range []bool{false, true} {
		a := x.Open(tree, false)
		hits, _ := a.hits(Options{})
		_, undecided := a.follow(hits, Options{Calls: calls, Deadline: time.Unix(1, 0)})
		if len(undecided) != 1 || undecided[0].Reason != "the deadline passed" {
			t.Errorf("calls %v: %v", calls, undecided)
		}
	}
}

// A finding is settled behind its sink, unless the data came round a loop.
func TestExtent(t *testing.T) {
	for _, c := range []struct{ code, ends string }{
		{"def f():\n    x = source()\n    sink(x)\n    y = 1\n", "sink(x)"},
		{"def f():\n    while a:\n        sink(x)\n        x = source()\n    y = 1\n", "x = source()"},
		{"def f():\n    x = source()\n    while a:\n        sink(x)\n        y = 1\n    z = 1\n", "sink(x)"},
		{"def f():\n    while a:\n        q = p\n        if b:\n            p = source()\n        sink(q)\n        t = 1\n    z = 1\n", "t = 1"},
	} {
		found := analyse(t, syntax.Python, standard, c.code, Options{})
		if len(found) != 1 {
			t.Fatalf("%d findings in\n%s", len(found), c.code)
		}
		if got, want := found[0].Extent.End, strings.Index(c.code, c.ends)+len(c.ends); got != want {
			t.Errorf("the extent ends at %q, want %q", c.code[:got], c.code[:want])
		}
	}
}

// What is thrown is caught, once.
func TestThrown(t *testing.T) {
	marked(t, syntax.Python, standard, `
try:
    raise E(source())
except E as e:
    sink(e) # !!
try:
    g()
except E as e:
    sink(e)
`, Options{})
	marked(t, syntax.JavaScript, standard, `
try { throw source(); } catch (e) { sink(e); } // !!
try { throw clean(source()); } catch (e) { sink(e); }
try { try { throw source(); } finally { g(); } } catch ({message}) { sink(message); } // !!
try { g(); } catch (e) { sink(e); }
`, Options{})
	marked(t, syntax.Java, standard, `
class A { void f() {
  try { throw new E(source()); } catch (E e) { sink(e.getMessage()); } // !!
  try { g(); } catch (E e) { sink(e); }
} }
`, Options{})
	marked(t, syntax.CPP, standard, `
void f() {
  try { throw source(); } catch (const E &e) { sink(e); } // !!
  try { g(); } catch (const E &e) { sink(e); }
}
`, Options{})
}

// A function that is called where it stands is given what the call gives, by position.
func TestCalledInPlace(t *testing.T) {
	calls := Options{Calls: true}
	marked(t, syntax.Go, standard, `package p
func f() {
	x := source()
	func(s, t string) { sink(t); sink("a") }(x, "")
	func(s, t string) { sink(s) }(x, "") // !!
	defer func(s string) { sink(s) }(x) // !!
	go func(s ...string) { sink(s) }("", x) // !!
}
`, calls)
	marked(t, syntax.JavaScript, standard, `
(function (s, t) { sink(t); })(source(), 1);
(function (s, t) { sink(s); })(source(), 1); // !!
(s => sink(s))(source()); // !!
sink((x => x)(source())); // !!
`, calls)
	marked(t, syntax.Python, standard, "(lambda s, t: sink(t))(source(), 1)\n(lambda s, t: sink(s))(source(), 1) # !!\n", calls)
	marked(t, syntax.CPP, standard, "void f() {\n  [](int y, int z) { sink(z); }(source(), 1);\n  [](int y) { sink(y); }(source()); // !!\n}\n", calls)
}
