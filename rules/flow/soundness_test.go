package flow

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

var long = flag.Bool("long", false, "run ten thousand generated programs, not a few hundred")

// A generator writes small programs in which data that source() marked may come to sink(). Variables have
// fixed kinds, so that what is written runs: s are strings, l lists, d dictionaries, o objects. Equal seeds
// give equal programs.
type generator struct {
	*rand.Rand
	strings.Builder
	python  bool
	indent  int
	depth   int
	loops   int
	looping int // loops around the statement
	funcs   int
	inner   []string // closures in scope
	budget  int
}

func (g *generator) line(format string, args ...any) {
	g.WriteString(strings.Repeat("    ", g.indent))
	fmt.Fprintf(g, format, args...)
	g.WriteByte('\n')
}

func (g *generator) pick(options ...string) string { return options[g.IntN(len(options))] }

func (g *generator) str() string { return fmt.Sprintf("s%d", g.IntN(4)) }

// choose returns the first form in Python and the second in JavaScript.
func (g *generator) choose(python, javaScript string) string {
	if g.python {
		return python
	}
	return javaScript
}

// expr writes an expression that is a string.
func (g *generator) expr(depth int) string {
	if depth <= 0 {
		return g.pick(g.str(), g.str(), g.str(), `"k"`, "source()")
	}
	e := func() string { return g.expr(depth - 1) }
	switch g.IntN(16) {
	case 0:
		return "clean(" + e() + ")"
	case 1:
		return "(" + e() + " + " + e() + ")"
	case 2:
		return g.choose(`f"a{`+g.str()+`}b"`, "`a${"+e()+"}b`")
	case 3:
		return g.choose(`("%s-%s" % (`+e()+", "+e()+"))", `["a", `+e()+`].join("-")`)
	case 4:
		return g.choose("("+e()+" if flip() else "+e()+")", "(flip() ? "+e()+" : "+e()+")")
	case 5:
		return fmt.Sprintf("d%d[%q]", g.IntN(2), g.pick("a", "b"))
	case 6:
		return fmt.Sprintf("l%d[%d]", g.IntN(2), g.IntN(2))
	case 7:
		return fmt.Sprintf("o%d.%s", g.IntN(2), g.pick("f", "g"))
	case 8:
		return g.choose(`"{}".format(`+e()+")", "String("+e()+")")
	case 9:
		return g.choose(`"".join([`+e()+", "+e()+"])", "[..."+fmt.Sprintf("l%d", g.IntN(2))+`].join("")`)
	case 10:
		return fmt.Sprintf("help%d(%s, %s)", g.IntN(3), e(), e())
	case 11:
		return fmt.Sprintf("d%d[key()]", g.IntN(2))
	case 12:
		return g.choose("("+e()+" or "+e()+")", "("+e()+" || "+e()+")")
	case 13:
		if len(g.inner) > 0 {
			return g.inner[g.IntN(len(g.inner))] + "(" + e() + ")"
		}
	case 14:
		return g.choose(`"".join([x for x in l0])`, `l0.map(x => x + "z").join("")`)
	}
	return g.expr(0)
}

func (g *generator) list() string {
	return g.pick("["+g.expr(1)+", "+g.expr(1)+"]", fmt.Sprintf("[l%d[1], l%d[0]]", g.IntN(2), g.IntN(2)), fmt.Sprintf("l%d", g.IntN(2)))
}

func (g *generator) dict() string {
	return g.pick(`{"a": `+g.expr(1)+`, "b": `+g.expr(1)+`}`, fmt.Sprintf("d%d", g.IntN(2)),
		g.choose(fmt.Sprintf(`{**d%d, "a": %s}`, g.IntN(2), g.expr(1)), fmt.Sprintf(`{...d%d, "a": %s}`, g.IntN(2), g.expr(1))))
}

func (g *generator) object() string {
	return g.pick("Box("+g.expr(1)+", "+g.expr(1)+")", fmt.Sprintf("o%d", g.IntN(2)))
}

