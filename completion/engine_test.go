package completion

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A scripted model answers each request with the next of its texts, a few bytes at a time. After the
// last it says that text again.
type scripted struct {
	texts    []string
	fault    error // ends each stream, if set
	requests []decode.Request
	stopped  int // streams that were stopped before their end
}

func (m *scripted) Name() string { return "scripted" }

func (m *scripted) Generate(ctx context.Context, r decode.Request, emit func(string) error) (decode.Result, error) {
	text := m.texts[min(len(m.requests), len(m.texts)-1)]
	m.requests = append(m.requests, r)
	for len(text) > 0 {
		n := min(3, len(text))
		if err := emit(text[:n]); err != nil {
			m.stopped++
			return decode.Result{}, err
		}
		text = text[n:]
	}
	if m.fault != nil {
		return decode.Result{}, m.fault
	}
	return decode.Result{Finish: decode.FinishStop}, nil
}

// completeAt runs an engine at the "│" of a text.
func completeAt(t *testing.T, m decode.Model, l *syntax.Language, text string, explicit bool) Response {
	t.Helper()
	before, after, ok := strings.Cut(text, "│")
	if !ok {
		t.Fatalf("no place in %q", text)
	}
	e := &Engine{Gate: builtinGate(t), Model: m, Settings: settings.Default().Completion}
	doc := &Document{URI: "file:///a" + l.Extensions[0], Path: "a" + l.Extensions[0], Language: l, Text: before + after}
	return e.Complete(t.Context(), Request{Document: doc, Offset: len(before), Explicit: explicit})
}

func inserts(r Response) string {
	var out []string
	for _, i := range r.Items {
		out = append(out, i.Insert)
	}
	return strings.Join(out, " | ")
}

func TestRollback(t *testing.T) {
	m := &scripted{texts: []string{"total = 1\nos.system(command)\ntotal = 2", "subprocess.run([command])"}}
	r := completeAt(t, m, syntax.Python, "import os, subprocess\n\ndef f(command):\n    │\n", false)
	if got, want := inserts(r), "total = 1\nsubprocess.run([command])"; got != want {
		t.Errorf("items = %q, want %q", got, want)
	}
	if m.stopped != 1 || len(m.requests) != 2 {
		t.Errorf("%d of %d streams were stopped, want 1 of 2", m.stopped, len(m.requests))
	}
	if len(r.Withheld) != 1 || r.Withheld[0].Verdict.Rules[0] != "python.os-command" {
		t.Errorf("withheld = %+v, want one by python.os-command", r.Withheld)
	}
	if v := r.Items[0].Verdict; v.Strategy != "rollback" {
		t.Errorf("strategy = %q, want rollback", v.Strategy)
	}
	second := m.requests[1]
	if !strings.HasSuffix(second.Prefix, "    total = 1\n") || second.Seed == m.requests[0].Seed {
		t.Errorf("the second request goes on from %q with the seed %d", second.Prefix, second.Seed)
	}
}

// TestInsistence shows a model that wants nothing else: it is asked a bounded number of times, never
// twice the same, and nothing of what it insists on is shown.
func TestInsistence(t *testing.T) {
	m := &scripted{texts: []string{"os.system(command)\n"}}
	r := completeAt(t, m, syntax.Python, "import os\n\ndef f(command):\n    │\n", true)
	if len(r.Items) > 0 || !strings.Contains(r.Reason, "python.os-command") {
		t.Errorf("items = %q, reason = %q", inserts(r), r.Reason)
	}
	type request struct {
		prefix string
		seed   int64
	}
	seen := map[request]bool{}
	for _, q := range m.requests {
		if k := (request{q.Prefix, q.Seed}); seen[k] {
			t.Errorf("the request with the seed %d was sent twice", q.Seed)
		} else {
			seen[k] = true
		}
	}
	if most := (decode.MaxRollbacks + 1) * (3 + extraDrafts); len(m.requests) > most {
		t.Errorf("%d requests, want at most %d", len(m.requests), most)
	}
}

func TestTroubleShowsNothing(t *testing.T) {
	for _, fault := range []error{decode.ErrCut, errors.New("connection refused")} {
		r := completeAt(t, &scripted{texts: []string{"x = 1"}, fault: fault}, syntax.Python, "│\n", false)
		if len(r.Items) > 0 || r.Reason == "" || r.Cut {
			t.Errorf("%v: items = %q, reason = %q, cut = %v", fault, inserts(r), r.Reason, r.Cut)
		}
	}
}

// hanging never answers.
type hanging struct{}

func (hanging) Name() string { return "hanging" }
func (hanging) Generate(ctx context.Context, _ decode.Request, _ func(string) error) (decode.Result, error) {
	<-ctx.Done()
	return decode.Result{}, ctx.Err()
}

func TestDeadline(t *testing.T) {
	e := &Engine{Gate: builtinGate(t), Model: hanging{}, Settings: settings.Default().Completion}
	e.Settings.Deadline.Automatic = settings.Duration(time.Millisecond)
	doc := &Document{Path: "a.py", Language: syntax.Python, Text: "\n"}
	r := e.Complete(t.Context(), Request{Document: doc})
	if len(r.Items) > 0 || !r.Cut || r.Reason == "" {
		t.Errorf("items = %q, cut = %v, reason = %q", inserts(r), r.Cut, r.Reason)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"x = fo│o\n", "the cursor is inside a word"},
		{"# a comment │\n", "the cursor is in a comment"},
		{"x = 'a │'\n", "the cursor is in a string"},
		{"x = '" + strings.Repeat("a", maxLine+1) + "'\n│\n", "the file has a line of more than 10,000 bytes"},
	} {
		m := &scripted{texts: []string{"x"}}
		r := completeAt(t, m, syntax.Python, c.text, false)
		if r.Reason != c.want || len(m.requests) > 0 {
			t.Errorf("reason = %q with %d requests, want %q with none", r.Reason, len(m.requests), c.want)
		}
	}
}

