package local

import (
	"math"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// finished reports whether the last step ends the generation. Where that step is itself too much, it
// is taken back.
func (g *generation) finished() bool {
	n := len(g.steps)
	if n == 0 {
		return false
	}
	if g.closesString() || g.stopped() || g.meetsSuffix() || g.repeats() {
		return true
	}
	last := g.steps[n-1]
	if !last.token.isLine() {
		return false
	}
	if g.request.SingleLine || g.lines > maxLines || g.endsBlock(last.token) {
		g.cut(n - 1)
		return true
	}
	return false
}

// endsBlock reports whether a line break ends what the generation began: the statement, or the block that it opened.
func (g *generation) endsBlock(t token) bool {
	if len(g.steps) < 2 || len(g.reader.opened) > g.depth {
		return false
	}
	return t.plain() != lineIn
}

// stopped cuts the text before a stop string and reports whether there was one.
func (g *generation) stopped() bool {
	text, at := textOf(g.steps), -1
	for _, stop := range g.request.Stop {
		if i := strings.Index(text, stop); stop != "" && i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	g.cutText(at)
	return true
}

// meetsSuffix cuts what the text after the cursor says already, and reports whether it came to that.
func (g *generation) meetsSuffix() bool {
	n := len(g.steps)
	last := strings.TrimSpace(g.steps[n-1].text)
	if g.cursor.rest != "" && last != "" && strings.HasPrefix(g.cursor.rest, last) {
		g.cut(n - 1)
		return true
	}
	if g.cursor.rest != "" || g.cursor.nextLine == "" || len(g.cursor.nextLine) < 2 || !g.steps[n-1].token.isLine() {
		return false
	}
	from := g.lineStart(n - 1)
	if strings.TrimSpace(textOf(g.steps[from:n-1])) == g.cursor.nextLine {
		g.cut(max(0, from-1))
		return true
	}
	return false
}

// lineStart returns the first step of the line that ends before step n.
func (g *generation) lineStart(n int) int {
	for i := n - 1; i >= 0; i-- {
		if g.steps[i].token.isLine() {
			return i + 1
		}
	}
	return 0
}

func textOf(steps []step) string {
	var b strings.Builder
	for _, s := range steps {
		b.WriteString(s.text)
	}
	return b.String()
}

// repeats cuts a loop: a header in the block of one like it, a line that is the same as the one before, or four tokens that came twice already.
func (g *generation) repeats() bool {
	n := len(g.steps)
	if g.nestsItself() {
		g.cut(max(0, n-3))
		return true
	}
	if g.steps[n-1].token.isLine() {
		from := g.lineStart(n - 1)
		if from == 0 {
			return false
		}
		before := g.lineStart(from - 1)
		if n-1-from > 1 && textOf(g.steps[from:n-1]) == textOf(g.steps[before:from-1]) {
			g.cut(from - 1)
			return true
		}
		return false
	}
	const gram = 4
	if n < 2*gram {
		return false
	}
	same := func(i int) bool {
		return slices.EqualFunc(g.steps[i:i+gram], g.steps[n-gram:], func(a, b step) bool { return a.token == b.token })
	}
	for i, seen := 0, 0; i <= n-2*gram; i++ {
		if same(i) {
			if seen++; seen == 2 {
				g.cut(n - gram)
				return true
			}
		}
	}
	return false
}

// nestsItself reports whether the line that has just begun opens the body of a line that begins with
// the same two lexemes.
func (g *generation) nestsItself() bool {
	h := g.history
	line := h.statement(len(h.tokens))
	if len(h.tokens)-line != 2 || h.tokens[line-1].plain() != lineIn {
		return false
	}
	before := h.statement(line - 1)
	return line-1-before > 2 && slices.Equal(h.tokens[before:before+2], h.tokens[line:])
}

// endsWell reports whether the text may end after the last step: all brackets that it opened are
// closed, and its last lexeme can end an expression or a statement.
func (g *generation) endsWell() bool {
	last := g.steps[len(g.steps)-1]
	if last.token != boundary && len(g.reader.opened) > g.depth || last.token.isLine() {
		return false
	}
	if !g.accepts(last.state) {
		return false
	}
	if last.token == boundary {
		return true
	}
	switch text := g.lexicon.text(last.token); g.lexicon.kind(last.token) {
	case operator:
		return text == ")" || text == "]" || text == "}" || text == ";" || text == "++" || text == "--"
	case keyword:
		h := g.history
		return endingKeywords[text] || h.access[len(h.access)-2]
	}
	return true
}

// accepts reports whether the constraint lets the text end in a state.
func (g *generation) accepts(s constraint.State) bool {
	return g.Mask == nil || g.Mask.Accepts(s)
}

// endingKeywords are those after which a statement or an expression may end.
var endingKeywords = map[string]bool{
	"return": true, "break": true, "continue": true, "pass": true, "True": true, "False": true, "None": true,
	"true": true, "false": true, "nil": true, "null": true, "this": true, "super": true, "self": true,
	"fallthrough": true, "int": true, "char": true, "double": true, "float": true, "void": true, "long": true,
	"bool": true, "string": true, "any": true, "number": true, "boolean": true, "print": true, "undefined": true,
}

// goOn is the mean probability of a token, as a geometric mean, that what follows a good end must
// have to be kept.
const goOn = 0.45

// bestEnd returns how many steps to keep: up to the first good end, and from there to the next one as
// long as the model was sure of what lies between.
func (g *generation) bestEnd() int {
	kept := 0
	for n := range g.steps {
		if !g.steps[n].end {
			continue
		}
		if part := g.steps[kept : n+1]; kept > 0 && (meanLog(part) < math.Log(goOn) || g.strange(part)) {
			break
		}
		kept = n + 1
	}
	if kept == 0 && g.Mask != nil && !g.Mask.Accepts(g.Mask.Start()) {
		return g.lastAccepted()
	}
	return kept
}

// strange reports whether steps begin a line and use a name there that the document does not have:
// it comes from where the model learned, and nothing declares it here.
func (g *generation) strange(part []step) bool {
	lines := slices.ContainsFunc(part, func(s step) bool { return s.token.isLine() })
	if !lines {
		return false
	}
	return slices.ContainsFunc(part, func(s step) bool { return s.strange })
}

// lastAccepted returns how many steps make the longest text in which the mask lets the text end: a
// mask that demands something is obeyed even where the text then ends badly. Where no text was such, what
// the model was sure of is led to the nearest end.
func (g *generation) lastAccepted() int {
	for n := len(g.steps); n > 0; n-- {
		if g.accepts(g.steps[n-1].state) {
			return n
		}
	}
	sure, state := 0, g.Mask.Start()
	for sure < len(g.steps) && g.steps[sure].p >= sureOf {
		state = g.steps[sure].state
		sure++
	}
	text, ok := shortestEnd(g.Mask, state)
	if !ok {
		return 0
	}
	g.steps = append(g.steps[:sure], step{token: boundary, text: text, p: rawProbability})
	return sure + 1
}

// maxSearch bounds the states that the search for an end visits.
const maxSearch = 4096

// shortestEnd returns a shortest ASCII text that leads from a state to one in which the text may end.
func shortestEnd(m Mask, from constraint.State) (string, bool) {
	type place struct {
		state constraint.State
		text  string
	}
	seen := map[constraint.State]bool{from: true}
	for queue := []place{{from, ""}}; len(queue) > 0 && len(seen) < maxSearch; queue = queue[1:] {
		for _, b := range rawBytes {
			to := m.Step(queue[0].state, b)
			if to == constraint.Dead || seen[to] {
				continue
			}
			seen[to] = true
			next := place{to, queue[0].text + string(rune(b))}
			if m.Accepts(to) {
				return next.text, true
			}
			queue = append(queue, next)
		}
	}
	return "", false
}

// meanLog returns the mean log-probability of steps.
func meanLog(steps []step) float64 {
	sum := 0.0
	for _, s := range steps {
		sum += math.Log(s.p)
	}
	return sum / float64(len(steps))
}

// cut takes back all but the first n steps. The stacks of the reader stay: nothing is generated after.
func (g *generation) cut(n int) { g.steps = g.steps[:n] }

// cutText takes back all after the first n bytes.
func (g *generation) cutText(n int) {
	for i := range g.steps {
		if s := &g.steps[i]; n < len(s.text) {
			s.text = s.text[:n]
			s.state = g.stateAfter(i)
			s.end = s.text != "" && g.accepts(s.state)
			keep := i
			if s.text != "" {
				keep++
			}
			g.cut(keep)
			return
		}
		n -= len(g.steps[i].text)
	}
}

// stateAfter runs the constraint over the text through step i.
func (g *generation) stateAfter(i int) constraint.State {
	if g.Mask == nil {
		return 0
	}
	return g.constrain(g.Mask.Start(), textOf(g.steps[:i+1]))
}
