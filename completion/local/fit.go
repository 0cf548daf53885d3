package local

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

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