func TestSelected(t *testing.T) {
	text := "import hashlib\nh = hashlib.m\n"
	end := len(text) - 1
	doc := &Document{Path: "a.py", Language: syntax.Python, Text: text}
	e := &Engine{Gate: builtinGate(t), Model: &scripted{texts: []string{"(data)"}}, Settings: settings.Default().Completion}
	r := e.Complete(t.Context(), Request{Document: doc, Offset: end, Selected: &Selected{syntax.Span{Start: end - 1, End: end}, "md5"}})
	if len(r.Items) > 0 && r.Items[0].Verdict.Kind == verdict.Passed {
		t.Errorf("%q passed over the selected md5", inserts(r))
	}
	r = e.Complete(t.Context(), Request{Document: doc, Offset: end, Selected: &Selected{syntax.Span{Start: end - 1, End: end}, "sha256"}})
	if inserts(r) != "sha256(data)" || r.Items[0].Span != (syntax.Span{Start: end - 1, End: end}) {
		t.Errorf("items = %+v, want sha256(data) over the selected range", r.Items)
	}
}

func TestCandidates(t *testing.T) {
	m := &scripted{texts: []string{"a = 1", "a = 1", "a = 2", "a = 3"}}
	r := completeAt(t, m, syntax.Python, "│\n", true)
	if got, want := inserts(r), "a = 1 | a = 2 | a = 3"; got != want {
		t.Errorf("items = %q, want %q", got, want)
	}
}

func TestShape(t *testing.T) {
	for _, c := range []struct{ text, draft, want string }{
		{"f(│)\n", "x)", "x"},
		{"f(│)\n", "g(x))", "g(x)"},
		{"f(│)\n", "g(x)", "g(x)"},
		{"x = 1\r\n│\r\n", "y = 1\nz = 2", "y = 1\r\nz = 2"},
		{"│\nreturn_value = compute()\n", "x = 1\nreturn_value = compute()", "x = 1"},
		{"│\n", "x = 1\n\n  ", "x = 1"},
	} {
		r := completeAt(t, &scripted{texts: []string{c.draft}}, syntax.Python, c.text, false)
		if inserts(r) != c.want {
			t.Errorf("%q at %q becomes %q, want %q (%s)", c.draft, c.text, inserts(r), c.want, r.Reason)
		}
	}
}

func TestTypeThrough(t *testing.T) {
	m := &scripted{texts: []string{"sha256(data)", "other"}}
	e := &Engine{Gate: builtinGate(t), Model: m, Settings: settings.Default().Completion}
	at := func(text string) Response {
		before, after, _ := strings.Cut(text, "│")
		doc := &Document{URI: "file:///a.py", Path: "a.py", Language: syntax.Python, Text: before + after}
		return e.Complete(t.Context(), Request{Document: doc, Offset: len(before)})
	}
	at("import hashlib\nh = hashlib.│\n")
	r := at("import hashlib\nh = hashlib.sha│\n")
	if inserts(r) != "256(data)" || r.Items[0].Verdict.Strategy != "reuse" || len(m.requests) != 1 {
		t.Errorf("items = %+v after %d requests, want 256(data) from memory", r.Items, len(m.requests))
	}
	if at("import hashlib\nh = hashlib.x│\n"); len(m.requests) != 2 {
		t.Errorf("%d requests, want a second one for what was not suggested", len(m.requests))
	}
}

// TestRemask mends two holes of one candidate by a rule that wants no constraint.
func TestRemask(t *testing.T) {
	pack, err := rules.Load(fstest.MapFS{"r.yaml": {Data: []byte("rules:\n- {id: a, languages: [python], severity: ERROR, message: m, " +
		"metadata: {sluice: {constrain: none}}, pattern: 'subprocess.$F(..., shell=True, ...)'}\n")}}, "r.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m := &scripted{texts: []string{
		"a, b = subprocess.run(command, shell=True), subprocess.call(text, shell=True)",
		"[command]",
		"[text]",
	}}
	e := &Engine{Gate: NewGate(rules.NewSet(pack), rules.DefaultThreshold), Model: m, Settings: settings.Default().Completion}
	const before = "import subprocess\n\ndef f(command, text):\n    "
	doc := &Document{URI: "file:///a.py", Path: "a.py", Language: syntax.Python, Text: before + "\n"}
	r := e.Complete(t.Context(), Request{Document: doc, Offset: len(before)})
	want := "a, b = subprocess.run([command]), subprocess.call([text])"
	if inserts(r) != want || r.Items[0].Verdict.Strategy != "remask" {
		t.Errorf("items = %+v, want %q by remask", r.Items, want)
	}
	if len(m.requests) != 3 || !strings.HasPrefix(m.requests[1].Suffix, "), subprocess.call(") {
		t.Errorf("the second of %d requests fills a hole before %q", len(m.requests), m.requests[1].Suffix)
	}
	if len(r.Withheld) != 1 || r.Withheld[0].Insert != m.texts[0] {
		t.Errorf("withheld = %+v, want the draft", r.Withheld)
	}
}
