package completion

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestRandomContinuations writes on at random places of real files, at random: code, phrases with trivia in them, what
// only looks like one, comments and strings. Where a lexer that knows nothing of automata sees a phrase in code, the
// automaton is dead; and where it is dead, the lexer sees one, but for the approximations that constraint lists.
func TestRandomContinuations(t *testing.T) {
	t.Parallel()
	gate := builtinGate(t)
	projects := realProjects(t)
	each := max(count(t, 1600)/len(projects), 1)
	for l, files := range projects {
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			c := continuing{t: t, lang: l, random: rand.New(rand.NewPCG(*seed, shuffled(l.Name))), excused: map[string]int{}}
			for i := 0; c.tried < each && i < len(files); i++ {
				if text, _ := files[i].text(t); text != "" && len(text) < 200_000 {
					c.file(gate, text, min(each-c.tried, 20))
				}
			}
			t.Logf("%d continuations of %s, %d dead and %d with a phrase in them; otherwise than the lexer for: %v", c.tried, l.Name, c.dead, c.phrased, c.excused)
			excused := 0
			for _, n := range c.excused {
				excused += n
			}
			if each > 50 && c.phrased == 0 || excused*100 > c.tried {
				t.Errorf("%d have a phrase, %d are excused", c.phrased, excused)
			}
		})
	}
}

// continuing writes on in files of one language.
type continuing struct {
	t      *testing.T
	lang   *syntax.Language
	random *rand.Rand

	runs                 []constraint.Phrase // that are no more than runs of lexemes
	tried, dead, phrased int
	excused              map[string]int // by the approximation: where the two differ
}

// file tries some places of a file, all with the phrases of one of them.
func (c *continuing) file(gate *Gate, text string, n int) {
	ends := lexemeEnds(c.lang, text)
	if len(ends) == 0 {
		return
	}
	at := ends[c.random.IntN(len(ends))]
	h := openHole(gate, "a"+c.lang.Extensions[0], retype{before: text[:at], after: text[at:]})
	c.runs = slices.DeleteFunc(slices.Clone(h.limits.Phrases), func(p constraint.Phrase) bool { return !isRun(p) })
	if len(c.runs) == 0 {
		return
	}
	for range n {
		at := ends[c.random.IntN(len(ends))]
		before, candidate := text[:at], c.candidate(text, ends)
		if c.random.IntN(3) == 0 { // the phrase has begun before the cursor
			cut := c.random.IntN(len(candidate) + 1)
			before, candidate = before+"\n"+candidate[:cut], candidate[cut:]
		}
		c.try(before, candidate+"\n")
	}
}

func isRun(p constraint.Phrase) bool {
	return p.Only == nil && p.Unless == nil && !slices.ContainsFunc(p.Lexemes, func(l string) bool {
		return l == constraint.AnyArguments || l == constraint.Operand || l[0] == '"'
	})
}

// try holds the automaton against the lexer.
func (c *continuing) try(before, candidate string) {
	if c.lang.ModeAt(before, len(before)).Kind != syntax.ModeCode {
		return
	}
	c.tried++
	a := constraint.NewAutomaton(c.lang, c.runs, before, "")
	died, s := len(candidate), a.Start()
	for i := range len(candidate) {
		if s = a.Step(s, candidate[i]); s == constraint.Dead {
			died = i
			break
		}
	}
	seen := c.phraseIn(before, candidate)
	if seen <= len(candidate) {
		c.phrased++
	}
	if died < len(candidate) {
		c.dead++
	}
	if seen > len(candidate) && died == len(candidate) || seen >= died && seen <= died+1 {
		return
	}
	if why := c.approximated(before, candidate); why != "" {
		c.excused[why]++
		return
	}
	c.t.Errorf("the lexer sees a phrase that ends at %d, and the automaton is dead at %d of %d: %q behind %q", seen, died, len(candidate), candidate, endOf(before))
}

// phraseIn returns where the first phrase ends in code of the candidate, by the lexer; far behind it if none does.
func (c *continuing) phraseIn(before, candidate string) int {
	text := before + candidate
	var lexemes []string
	var ends []int
	for x := range c.lang.Lex(text) {
		if !x.Kind.Trivia() && x.Kind != syntax.LexNewline {
			lexemes, ends = append(lexemes, text[x.Span.Start:x.Span.End]), append(ends, x.Span.End)
		}
	}
	for i := range lexemes {
		if ends[i] <= len(before) || ends[i] >= len(text) { // the user's own, or it may go on
			continue
		}
		if slices.ContainsFunc(c.runs, func(p constraint.Phrase) bool { return endsWith(lexemes[:i+1], p) }) {
			return ends[i] - len(before)
		}
	}
	return 1 << 30
}

func endsWith(lexemes []string, p constraint.Phrase) bool {
	n := len(lexemes) - len(p.Lexemes)
	return n >= 0 && slices.Equal(lexemes[n:], p.Lexemes) && (n == 0 || !slices.Contains(p.NotAfter, lexemes[n-1]))
}

// approximated names the approximation of the automaton that explains why it does not see the code that the lexer sees,
// "" if none does. Of the text before the cursor it reads a kilobyte.
func (c *continuing) approximated(before, candidate string) string {
	text := before[max(0, len(before)-1024):] + candidate
	regex, template := false, false
	for x := range c.lang.Lex(text) {
		lexeme := text[x.Span.Start:x.Span.End]
		if x.Kind == syntax.LexString {
			regex = regex || lexeme[0] == '/'
			template = template || strings.ContainsAny(lexeme, "`{}") || strings.HasPrefix(lexeme, "R\"")
		}
	}
	switch {
	case regex:
		return "regular expressions read as code"
	case template:
		return "holes do not nest, and a brace ends them"
	}
	return ""
}

