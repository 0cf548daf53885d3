package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
)

func packGate() *completion.Gate {
	return completion.NewGate(rules.NewSet(packs.Builtin()), rules.DefaultThreshold)
}

// answers runs the command over an input and returns what it wrote.
func answers(t testing.TB, g *completion.Gate, in io.Reader) (out []gateAnswer, err error) {
	t.Helper()
	var text bytes.Buffer
	err = serveGate(g, in, &text)
	for line := range strings.Lines(text.String()) {
		var a gateAnswer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("an answer is no JSON: %q", line)
		}
		out = append(out, a)
	}
	return out, err
}

// TestGateAnswersEachLine gives the command lines that nobody should send: each has one answer, in order, and what
// is no edit says why.
func TestGateAnswersEachLine(t *testing.T) {
	folder := t.TempDir()
	latin := filepath.Join(folder, "latin.py")
	if err := os.WriteFile(latin, []byte("x = '\xe9'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	deep := strings.Repeat("(", 200_000)
	for _, c := range []struct {
		name, line, reason string
		want               verdict.Kind
	}{
		{"an edit", `{"id": 1, "path": "a.py", "text": "x = 1\n", "start": 6, "end": 6, "insert": "y = 2\n"}`, "", verdict.Passed},
		{"no JSON", `{"id": 1, `, "unexpected end", verdict.Unknown},
		{"no object", `[1, 2]`, "cannot unmarshal array", verdict.Unknown},
		{"a string for an offset", `{"id": 1, "path": "a.py", "text": "", "start": "0", "end": 0, "insert": ""}`, "cannot unmarshal string", verdict.Unknown},
		{"two edits", `{"path": "a.py", "text": "", "start": 0, "end": 0, "insert": ""} {}`, "after top-level value", verdict.Unknown},
		{"a field is missing", `{"id": 1, "path": "a.py", "text": "", "start": 0, "insert": "x"}`, `an edit needs`, verdict.Unknown},
		{"a place outside", `{"id": 1, "path": "a.py", "text": "x", "start": 5, "end": 9, "insert": "x"}`, "lies outside", verdict.Unknown},
		{"a place the wrong way round", `{"id": 1, "path": "a.py", "text": "xyz", "start": 2, "end": 1, "insert": "x"}`, "lies outside", verdict.Unknown},
		{"an offset out of range", `{"id": 1, "path": "a.py", "text": "x", "start": -9223372036854775808, "end": 0, "insert": ""}`, "lies outside", verdict.Unknown},
		{"no language", `{"id": 1, "path": "a.zig", "text": "x", "start": 0, "end": 0, "insert": "x"}`, "no grammar", verdict.Unknown},
		{"invalid UTF-8", "{\"path\": \"a.py\", \"text\": \"\xff\", \"start\": 0, \"end\": 0, \"insert\": \"x\"}", "not valid UTF-8", verdict.Unknown},
		{"no such file", `{"path": "` + filepath.Join(folder, "none.py") + `", "start": 0, "end": 0, "insert": "x"}`, "reading the document", verdict.Unknown},
		{"a folder", `{"path": "` + folder + `", "start": 0, "end": 0, "insert": "x"}`, "is no file", verdict.Unknown},
		{"a file of another encoding", `{"path": "` + latin + `", "start": 0, "end": 0, "insert": "x"}`, "not valid UTF-8", verdict.Unknown},
		{"a line that is too long", `{"insert": "` + strings.Repeat("x", maxEdit) + `"}`, "longer than", verdict.Unknown},
		{"code that nests deeply", `{"path": "a.py", "text": "", "start": 0, "end": 0, "insert": "` + deep + `"}`, "", ""},
		{"half of a character", `{"path": "a.py", "text": "x = 'é'", "start": 6, "end": 6, "insert": "y"}`, "splits a character", verdict.Unknown},
		{"a character that cannot be seen", `{"path": "a.py", "text": "", "start": 0, "end": 0, "insert": "\u0000"}`, "NUL", verdict.Withheld},
		{"the last", `{"id": "end", "path": "a.py", "text": "import hashlib\n", "start": 15, "end": 15, "insert": "h = hashlib.md5(b)\n"}`, "", verdict.Rewritten},
	} {
		got, _ := answers(t, packGate(), strings.NewReader(c.line+"\n"))
		if len(got) != 1 {
			t.Errorf("%s: %d answers", c.name, len(got))
			continue
		}
		if c.want != "" && got[0].Verdict != c.want || !strings.Contains(got[0].Reason, c.reason) || got[0].Verdict == verdict.Unknown && (got[0].Insert != "" || got[0].Reason == "") {
			t.Errorf("%s: %s, %q, inserting %q", c.name, got[0].Verdict, got[0].Reason, got[0].Insert)
		}
	}
}

// TestGateKeepsTheOrder mixes edits with lines that are none.
func TestGateKeepsTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var in strings.Builder
	for i := range 400 {
		switch r.IntN(4) {
		case 0:
			fmt.Fprintf(&in, "{\"id\": %d, \"path\": 3}\n\n", i)
		case 1:
			fmt.Fprintf(&in, "{\"id\": %d, \"path\": \"a.py\", \"text\": \"\", \"start\": 0, \"end\": 0, \"insert\": \"x = %d\"}\r\n", i, i)
		default:
			text := strings.Repeat("x = 1\\n", r.IntN(300))
			fmt.Fprintf(&in, "{\"id\": %d, \"path\": \"a.py\", \"text\": \"%s\", \"start\": 0, \"end\": 0, \"insert\": \"eval(x)\\n\"}\n", i, text)
		}
	}
	got, err := answers(t, packGate(), iotest.OneByteReader(strings.NewReader(strings.TrimSuffix(in.String(), "\n"))))
	if status := new(exitError); !errors.As(err, &status) || status.status != exitBlocks {
		t.Errorf("ended with %v", err)
	}
	if len(got) != 400 {
		t.Fatalf("%d answers to 400 lines", len(got))
	}
	for i, a := range got {
		if string(a.ID) != fmt.Sprint(i) {
			t.Fatalf("answer %d is to %s", i, a.ID)
		}
	}
}

// TestGateReadsNoFurther ends with an error when its input fails, after what came before.
func TestGateReadsNoFurther(t *testing.T) {
	broken := errors.New("the pipe broke")
	in := io.MultiReader(strings.NewReader("{}\n{}\n"), iotest.ErrReader(broken))
	if got, err := answers(t, packGate(), in); len(got) != 2 || !errors.Is(err, broken) {
		t.Errorf("%d answers and %v", len(got), err)
	}
}

// FuzzGateLines sends any bytes: there are as many answers as lines that are not blank.
func FuzzGateLines(f *testing.F) {
	f.Add([]byte("{\"id\": 1, \"path\": \"a.py\", \"text\": \"\", \"start\": 0, \"end\": 0, \"insert\": \"x\"}\n{}\n\n\xff"))
	g := packGate()
	f.Fuzz(func(t *testing.T, in []byte) {
		lines := 0
		for line := range bytes.Lines(in) {
			line = bytes.TrimSuffix(line, []byte("\n"))
			if len(bytes.TrimSuffix(line, []byte("\r"))) > 0 {
				lines++
			}
		}
		if got, _ := answers(t, g, bytes.NewReader(in)); len(got) != lines {
			t.Errorf("%d answers to %d lines", len(got), lines)
		}
	})
}