// block writes a block of statements.
func (g *generator) block() {
	g.indent++
	g.depth++
	for n := 1 + g.IntN(3); n > 0; n-- {
		g.statement()
	}
	g.depth--
	g.indent--
	if !g.python {
		g.line("}")
	}
}

// head writes the head of a block.
func (g *generator) head(python, javaScript string) {
	if g.python {
		g.line("%s:", python)
	} else {
		g.line("%s {", javaScript)
	}
}

func (g *generator) statement() {
	g.budget--
	if g.depth > 3 || g.budget < 0 {
		g.simple()
		return
	}
	switch g.IntN(20) {
	case 0, 1:
		g.head("if flip()", "if (flip())")
		g.block()
		if g.IntN(2) == 0 {
			g.head("else", "else")
			g.block()
		}
	case 2:
		g.loops++
		i := fmt.Sprintf("i%d", g.loops)
		g.head("for "+i+" in range(3)", "for (let "+i+" = 0; "+i+" < 3; "+i+"++)")
		g.loopBody()
	case 3:
		g.loops++
		v := g.str()
		g.head("for "+v+" in "+g.list(), "for ("+v+" of "+g.list()+")")
		g.loopBody()
	case 4:
		g.head("while flip()", "while (flip())")
		g.loopBody()
	case 5:
		g.try()
	case 6:
		g.closure()
	case 7:
		if g.looping > 0 {
			g.line("%s", g.pick("break", "continue"))
			return
		}
		g.simple()
	default:
		g.simple()
	}
}

func (g *generator) loopBody() {
	g.looping++
	g.block()
	g.looping--
}

func (g *generator) try() {
	g.head("try", "try")
	g.block()
	both := g.IntN(3)
	if both != 1 {
		g.head("except Exception", "catch (e)")
		g.block()
	}
	if both != 0 {
		g.head("finally", "finally")
		g.block()
	}
}

// closure writes a function that captures the variables around it.
func (g *generator) closure() {
	g.funcs++
	name := fmt.Sprintf("in%d", g.funcs)
	g.head("def "+name+"(x)", "const "+name+" = (x) =>")
	g.indent++
	if g.python {
		g.line("nonlocal s0, s1")
	}
	switch g.IntN(3) {
	case 0:
		g.line("s0 = %s", g.pick("x", g.expr(1)))
	case 1:
		g.line("sink(%s)", g.pick("x", g.str()))
	}
	g.line("return %s", g.pick("x", g.str(), g.expr(1)))
	g.indent--
	if !g.python {
		g.line("};")
	}
	if g.indent == 1 {
		g.inner = append(g.inner, name)
	}
}

func (g *generator) simple() {
	switch g.IntN(15) {
	case 0, 1, 2:
		g.line("%s = %s", g.str(), g.expr(2))
	case 3:
		g.line("%s += %s", g.str(), g.expr(1))
	case 4, 5, 6:
		g.line("sink(%s)", g.pick(g.expr(2), g.str(), g.list(), g.dict(), g.object()))
	case 7:
		g.line("d%d[%s] = %s", g.IntN(2), g.pick(`"a"`, `"b"`, "key()"), g.expr(1))
	case 8:
		g.line("l%d[%d] = %s", g.IntN(2), g.IntN(2), g.expr(1))
	case 9:
		g.line("o%d.%s = %s", g.IntN(2), g.pick("f", "g"), g.expr(1))
	case 10:
		g.line(g.choose("%s, %s = %s, %s", "[%s, %s] = [%s, %s]"), g.str(), g.str(), g.expr(1), g.expr(1))
	case 11:
		g.line("l%d = %s", g.IntN(2), g.list())
	case 12:
		g.line("d%d = %s", g.IntN(2), g.dict())
	case 13:
		g.line("o%d = %s", g.IntN(2), g.object())
	case 14:
		g.line("fill(o%d, %s)", g.IntN(2), g.expr(1))
	}
}

