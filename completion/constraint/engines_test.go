package constraint

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A trial is a grammar that an engine compiles, and texts that it judges.
type trial struct {
	Grammar string   `json:"grammar"`
	Texts   []string `json:"texts"`
	want    []bool
	name    string
}

// fragments are what generated texts are made of beside random characters: phrases, near misses, and
// what opens and closes comments and strings.
var fragments = []string{
	"eval", "(", ")", "hashlib", ".", "md5", "run", ",", "shell", "=", "True", "False", `"`, "'", `"""`, "`", "#", "//", "/*", "*/", "\n", " ", "\t", "\\",
	"eval(x)", "hashlib.md5(", "run(x, shell=True)", "printf(y)", "decode(x)", "check(x)", "new(\"md5\"", "query(\"a\" + x)", "chmod(x, 0777)",
	"f\"{", "${", "}", "{", "[", "]", "x", "medieval", "new", "Function", "algorithms", "é", "→", "\"md5\"", "'MD5'", "0777", "077", "decode", ";", "check", "printf",
}

// phrasesOfEveryKind are phrases in all of their forms.
func phrasesOfEveryKind() []Phrase {
	return []Phrase{
		{Lexemes: []string{"eval", "("}, NotAfter: []string{".", "def"}},
		{Lexemes: []string{"hashlib", ".", "md5", "("}, NotAfter: []string{"."}},
		{Lexemes: []string{"run", "(", AnyArguments, "shell", "=", "True"}},
		{Lexemes: []string{"new", "(", `"md5"`}},
		{Lexemes: []string{"chmod", "(", Operand, ",", "0777"}},
		{Lexemes: []string{"printf", "("}, Only: [][]string{{AnyString}, {"x"}}},
		{Lexemes: []string{"decode", "("}, Unless: [][]string{{"algorithms", "="}}},
		{Lexemes: []string{"check", "("}, Unless: [][]string{}, Given: 2},
		{Lexemes: []string{"query", "("}, Only: [][]string{{AnyString}}, Loose: true},
	}
}

// trials are automata in all languages at several cursors, with texts and what they make of them.
func trials(t *testing.T, write func(*DFA) (string, error), each, limit int) []trial {
	t.Helper()
	random := rand.New(rand.NewPCG(7, 11))
	var out []trial
	for _, l := range syntax.Languages() {
		for _, before := range []string{"", "x = hashlib.", "run(a, ", "decode(", `s = "`} {
			a := NewAutomaton(l, phrasesOfEveryKind(), before, ")\n")
			d, err := a.Minimal(limit)
			if err != nil {
				t.Fatal(err)
			}
			text, err := write(d)
			if err != nil {
				t.Fatalf("%s behind %q: %v", l.Name, before, err)
			}
			trial := trial{Grammar: text, name: l.Name + " behind " + before}
			for range each {
				s := generated(random, d)
				trial.Texts = append(trial.Texts, s)
				end := d.Run(d.Start(), s)
				trial.want = append(trial.want, end >= 0 && d.Accepts(end))
			}
			out = append(out, trial)
		}
	}
	return out
}

// generated returns a text, half the time one that the automaton does not refuse.
func generated(random *rand.Rand, d *DFA) string {
	var out strings.Builder
	keep, state := random.IntN(2) == 0, d.Start()
	for range 1 + random.IntN(24) {
		piece := fragments[random.IntN(len(fragments))]
		if random.IntN(4) == 0 {
			piece = string(rune(1 + random.IntN(0x7E)))
		}
		next := d.Run(state, piece)
		if next < 0 && keep {
			continue
		}
		out.WriteString(piece)
		if state = next; state < 0 {
			break
		}
	}
	return out.String()
}

// agree runs an engine over trials.
func agree(t *testing.T, all []trial, name string, args ...string) {
	t.Helper()
	input, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	var got [][]bool
	if err := json.Unmarshal(stdout.Bytes(), &got); err != nil || len(got) != len(all) {
		t.Fatalf("the engine answers %q: %v", stdout.String()[:min(stdout.Len(), 200)], err)
	}
	texts, accepted := 0, 0
	for i, trial := range all {
		for k, text := range trial.Texts {
			texts++
			if trial.want[k] {
				accepted++
			}
			if got[i][k] != trial.want[k] {
				t.Errorf("%s: %q is accepted: %v, want %v", trial.name, text, got[i][k], trial.want[k])
			}
		}
	}
	t.Logf("%d grammars, %d texts, %d of them accepted by both", len(all), texts, accepted)
	if accepted == 0 || accepted == texts {
		t.Errorf("%d of %d texts are accepted: that shows nothing", accepted, texts)
	}
}

func grammarText(d *DFA) (string, error) { return d.Grammar(), nil }

// TestXgrammar: xgrammar compiles every grammar and accepts what the automaton does.
func TestXgrammar(t *testing.T) {
	folder := os.Getenv("SLUICE_XGRAMMAR")
	if folder == "" {
		t.Skip("SLUICE_XGRAMMAR does not name a folder with xgrammar in its node_modules")
	}
	agree(t, trials(t, grammarText, 15, 1500), "node", "testdata/xgrammar.cjs", folder)
}

// TestLLGuidance: llguidance compiles every Lark grammar and accepts what the automaton does.
func TestLLGuidance(t *testing.T) {
	python := os.Getenv("SLUICE_LLGUIDANCE")
	if python == "" {
		t.Skip("SLUICE_LLGUIDANCE does not name a Python that has llguidance")
	}
	agree(t, trials(t, func(d *DFA) (string, error) { return d.Lark(), nil }, 60, 1500), python, "testdata/lark.py")
}

// TestRegex holds a regex against the automaton that it is made from, for a phrase or two: of more, none
// is short enough.
func TestRegex(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	phrase := Phrase{Lexemes: []string{"gets", "("}}
	for _, l := range []*syntax.Language{syntax.Go, syntax.C} {
		d := minimal(t, NewAutomaton(l, []Phrase{phrase}, "", ""))
		text, err := d.Regex()
		if err != nil {
			t.Fatal(err)
		}
		re := regexp.MustCompile(`\A(?:` + text + `)\z`)
		for range 400 {
			s := generated(random, d) + phrase.Lexemes[random.IntN(len(phrase.Lexemes))]
			end := d.Run(d.Start(), s)
			if got, want := re.MatchString(s), end >= 0 && d.Accepts(end); got != want {
				t.Fatalf("%q matches: %v, want %v", s, got, want)
			}
		}
		t.Logf("%v: %d bytes", phrase, len(text))
	}
	if _, err := minimal(t, NewAutomaton(syntax.Python, many(30), "", "")).Regex(); err == nil {
		t.Error("thirty phrases have a regex")
	}
}