// candidate makes a text of one to three pieces.
func (c *continuing) candidate(text string, ends []int) string {
	var out strings.Builder
	for range 1 + c.random.IntN(3) {
		out.WriteString(c.piece(text, ends))
		out.WriteString([]string{"", " ", "\n", "; "}[c.random.IntN(4)])
	}
	return out.String()
}

func (c *continuing) piece(text string, ends []int) string {
	lexemes := slices.Clone(c.runs[c.random.IntN(len(c.runs))].Lexemes)
	switch c.random.IntN(6) {
	case 0: // real code
		i := c.random.IntN(len(ends))
		return text[ends[i]:ends[min(i+1+c.random.IntN(12), len(ends)-1)]]
	case 1: // a name of it goes on
		i := c.random.IntN(len(lexemes))
		if lexemes[i] += "x"; c.random.IntN(2) == 0 {
			lexemes[i] = "x" + lexemes[i]
		}
	case 2: // the beginning alone
		lexemes = lexemes[:c.random.IntN(len(lexemes))]
	case 3: // in a string
		return `"` + c.written(lexemes) + `"`
	case 4: // in a comment
		return c.lang.Lexical.LineComments[0] + " " + strings.Join(lexemes, "") + "\n"
	}
	return c.written(lexemes)
}

// written joins lexemes by trivia.
func (c *continuing) written(lexemes []string) string {
	trivia := []string{"", "", " ", "\t", "\n  ", " " + c.lang.Lexical.LineComments[0] + " it's (\n"}
	if b := c.lang.Lexical.BlockComments; len(b) > 0 {
		trivia = append(trivia, b[0].Open+" a\n * \"b "+b[0].Close)
	}
	if c.lang.Lexical.Continuation != "" {
		trivia = append(trivia, c.lang.Lexical.Continuation+"\n")
	}
	part := c.lang.Lexical.NamePart
	var out strings.Builder
	for i, lexeme := range lexemes {
		between := trivia[c.random.IntN(len(trivia))]
		if i > 0 && between == "" && part.Has(lexeme[0]) && part.Has(lexemes[i-1][len(lexemes[i-1])-1]) {
			between = " "
		}
		if i > 0 {
			out.WriteString(between)
		}
		out.WriteString(lexeme)
	}
	return out.String()
}

func endOf(text string) string { return text[max(0, len(text)-160):] }

// TestExactInRealFiles puts the violations of the fixtures into random places of real files: what the gate withholds
// there for a rule whose residual is exact at the cursor, the automaton forbids, unless the candidate binds the name itself.
func TestExactInRealFiles(t *testing.T) {
	t.Parallel()
	gate := builtinGate(t)
	violations := violationsOf(t)
	rejected, judged := 0, 0
	for l, files := range realProjects(t) {
		r := rand.New(rand.NewPCG(*seed, shuffled("exact"+l.Name)))
		n := count(t, 90) / 8
		for i := 0; n > 0 && i < len(files) && len(violations[l]) > 0; i++ {
			text, sound := files[i].text(t)
			if ends := lexemeEnds(l, text); sound && len(text) < 100_000 && len(ends) > 0 {
				n--
				span := restOfLine(r, text, ends)
				v := retype{text[:span.Start], violations[l][r.IntN(len(violations[l]))], text[span.End:]}
				found, dead := exactlyForbidden(t, gate, files[i], v)
				rejected, judged = rejected+dead, judged+found
			}
		}
	}
	t.Logf("%d findings of rules with exact residuals, %d dead", judged, rejected)
	if judged == 0 {
		t.Error("nothing was rejected")
	}
}

// exactlyForbidden counts the findings of a candidate for which the residual is exact, and those of them that the
// automaton forbids.
func exactlyForbidden(t *testing.T, gate *Gate, f sourceFile, r retype) (found, dead int) {
	doc := &Document{Path: filepath.Base(f.path), Language: f.lang, Text: r.before + r.after}
	place := gate.Open(doc, syntax.Span{Start: len(r.before), End: len(r.before)})
	before := strings.TrimSpace(r.before)
	if place.whole.had.base.Root().HasError() || place.mode.Kind != syntax.ModeCode || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "->") {
		return 0, 0 // what stands before is no code behind which a statement can begin
	}
	site := newCursor(place, Request{Document: doc, Offset: len(r.before)}).site()
	for _, finding := range place.examine(trial{insert: r.insert}).findings {
		phrases, err := constraint.Residual(gate.Rules, finding.Rule, site)
		if err != nil || !exact(phrases) || ownFinding(f.lang, phrases, finding, r) {
			continue
		}
		if found++; !forbids(f.lang, phrases, r) {
			t.Errorf("%s: %s lets %q through behind %q", f.path, finding.Rule.ID, r.insert, lastLine(r.before))
			continue
		}
		dead++
	}
	return found, dead
}

// violationsOf returns the lines of the fixtures that a rule finds, by language.
func violationsOf(t *testing.T) map[*syntax.Language][]string {
	out := map[*syntax.Language][]string{}
	for _, path := range packFixtures(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines, l := strings.Split(string(data), "\n"), syntax.ByPath(path)
		for i, text := range lines[:len(lines)-1] {
			if strings.Contains(text, "ruleid:") {
				out[l] = append(out[l], "\n"+lines[i+1])
			}
		}
	}
	return out
}