// program writes one program: helpers, and a function main that takes nothing.
func (g *generator) program() string {
	g.budget = 25
	g.helpers()
	g.head("def main()", "function main()")
	g.indent++
	if g.python {
		g.line(`s0 = s1 = s2 = s3 = "k"`)
		g.line(`l0, l1, d0, d1 = ["k", "k"], ["k", "k"], {"a": "k", "b": "k"}, {"a": "k", "b": "k"}`)
		g.line(`o0, o1 = Box("k", "k"), Box("k", "k")`)
	} else {
		g.line(`let s0 = "k", s1 = "k", s2 = "k", s3 = "k";`)
		g.line(`let l0 = ["k", "k"], l1 = ["k", "k"], d0 = {"a": "k", "b": "k"}, d1 = {"a": "k", "b": "k"};`)
		g.line(`let o0 = Box("k", "k"), o1 = Box("k", "k");`)
	}
	for n := 4 + g.IntN(8); n > 0; n-- {
		g.statement()
	}
	g.indent--
	if !g.python {
		g.line("}")
	}
	return g.String()
}

func (g *generator) helpers() {
	for i := range 3 {
		g.head(fmt.Sprintf("def help%d(s0, s1)", i), fmt.Sprintf("function help%d(s0, s1)", i))
		g.indent++
		switch g.IntN(4) {
		case 0:
			g.line("sink(%s)", g.pick("s0", "s1"))
		case 1:
			g.line("s0 = %s", g.pick("s1", "clean(s0)", "source()", "s0 + s1"))
		}
		g.line("return %s", g.pick("s0", "s1", `"k"`, "s0 + s1", fmt.Sprintf(g.choose(`(help%d(s1, s0) if once() else "k")`, `(once() ? help%d(s1, s0) : "k")`), g.IntN(3))))
		g.indent--
		if !g.python {
			g.line("}")
		}
	}
	g.head("def fill(o0, s0)", "function fill(o0, s0)")
	g.indent++
	g.line("o0.%s = s0", g.pick("f", "g"))
	g.indent--
	if !g.python {
		g.line("}")
	}
}

// pythonRuntime runs the programs on its input, which NUL bytes separate, several times each, and prints the
// lines of sinks that marked data reached. Data is marked by a character that no program writes.
const pythonRuntime = `
import sys, random
MARK = "\u2620"
def marked(v, depth=0):
    if isinstance(v, str): return MARK in v
    if depth > 5: return False
    if isinstance(v, (list, tuple, set)): return any(marked(x, depth + 1) for x in v)
    if isinstance(v, dict): return any(marked(x, depth + 1) or marked(k, depth + 1) for k, x in v.items())
    return isinstance(v, Box) and (marked(v.f, depth + 1) or marked(v.g, depth + 1))
class Box:
    def __init__(self, f, g): self.f, self.g = f, g
    def __str__(self): return "box"
for number, text in enumerate(sys.stdin.read().split("\0")):
    lines = set()
    code = compile(text, "p", "exec")
    for seed in range(8):
        rng, count, calls = random.Random(seed), [0], [0]
        def flip():
            count[0] += 1
            return count[0] < 40 and rng.random() < 0.5
        def once():
            calls[0] += 1
            return calls[0] < 4
        def sink(v):
            if marked(v): lines.add(sys._getframe(1).f_lineno)
            return "k"
        env = {"source": lambda: MARK, "sink": sink, "clean": lambda v: "k", "flip": flip, "once": once,
               "key": lambda: rng.choice("ab"), "Box": Box}
        try:
            exec(code, env)
            env["main"]()
        except Exception:
            pass
    print(number, *sorted(lines))
`

