package local

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// next chooses the next token; false where the model has nothing to say, or nothing that may be said.
func (g *generation) next() (step, bool) {
	list := g.allowed()
	if len(list) == 0 {
		list = g.raw()
	}
	if len(list) == 0 {
		return step{}, false
	}
	if g.Mask != nil {
		g.lookAhead(list)
	}
	s := list[g.pick(list)]
	s.top = g.alternatives(list)
	if len(g.steps) == 0 {
		return s, list[0].p >= worthIt || !g.accepts(g.state)
	}
	return s, s.p >= g.threshold() || !g.accepts(g.state)
}

// worthIt is the probability that the likeliest first token must have for anything to be said.
const worthIt = 0.05

// threshold is how sure the model must be of a token to go on. Inside brackets that its line opened it
// goes on longer, since they have to be closed.
func (g *generation) threshold() float64 {
	if len(g.reader.opened) > g.cursor.goal {
		return 0.06
	}
	return sureOf
}

// sureOf is the probability below which a token is not worth showing.
const sureOf = 0.15

// allowed returns the likeliest tokens that syntax and constraint leave, with their probabilities
// among all. Forbidden ones have probability zero: the others share theirs.
func (g *generation) allowed() []step {
	all, stem := g.ranked(), g.stem()
	var list []step
	forbidden := 0.0
	for _, c := range all {
		if !g.fits(c.token, stem) {
			continue
		}
		if c.token >= firstLexeme && g.Bias != nil {
			c.p = g.biased(g.lexicon.text(c.token), c.p)
		}
		if stem == "" && g.outOfPlace(c.token) {
			c.p *= oddity
		}
		if c.p == 0 {
			continue
		}
		s := step{token: c.token, p: c.p, text: g.render(c.token, stem)}
		if s.state = g.constrain(g.state, s.text); s.state == constraint.Dead {
			forbidden += c.p
			continue
		}
		if list = append(list, s); len(list) == considered {
			break
		}
	}
	for i := range list {
		list[i].p = min(1, list[i].p/(1-min(forbidden, 0.999)))
	}
	slices.SortStableFunc(list, byProbability)
	return list
}

// oddity is what a name that is out of place keeps of its probability.
const oddity = 0.1

// outOfPlace reports whether a token is a name that is used where nothing is declared, though the
// document does not have it, or the name of the function whose body begins here.
func (g *generation) outOfPlace(t token) bool {
	h := g.history
	last := h.tokens[len(h.tokens)-1]
	if t < firstLexeme || g.lexicon.kind(t) != name || h.access[len(h.access)-1] {
		return false
	}
	if last.plain() == lineIn {
		return g.declared(len(h.tokens)-1) == t
	}
	if last < firstLexeme || g.lexicon.kind(last) != operator || g.known[t] || builtins[g.lexicon.text(t)] {
		return false
	}
	return g.declared(len(h.tokens)) == boundary && !g.isKeywordArgument(t)
}

// isKeywordArgument reports whether a name of Python's would mostly name an argument here.
func (g *generation) isKeywordArgument(t token) bool {
	if g.reader.lang != syntax.Python || !g.reader.inParen() {
		return false
	}
	h := g.history
	h.push(symbol{token: t, kind: name, paren: true})
	context := h.context(h.len(), pairKind)
	h.cut(h.len() - 1)
	named, all := uint32(0), uint32(0)
	for _, list := range g.shared {
		for _, s := range list {
			followers, n := s.tables[pairKind].find(context)
			all += n
			for _, f := range followers {
				if int(f.token) < len(g.lexicon.texts) && g.lexicon.texts[f.token] == "=" {
					named += f.count
				}
			}
		}
	}
	return named*2 > all
}

// declared returns the name that the statement before or at a place declares as a function, boundary if it
// declares none.
func (g *generation) declared(end int) token {
	h := g.history
	first := h.statement(end)
	for i := first; i < min(end-1, first+8); i++ {
		if t := h.tokens[i]; t >= firstLexeme && declarers[g.lexicon.text(t)] {
			return h.tokens[i+1]
		}
	}
	return boundary
}

// declarers are words before what a statement declares.
var declarers = set("def func function class lambda import from struct interface enum type var let const for public private protected static void")

// stem returns what the first token must begin with.
func (g *generation) stem() string {
	if len(g.steps) > 0 {
		return ""
	}
	return g.cursor.stem
}

// ranked returns the candidates for the next token, likeliest first. At a stem every token that
// was ever seen takes part, and those that fit share the probability.
func (g *generation) ranked() []candidate {
	stem := g.stem()
	if stem == "" {
		return top(g.predict(), 4*considered)
	}
	limit := g.limit
	g.limit = 0
	all := g.predict()
	g.limit = limit
	sum := 0.0
	var fit []candidate
	for _, c := range all {
		if c.token >= firstLexeme && strings.HasPrefix(g.lexicon.text(c.token), stem) {
			fit = append(fit, c)
			sum += c.p
		}
	}
	for i := range fit {
		fit[i].p /= sum
	}
	return top(fit, 4*considered)
}

// constrain steps the constraint over a piece of text.
func (g *generation) constrain(s constraint.State, text string) constraint.State {
	if g.Mask == nil {
		return s
	}
	for i := 0; i < len(text) && s != constraint.Dead; i++ {
		s = g.Mask.Step(s, text[i])
	}
	return s
}

