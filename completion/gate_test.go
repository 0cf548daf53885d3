package completion

import (
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func builtinGate(t testing.TB) *Gate {
	t.Helper()
	set := rules.NewSet(packs.Builtin())
	if errs := set.Errors(); len(errs) > 0 {
		t.Fatalf("loading the packs: %v", errs[0])
	}
	g := NewGate(set, rules.DefaultThreshold)
	g.Limit = 10 * time.Minute // what a test finds must not hang on how busy the machine is
	return g
}

// gateAt checks an insert at the "│" of a text; what stands between two of them is replaced.
func gateAt(t testing.TB, g *Gate, l *syntax.Language, text, insert string) Outcome {
	t.Helper()
	before, after, ok := strings.Cut(text, "│")
	if !ok {
		t.Fatalf("no place in %q", text)
	}
	old, rest, replaced := strings.Cut(after, "│")
	if !replaced {
		old, rest = "", after
	}
	doc := &Document{Path: "a" + l.Extensions[0], Language: l, Text: before + old + rest}
	return g.Check(doc, syntax.Span{Start: len(before), End: len(before) + len(old)}, insert)
}

func TestGate(t *testing.T) {
	g := builtinGate(t)
	for _, c := range []struct {
		name         string
		lang         *syntax.Language
		text, insert string
		want         verdict.Kind
		rule         string // that says so; "" for none
	}{
		{"a banned call", syntax.Python, "import hashlib\nh = │\n", "hashlib.md5(data)", verdict.Rewritten, "python.weak-hash"},
		{"a near miss", syntax.Python, "import hashlib\nh = │\n", "hashlib.sha256(data)", verdict.Passed, ""},
		{"half of the name is the user's", syntax.Python, "import hashlib\nh = hashlib.│\n", "md5(data)", verdict.Withheld, "python.weak-hash"},
		{"the bracket is the user's", syntax.Python, "import hashlib\nh = hashlib.md5│)\n", "(data", verdict.Withheld, "python.weak-hash"},
		{"an alias", syntax.Python, "import hashlib as h\nx = h.│\n", "md5(data)", verdict.Withheld, "python.weak-hash"},
		{"a name of its own import", syntax.Python, "│\n", "from hashlib import md5\nx = md5(data)", verdict.Trimmed, "python.weak-hash"},
		{"inside a function", syntax.Python, "import os\n\ndef f(x):\n    │\n\ndef g():\n    pass\n", "os.system(x)", verdict.Withheld, ""},
		{"the user's own violation", syntax.Python, "import hashlib\na = hashlib.md5(b)\n│\n", "c = 1", verdict.Passed, ""},
		{"the user's own, behind", syntax.Python, "import hashlib\n│\na = hashlib.md5(b)\n", "c = 1", verdict.Passed, ""},
		{"another one like it", syntax.Python, "import hashlib\na = hashlib.md5(b)\n│\n", "a = hashlib.md5(b)", verdict.Rewritten, "python.weak-hash"},
		{"no self-pardon", syntax.Python, "import hashlib\n│\n", "a = hashlib.md5(b)  # nosemgrep", verdict.Rewritten, "python.weak-hash"},
		{"what it joins", syntax.Python, "import hashlib\na = hashlib.│(b)\n", "md5", verdict.Withheld, "python.weak-hash"},
		{"a syntax error", syntax.Python, "│\n", "x = = 1", verdict.Withheld, ""},
		{"an open bracket", syntax.Python, "│\n", "x = (1", verdict.Withheld, ""},
		{"the user's bracket, closed", syntax.Python, "x = (│\n", "1)", verdict.Passed, ""},
		{"the user's bracket, left open", syntax.Python, "x = (│\n", "1", verdict.Passed, ""},
		{"good lines before a bad one", syntax.Python, "import os\n│\n", "a = 1\nos.system(a)\n", verdict.Trimmed, "python.os-command"},
		{"replaced text", syntax.Python, "import hashlib\na = hashlib.│sha256│(b)\n", "md5", verdict.Withheld, "python.weak-hash"},
		{"lines that end as Windows ends them", syntax.Python, "x = 1\r\n│", "import os\r\nos.system(x)\r\n", verdict.Trimmed, "python.os-command"},
		{"deep nesting", syntax.Python, "│\n", "x = " + strings.Repeat("[", 100) + strings.Repeat("]", 100), verdict.Passed, ""},
		{"a comment", syntax.Python, "│\n", "# hashlib.md5(x) is weak", verdict.Passed, ""},
		{"two that are fixed", syntax.Python, "import hashlib\n│\n", "a = hashlib.md5(b)\nc = hashlib.sha1(b)", verdict.Rewritten, "python.weak-hash"},
		{"one that is fixed and one that is not", syntax.Python, "import hashlib, os\n│\n", "a = hashlib.md5(os.system(b))", verdict.Withheld, ""},
		{"text that shows otherwise", syntax.Python, "│\n", "x = 'a\u202e' # b", verdict.Withheld, ""},
		{"a name with a blank that is none", syntax.Python, "│\n", "ev\u200bal = 1", verdict.Withheld, ""},
		{"an emoji of several", syntax.Python, "│\n", "x = '👩\u200d💻'", verdict.Passed, ""},
		{"bytes that are no text", syntax.Python, "│\n", "x = '\xff'", verdict.Withheld, ""},
		{"a broken document", syntax.Python, "def f(:\n    pass\n\nx = │\n", "1", verdict.Passed, ""},
		{"Go", syntax.Go, "package a\n\nimport \"crypto/md5\"\n\nfunc f(b []byte) {\n\t│\n}\n", "_ = md5.Sum(b)", verdict.Withheld, ""},
		{"Go, fine", syntax.Go, "package a\n\nimport \"crypto/sha256\"\n\nfunc f(b []byte) {\n\t│\n}\n", "_ = sha256.Sum256(b)", verdict.Passed, ""},
		{"Go, a brace too many", syntax.Go, "package a\n\nfunc f() {\n\t│\n}\n", "}", verdict.Withheld, ""},
		{"Go, a brace too few", syntax.Go, "package a\n\nfunc f() {\n\t│\n}\n", "if a {\n", verdict.Withheld, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := gateAt(t, g, c.lang, c.text, c.insert)
			if o.Verdict.Kind != c.want {
				t.Errorf("verdict = %s (%s), want %s", o.Verdict.Kind, o.Verdict.Reason, c.want)
			}
			if c.rule != "" && strings.Join(o.Verdict.Rules, " ") != c.rule {
				t.Errorf("rules = %q, want %q", o.Verdict.Rules, c.rule)
			}
			if !o.Verdict.Shown() && o.Insert != "" {
				t.Errorf("%q may be inserted though it is not to be shown", o.Insert)
			}
		})
	}
}