// javaScriptRuntime is the same for JavaScript. The line of a sink is put into the text, as stacks are slow.
const javaScriptRuntime = `
const MARK = "\u2620";
function marked(v, depth = 0) {
  if (typeof v === "string") return v.includes(MARK);
  if (depth > 5 || typeof v !== "object" || v === null) return false;
  return Object.entries(v).some(([k, x]) => k.includes(MARK) || marked(x, depth + 1));
}
class B { constructor(f, g) { this.f = f; this.g = g; } }
let text = require("fs").readFileSync(0, "utf8");
text.split("\0").forEach((code, number) => {
  const lines = new Set();
  code = code.split("\n").map((l, i) => l.replaceAll("sink(", "sinkAt(" + (i + 1) + ", ")).join("\n");
  for (let seed = 1; seed <= 8; seed++) {
    let state = seed * 2654435761 >>> 0, count = 0, calls = 0;
    const random = () => { state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0; return state / 4294967296; };
    const flip = () => ++count < 40 && random() < 0.5;
    const once = () => ++calls < 4;
    const sinkAt = (line, v) => { if (marked(v)) lines.add(line); return "k"; };
    const source = () => MARK, clean = () => "k", key = () => random() < 0.5 ? "a" : "b", Box = (f, g) => new B(f, g);
    try { new Function("sinkAt", "source", "clean", "flip", "once", "key", "Box", code + "\nmain();")(sinkAt, source, clean, flip, once, key, Box); } catch (e) {
      if (e instanceof SyntaxError) { console.error(code); throw e; }
    }
  }
  console.log([number, ...[...lines].sort((a, b) => a - b)].join(" "));
});
`

// TestSoundness checks that whenever data flowed from a source to a sink on some run of a program, there is
// a finding.
func TestSoundness(t *testing.T) {
	count := 300
	if *long {
		count = 10_000
	}
	for _, c := range []struct {
		name, command, flag, runtime string
		lang                         *syntax.Language
	}{
		{"python", "python3", "-c", pythonRuntime, syntax.Python},
		{"javascript", "node", "-e", javaScriptRuntime, syntax.JavaScript},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, err := exec.LookPath(c.command)
			if err != nil {
				t.Skipf("%s is not installed", c.command)
			}
			programs := make([]string, count)
			for i := range programs {
				g := &generator{Rand: rand.New(rand.NewPCG(7, uint64(i))), python: c.lang == syntax.Python}
				programs[i] = g.program()
			}
			cmd := exec.Command(path, c.flag, c.runtime)
			cmd.Stdin = strings.NewReader(strings.Join(programs, "\x00"))
			var failed bytes.Buffer
			cmd.Stderr = &failed
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%.2000s", err, failed.String())
			}
			compareRuns(t, c.lang, programs, out)
		})
	}
}

func compareRuns(t *testing.T, lang *syntax.Language, programs []string, out []byte) {
	// With exact the data in clean(sink(x)) counts: it flows there.
	rule := compileRule(t, lang, strings.Replace(standard, "clean(...)", "clean(...), exact: true", 1))
	flows, findings, missed := 0, 0, 0
	for scan := bufio.NewScanner(bytes.NewReader(out)); scan.Scan(); {
		var number int
		fields := strings.Fields(scan.Text())
		fmt.Sscan(fields[0], &number)
		code := programs[number]
		tree, err := syntax.Parse(lang, code, 0)
		if err != nil {
			t.Fatal(err)
		}
		found, undecided := NewIndex(lang, []*Rule{rule}, nil).Run(tree, Options{Calls: true})
		if len(undecided) > 0 {
			t.Errorf("undecided: %v\n%s", undecided, code)
		}
		ours := map[string]bool{}
		for _, f := range found {
			line, _ := tree.Line(f.Span.Start)
			ours[fmt.Sprint(line)] = true
		}
		findings += len(ours)
		for _, line := range fields[1:] {
			flows++
			if !ours[line] {
				if missed++; missed <= 5 {
					t.Errorf("program %d: data flows to line %s and nothing is found\n%s", number, line, code)
				}
			}
		}
	}
	t.Logf("%d programs: data flowed to %d sinks, %d were found, %d missed", len(programs), flows, findings, missed)
	if flows < len(programs)/3 {
		t.Errorf("data flowed to %d sinks only: the programs test little", flows)
	}
}
