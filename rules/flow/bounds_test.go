package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// cost returns the work of the standard rule on code, in instructions and entries touched, and why it was
// given up if it was.
func cost(t testing.TB, lang *syntax.Language, code string, calls bool) (int, string) {
	t.Helper()
	tree, err := syntax.Parse(lang, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	rule := compileRule(t, lang, standard)
	x := NewIndex(lang, []*Rule{rule}, nil)
	a := x.Open(tree, false)
	hits, _ := a.hits(Options{})
	run := a.prepare(0, hits[0], Options{Calls: calls})
	_, why := run.findings()
	return run.steps, why
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		name  string
		lang  *syntax.Language
		code  string
		limit int // of work; what is more must be given up
	}{
		{"ten thousand statements", syntax.Python, statementsOf(10_000), 500_000},
		{"ten thousand branches", syntax.Python, branches(10_000), fileBudget},
		{"a thousand functions that call each other", syntax.Python, circle(1000), fileBudget},
		{"a jumble of gotos", syntax.C, gotos(1000), fileBudget},
		{"deep nesting", syntax.JavaScript, "function f() {" + strings.Repeat("if (a) {", 1500) + "sink(source());" + strings.Repeat("}", 1500) + "}", fileBudget},
		{"long chains", syntax.JavaScript, "let x = source()" + strings.Repeat(".a()", 1500) + "; sink(x);", fileBudget},
		{"wide sums", syntax.Java, "class A { void f() { String x = source()" + strings.Repeat(" + y", 1500) + "; sink(x); } }", fileBudget},
	} {
		for _, calls := range []bool{false, true} {
			steps, why := cost(t, c.lang, c.code, calls)
			if steps > c.limit+taintBudget && why == "" {
				t.Errorf("%s (calls %v): %d steps and not given up", c.name, calls, steps)
			}
			t.Logf("%s (calls %v): %d steps %s", c.name, calls, steps, why)
		}
	}
}

func statementsOf(n int) string {
	var b strings.Builder
	b.WriteString("def f(a):\n    x0 = source()\n")
	for i := range n {
		fmt.Fprintf(&b, "    x%d = x%d + 'a'\n", i+1, i)
	}
	fmt.Fprintf(&b, "    sink(x%d)\n", n)
	return b.String()
}

func branches(n int) string {
	var b strings.Builder
	b.WriteString("def f(a):\n    x = source()\n")
	for i := range n / 2 {
		fmt.Fprintf(&b, "    if a:\n        y%d = x\n", i)
	}
	b.WriteString("    sink(x)\n")
	return b.String()
}

func circle(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "def f%d(a, b):\n    if a:\n        return f%d(b, a + source())\n    sink(b)\n    return f%d(a, b)\n", i, (i+1)%n, (i*7+3)%n)
	}
	return b.String()
}

func gotos(n int) string {
	var b strings.Builder
	b.WriteString("void f(int a) {\n  char *x = \"\";\n")
	for i := range n {
		fmt.Fprintf(&b, "l%d: if (a == %d) goto l%d; x%d = x; sink(x); x = source();\n", i, i, (i*7919+13)%n, i%50)
	}
	b.WriteString("}\n")
	return b.String()
}

// program5000 is a file of five thousand lines: functions as code has them, some with sources and sinks.
func program5000() string {
	var b strings.Builder
	b.WriteString("import os\n")
	for i := 0; strings.Count(b.String(), "\n") < 5000; i++ {
		fmt.Fprintf(&b, `
def handle%d(request, options):
    name = request.get("name")
    if not name:
        return None
    rows = []
    for part in name.split(","):
        value = part.strip()
        if value in options:
            rows.append({"name": value, "text": f"{name}: {value}"})
    total = 0
    for row in rows:
        total += len(row["text"])
    try:
        result = os.path.join("/srv", str(total))
    except ValueError as e:
        result = str(e)
    text = "%%s has %%d" %% (result, total)
`, i)
		if i%5 == 0 {
			fmt.Fprintf(&b, "    text = text + source(%d)\n    sink(clean(text))\n    sink(text)\n", i)
		}
		b.WriteString("    return text\n")
	}
	return b.String()
}

func benchmarkRules(b *testing.B) []*Rule {
	var rules []*Rule
	for i := range 10 {
		rules = append(rules, compileRule(b, syntax.Python, strings.ReplaceAll(standard, "source(", fmt.Sprintf("source%s(", []string{"", "2", "3", "4", "5", "6", "7", "8", "9", "10"}[i]))))
	}
	return rules
}

// benchmarkFlow measures flow alone, without parsing and without the matching of patterns.
func benchmarkFlow(b *testing.B, edit bool) {
	code := program5000()
	x := NewIndex(syntax.Python, benchmarkRules(b), nil)
	var trees []*syntax.Tree
	var hits [][][]hit
	for i := range 64 {
		text := code
		if i > 0 {
			text = strings.Replace(code, `text = text + source(50)`, fmt.Sprintf(`text = "%d" + text + source(50)`, i), 1)
		}
		tree, err := syntax.Parse(syntax.Python, text, 0)
		if err != nil {
			b.Fatal(err)
		}
		h, _ := x.Open(tree, false).hits(Options{})
		trees, hits = append(trees, tree), append(hits, h)
	}
	n := 0
	for b.Loop() {
		n++
		k := n % len(trees)
		if k == 0 || !edit { // no edit is seen twice
			b.StopTimer()
			x.cache = newCache(nil)
			if edit {
				x.Open(trees[0], false).follow(hits[0], Options{Calls: true})
				k, n = 1, 1
			}
			b.StartTimer()
		}
		x.Open(trees[k], false).follow(hits[k], Options{Calls: true})
	}
}

func BenchmarkFlowWhole(b *testing.B)   { benchmarkFlow(b, false) }
func BenchmarkFlowOneEdit(b *testing.B) { benchmarkFlow(b, true) }