// fits reports whether a token may stand here by the rules of layout and brackets.
func (g *generation) fits(t token, stem string) bool {
	switch {
	case t < lineSame:
		return false
	case t.isLine():
		return g.fitsLine(t)
	}
	if h := g.history; h.access[len(h.access)-1] && h.tokens[len(h.tokens)-2] == t {
		return false // nothing is a member of itself
	}
	if g.cursor.stemKind == name && stem != "" && g.lexicon.kind(t) != name && g.lexicon.kind(t) != keyword {
		return false
	}
	return g.lexicon.kind(t) != operator || g.fitsOperator(g.lexicon.text(t))
}

func (g *generation) fitsOperator(text string) bool {
	if h := g.history; h.access[len(h.access)-1] && !memberOperators[text] {
		return false
	}
	return g.fitsBracket(text) && g.fitsColon(text)
}

// memberOperators are those that may come where a member is due: type assertions, pointers to
// members, private names, optional calls.
var memberOperators = map[string]bool{"(": true, "*": true, "[": true, "#": true, "~": true, "{": true}

// fitsColon keeps Python's statements from ending in a colon that are not headers; a colon after
// a plain name declares its type.
func (g *generation) fitsColon(text string) bool {
	if text != ":" || g.reader.lang != syntax.Python || g.reader.inParen() || g.inHeader() {
		return true
	}
	h := g.history
	for i := h.statement(len(h.tokens)); i < len(h.tokens); i++ {
		if t := h.tokens[i]; h.abstract[i] != anyName && (t < firstLexeme || g.lexicon.text(t) != ".") {
			return false
		}
	}
	return true
}

func (g *generation) fitsLine(t token) bool {
	if g.request.SingleLine && len(g.steps) == 0 || g.history.tokens[len(g.history.tokens)-1].isLine() || g.history.len() == 0 {
		return false
	}
	if g.reader.lang != syntax.Python || g.reader.inParen() {
		return true
	}
	return (t.plain() == lineIn) == g.opensBlock()
}

// fitsBracket reports whether a lexeme keeps the brackets balanced: a closer needs its opener, and
// must not close what the text after the cursor closes.
func (g *generation) fitsBracket(text string) bool {
	if len(text) != 1 || !strings.Contains(")]}", text) {
		return true
	}
	top := len(g.reader.opened) - 1
	return top >= 0 && closer(g.reader.opened[top]) == text[0] && top >= g.cursor.floor
}

// render returns a token's text as the cursor needs it: line breaks and blanks as the document has
// them, without the stem.
func (g *generation) render(t token, stem string) string {
	if t.isLine() {
		return g.renderLine(t)
	}
	text := g.lexicon.text(t)[len(stem):]
	if g.closesString() && len(g.steps) == 0 {
		text = strings.TrimSuffix(text, g.cursor.rest[:1])
	}
	switch {
	case len(g.steps) > 0:
		if g.space(t, g.lexicon.kind(t), g.reader.inParen()) {
			return " " + text
		}
	case stem == "":
		text = g.cursor.opening + text
		if !g.cursor.spaced && g.space(t, g.lexicon.kind(t), g.reader.inParen()) {
			return " " + text
		}
	}
	return text
}

// closesString reports whether the text after the cursor closes the string that the cursor is in.
func (g *generation) closesString() bool {
	return g.cursor.stemKind == literal && g.cursor.rest != "" && strings.Contains("\"'`", g.cursor.rest[:1])
}

func (g *generation) renderLine(t token) string {
	next := g.reader.clone()
	next.turn(t, g.cursor.unit)
	breaks := g.cursor.newline
	if t != t.plain() {
		breaks += g.cursor.newline
	}
	return breaks + next.indents[len(next.indents)-1]
}

// lookAhead lowers what the likeliest tokens lead to: each loses the share of its next tokens that the
// constraint forbids. Without it a mask makes a model walk up to a forbidden call and then write
// something odd; with one step of it the model turns off before. (Park et al. 2024 estimate the same
// expected futures over many samples.)
func (g *generation) lookAhead(list []step) {
	for i := range list[:min(len(list), 6)] {
		s := &list[i]
		if s.token.isLine() || s.token == boundary {
			continue
		}
		probe, here := *g, *g.document
		here.reader = g.reader.clone()
		probe.document, probe.steps = &here, slices.Clone(g.steps)
		n := g.history.len()
		probe.take(*s)
		s.p *= 1 - probe.forbidden()
		g.history.cut(n)
	}
	slices.SortStableFunc(list, byProbability)
}

func byProbability(a, b step) int { return cmp.Compare(b.p, a.p) }

// forbidden returns the share of the next token's probability that the constraint takes away.
func (g *generation) forbidden() float64 {
	dead, all := 0.0, 0.0
	for _, c := range g.ranked() {
		if !g.fits(c.token, "") {
			continue
		}
		all += c.p
		if g.constrain(g.state, g.render(c.token, "")) == constraint.Dead {
			dead += c.p
		}
	}
	if all == 0 {
		return 0
	}
	return dead / all
}

// nucleus is the share of the probability that sampling draws from.
const nucleus = 0.95

// pick chooses from a list that is sorted by probability: the first at temperature zero.
func (g *generation) pick(list []step) int {
	if g.request.Temperature <= 0 {
		return 0
	}
	weights := make([]float64, 0, len(list))
	kept, sum, whole := 0.0, 0.0, 0.0
	for _, s := range list {
		whole += s.p
	}
	for _, s := range list {
		w := math.Pow(s.p/list[0].p, 1/g.request.Temperature)
		weights = append(weights, w)
		sum += w
		if kept += s.p; kept > nucleus*whole {
			break
		}
	}
	x := g.random.Float64() * sum
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return 0
}
