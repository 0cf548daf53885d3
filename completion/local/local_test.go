package local

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// at makes a request of a text in which ‸ marks the cursor.
func at(language, text string) decode.Request {
	prefix, suffix, _ := strings.Cut(text, "‸")
	return decode.Request{Language: language, Prefix: prefix, Suffix: suffix}
}

func complete(t testing.TB, m *Model, r decode.Request, mask Mask) (string, decode.Result) {
	t.Helper()
	var out strings.Builder
	result, err := m.Sample(t.Context(), r, Sampling{Mask: mask}, func(p Piece) error { out.WriteString(p.Text); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), result
}

// The shipped corpus alone makes these.
func TestCompletions(t *testing.T) {
	m := New()
	for _, x := range []struct{ language, text, want string }{
		{"python", "import hashlib\n\nhashlib.‸\n", "sha256"},
		{"python", "import hashl‸\n", "ib"},
		{"python", "import os\n\ndef f(root, name):\n    path = os.path.join(‸)\n", "root, name"},
		{"go", "package p\n\nfunc f() error {\n\terr := g()\n\tif err ‸\n}\n", "!= nil {\n\t\treturn err\n\t}"},
		{"go", "package p\r\n\r\nfunc f() error {\r\n\terr := g()\r\n\tif err ‸\r\n}\r\n", "!= nil {\r\n\t\treturn err\r\n\t}"},
		{"go", "package p\n\nfunc f(n int) {\n\tfor i := 0; ‸\n}\n", "i < n; i++"},
		{"go", "package p\n\ntype T struct {\n\tmu ‸\n}\n", "sync.RWMutex"},
		{"go", "package p // a comment ‸\n", ""},
		{"cobol", "MOVE ‸", ""},
	} {
		if got, _ := complete(t, m, at(x.language, x.text), nil); got != x.want {
			t.Errorf("%q: got %q, want %q", x.text, got, x.want)
		}
	}
}

func TestNamesOfTheFileComplete(t *testing.T) {
	text := "package p\n\nfunc frobnicateTheWidget() {}\n\nfunc g() {\n\tfrobn‸\n}\n"
	if got, _ := complete(t, New(), at("go", text), nil); !strings.HasPrefix(got, "icateTheWidget") {
		t.Errorf("got %q", got)
	}
}

// without is a mask that forbids a text.
type without string

func (w without) Start() constraint.State { return 0 }

// Step returns the length of the longest start of the text that ends what was read.
func (w without) Step(s constraint.State, b byte) constraint.State {
	if s == constraint.Dead {
		return s
	}
	read := string(w)[:s] + string([]byte{b})
	for n := len(read); n > 0; n-- {
		if read[len(read)-n:] == string(w)[:n] {
			if n == len(w) {
				return constraint.Dead
			}
			return constraint.State(n)
		}
	}
	return 0
}

func (w without) Accepts(s constraint.State) bool { return s != constraint.Dead }

func TestMask(t *testing.T) {
	m := New()
	var files []File
	for range 20 {
		files = append(files, File{Path: "a" + strings.Repeat("b", len(files)) + ".py", Text: "import hashlib\n\nx = hashlib.md5(data)\ny = hashlib.new(data)\n"})
	}
	if err := m.Learn(t.Context(), slices.Values(files), nil); err != nil {
		t.Fatal(err)
	}
	r := at("python", "import hashlib\n\ndef f(data):\n    x = hashlib.‸\n")
	if got, _ := complete(t, m, r, nil); !strings.HasPrefix(got, "md5(") {
		t.Fatalf("without a mask: got %q, want md5(…", got)
	}
	r.Temperature = 1
	for seed := range int64(200) {
		r.Seed = seed
		got, result := complete(t, m, r, without("md5("))
		if strings.Contains(got, "md5(") {
			t.Fatalf("seed %d: the mask let %q through", seed, got)
		}
		if !slices.Equal(result.Enforced, []decode.Enforcement{decode.EnforcedByMask}) {
			t.Fatalf("enforced by %v", result.Enforced)
		}
	}
	r.Temperature = 0
	if got, _ := complete(t, m, r, without("md5(")); strings.HasPrefix(got, "md5") || got == "" {
		t.Errorf("with a mask: got %q, want a turn before the forbidden call", got)
	}
}

// The automaton that rules compile to is obeyed whatever the seed, also where the forbidden text has
// begun before the cursor or would go on after it.
func TestConstraint(t *testing.T) {
	m := New()
	phrases := []constraint.Phrase{
		{Lexemes: []string{"hashlib", ".", "sha256", "("}},
		{Lexemes: []string{"os", ".", "path", "."}},
		{Lexemes: []string{"open", "("}, NotAfter: []string{"."}},
	}
	for _, text := range []string{
		"import hashlib\n\ndef f(data):\n    return hashlib.‸\n", "import hashlib\n\ndef f(data):\n    return hashlib.‸(data)\n",
		"import os\n\ndef f(path):\n    ‸\n", "import os\n\ndef f(path):\n    with op‸\n", "import os\n\nos.path‸\n",
	} {
		r := at("python", text)
		r.Constraint, r.Temperature = constraint.NewAutomaton(syntax.Python, phrases, r.Prefix, r.Suffix), 1
		for r.Seed = range int64(100) {
			var out strings.Builder
			if _, err := m.Generate(t.Context(), r, func(s string) error { out.WriteString(s); return nil }); err != nil {
				t.Fatal(err)
			}
			a := r.Constraint
			if out.Len() > 0 && !a.Accepts(a.Run(a.Start(), out.String())) {
				t.Fatalf("%q, seed %d: the constraint does not allow %q", text, r.Seed, out.String())
			}
		}
	}
}

// spelling is a mask that demands one text.
type spelling string

func (w spelling) Start() constraint.State { return 0 }

func (w spelling) Step(s constraint.State, b byte) constraint.State {
	if s == constraint.Dead || int(s) >= len(w) || w[s] != b {
		return constraint.Dead
	}
	return s + 1
}

func (w spelling) Accepts(s constraint.State) bool { return int(s) == len(w) }

func TestMaskMayDemandWhatNoLexemeSays(t *testing.T) {
	for _, want := range []string{"ZQX7", "if x1y2 {\n\tz(\n"} {
		if got, _ := complete(t, New(), at("go", "package p\n\nfunc f() {\n\t‸\n}\n"), spelling(want)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSameSeedSameText(t *testing.T) {
	r := at("python", "import os\n\ndef f(path):\n    ‸\n")
	r.Temperature = 0.8
	texts := map[string]bool{}
	for seed := range int64(20) {
		r.Seed = seed
		one, _ := complete(t, New(), r, nil)
		two, _ := complete(t, New(), r, nil)
		if one != two {
			t.Fatalf("seed %d: %q, then %q", seed, one, two)
		}
		texts[one] = true
	}
	if len(texts) < 3 {
		t.Errorf("20 seeds gave %d texts", len(texts))
	}
}

func TestErrorsOfEmitStop(t *testing.T) {
	stop, calls := errors.New("stop"), 0
	_, err := New().Generate(t.Context(), at("go", "package p\n\nfunc f() error {\n\tif err ‸\n"), func(string) error { calls++; return stop })
	if err != stop || calls != 1 {
		t.Errorf("err %v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New().Generate(ctx, at("go", "package p\n‸"), func(string) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: err %v", err)
	}
}

func TestStopStringsAndLimits(t *testing.T) {
	m := New()
	r := at("go", "package p\n\nfunc f() error {\n\terr := g()\n\tif err ‸\n}\n")
	r.Stop = []string{" {"}
	if got, _ := complete(t, m, r, nil); got != "!= nil" {
		t.Errorf("with a stop string: got %q", got)
	}
	r.Stop, r.MaxTokens = nil, 3
	if got, result := complete(t, m, r, nil); got != "!= nil" || result.Finish != decode.FinishLength {
		t.Errorf("with three tokens: got %q, %s", got, result.Finish)
	}
	r.MaxTokens, r.SingleLine = 0, true
	if got, _ := complete(t, m, r, nil); strings.Contains(got, "\n") {
		t.Errorf("on a single line: got %q", got)
	}
}

func TestLearnWhileGenerating(t *testing.T) {
	m := New()
	done := make(chan error)
	go func() {
		var files []File
		for i := range 200 {
			files = append(files, File{strings.Repeat("a", i+1) + ".py", "import os\n\ndef f(path):\n    return os.path.join(path, name)\n"})
		}
		var last Progress
		err := m.Learn(context.Background(), slices.Values(files), func(p Progress) { last = p })
		if last.Files != 200 || last.Symbols == 0 {
			err = errors.Join(err, errors.New("no progress"))
		}
		done <- err
	}()
	for range 50 {
		complete(t, m, at("python", "import os\n\nos.‸\n"), nil)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func FuzzGenerate(f *testing.F) {
	f.Add("python", "def f(x):\n    return ", "\n", int64(1))
	f.Add("go", "package p\nfunc f() { if x := ", ") }", int64(2))
	f.Add("javascript", "const a = `x${", "}`", int64(3))
	f.Add("c", "#include <st\xff", "", int64(4))
	m := New()
	f.Fuzz(func(t *testing.T, language, prefix, suffix string, seed int64) {
		r := decode.Request{Language: language, Prefix: prefix, Suffix: suffix, Seed: seed, Temperature: 1, MaxTokens: 16}
		mask := without("x(")
		if got, _ := complete(t, m, r, mask); strings.Contains(got, "x(") {
			t.Fatalf("%q breaks the mask", got)
		}
	})
}