// TestChangedElsewhere holds candidates that use a variable of the file as if it were a constant,
// though a function that the candidate does not name changes it.
func TestChangedElsewhere(t *testing.T) {
	g := builtinGate(t)
	for _, c := range []struct {
		lang         *syntax.Language
		text, insert string
		want         verdict.Kind
	}{
		{syntax.Python, "import subprocess\ncommand = 'ls'\n\ndef run():\n    │\n\ndef read(line):\n    global command\n    command = line\n", "subprocess.run(command, shell=True)", verdict.Withheld},
		{syntax.Go, "package a\n\nimport \"os/exec\"\n\nvar command = \"ls\"\n\nfunc run() {\n\t│\n}\n\nfunc read(line string) {\n\tcommand = line\n}\n", "exec.Command(\"sh\", \"-c\", command).Run()", verdict.Withheld},
	} {
		if o := gateAt(t, g, c.lang, c.text, c.insert); o.Verdict.Kind != c.want {
			t.Errorf("%s: %s (%s), want %s", c.lang.Name, o.Verdict.Kind, o.Verdict.Reason, c.want)
		}
	}
}

// TestDisguises is the list of ways round a rule that the gate sees through. What one file cannot show
// is listed in SECURITY.md.
func TestDisguises(t *testing.T) {
	g := builtinGate(t)
	for _, c := range []struct {
		lang   *syntax.Language
		insert string
	}{
		{syntax.Python, "e = eval\ne(text)"},
		{syntax.Python, "import os\nrun = os.system\nagain = run\nagain(command)"},
		{syntax.Python, "from os import system as s\ns(command)"},
		{syntax.Python, "import os as o\no.system(command)"},
		{syntax.Python, "import os\no = os\no.system(command)"},
		{syntax.Python, "import os\ngetattr(os, 'system')(command)"},
		{syntax.Python, "import os\ngetattr(os, 'sys' + 'tem')(command)"},
		{syntax.Python, "import os\nname = 'system'\ngetattr(os, name)(command)"},
		{syntax.Python, "import os\nos.__dict__['system'](command)"},
		{syntax.Python, "import os\nvars(os)['system'](command)"},
		{syntax.Python, "__import__('os').system(command)"},
		{syntax.Python, "import importlib\nimportlib.import_module('os').system(command)"},
		{syntax.Python, "import builtins\nbuiltins.eval(text)"},
		{syntax.Python, "__builtins__.eval(text)"},
		{syntax.Python, "globals()['eval'](text)"},
		{syntax.Python, "ｅｖａｌ(text)"},
		{syntax.Python, "import os\nos.ｓystem(command)"},
		{syntax.Python, "import os\n(os.system)(command)"},
		{syntax.Python, "import os; os \\\n  . system (command)"},
		{syntax.JavaScript, "const e = eval;\ne(text);"},
		{syntax.JavaScript, `\u0065val(text);`},
		{syntax.JavaScript, `\u{65}val(text);`},
		{syntax.JavaScript, `globalThis.eval(text);`},
		{syntax.JavaScript, `window["ev" + "al"](text);`},
		{syntax.JavaScript, `(0, eval)(text);`},
		{syntax.JavaScript, "const { exec } = require('child_process');\nfunction f(x) { const e = exec; e('ls ' + x); }"},
		{syntax.JavaScript, "function f(https) { https.get({ reject\\u0055nauthorized: false }); }"},
		{syntax.Python, "import requests\nrequests.get(url, ｖerify=False)"},
		{syntax.Go, "package p\n\nimport \"crypto/md5\"\n\nfunc f() {\n\th := md5.New\n\t{\n\t\th()\n\t}\n}"},
		{syntax.Java, "class A { String a = \"x\\u0022 + b; }"},
		{syntax.Java, "class A { // \\u000a int x;\n}"},
		{syntax.C, "void f(char *a, char *b) { str\\\ncpy(a, b); }"},
		{syntax.C, "#define COPY str\\\ncpy"},
		{syntax.C, "void f(char *a, char *b) { char *(*g)(char *, const char *) = strcpy; g(a, b); }"},
	} {
		if o := gateAt(t, g, c.lang, "│\n", c.insert); o.Verdict.Kind == verdict.Passed {
			t.Errorf("%s: %q passes", c.lang.Name, c.insert)
		}
	}
}

// TestBoundByPattern: what a pattern, a branch or a chain of assignments binds for the file is in every window.
func TestBoundByPattern(t *testing.T) {
	g := builtinGate(t)
	for _, head := range []string{
		"const { exec } = require('child_process');", "let exec; try { const q = 1; exec = require('child_process').exec; } catch {}",
		"let a, exec; a = exec = require('child_process').exec;", "if (x) { var exec = require('child_process').exec; }",
	} {
		text := head + "\n\nfunction f(name) {\n  │\n}\n\nfunction g() {}\n"
		before, after, _ := strings.Cut(text, "│")
		insert := "exec('ls ' + name);"
		found := len(fresh(g, syntax.JavaScript, before+insert+after)) > 0
		if o := gateAt(t, g, syntax.JavaScript, text, insert); found && o.Verdict.Shown() {
			t.Errorf("%s: %s, though a whole-file check finds it", head, o.Verdict.Kind)
		}
	}
}
