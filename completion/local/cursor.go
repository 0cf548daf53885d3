package local

import (
	"strings"
	"unicode"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// How much of a document is read for one generation, in bytes. What is nearest counts most, and the
// head of a file has its imports.
const (
	headBudget    = 8 << 10
	prefixBudget  = 64 << 10
	suffixBudget  = 32 << 10
	contextBudget = 64 << 10
)

// A cursor is the place where a generation begins.
type cursor struct {
	stem     string    // the start of a lexeme that the cursor is in
	stemKind tokenKind // what it is
	opening  string    // blanks to write first: an indentation that the language wants
	spaced   bool      // nothing more may be asked for before the first lexeme: a blank or line break is there
	closed   bool      // nothing can be proposed here: the cursor is in a comment
	newline  string    // "\n" or "\r\n"
	unit     string    // one level of indentation
	rest     string    // what follows on the cursor's line, trimmed
	nextLine string    // the first line after it that is not blank, trimmed
	floor    int       // how many of the open brackets the text after the cursor closes
	goal     int       // how many were open where the line began, or floor if that is more
}

// A document is a request as the model sees it: a predictor that has read it, a reader whose stacks
// stand at the cursor, and the cursor.
type document struct {
	*predictor
	reader *reader
	cursor cursor
	known  map[token]bool // the lexemes of the document itself
}

// open reads a request's texts, the least related ones first.
func (l *languageModel) open(r decode.Request) *document {
	d := &document{predictor: l.predictor(), reader: newReader(l.lang), known: map[token]bool{}}
	l.vocabulary.mu.RLock()
	defer l.vocabulary.mu.RUnlock()
	left := contextBudget
	for i := len(r.Context) - 1; i >= 0 && left > 0; i-- {
		d.read(l.lang, clip(r.Context[i].Text, left))
		left -= len(r.Context[i].Text)
	}
	clear(d.known)
	prefix, stem, kind, closed := splitStem(l.lang, r.Prefix)
	suffix := r.Suffix
	if stem != "" && kind != literal {
		suffix = suffix[nameLength(suffix):]
	}
	d.read(l.lang, clip(suffix, suffixBudget))
	d.cursor = cursor{stem: stem, stemKind: kind, closed: closed, newline: "\n", unit: indentUnit(l.lang, r.Prefix+r.Suffix)}
	if strings.Contains(r.Prefix, "\r\n") {
		d.cursor.newline = "\r\n"
	}
	d.readPrefix(prefix)
	d.look(r.Suffix)
	return d
}

func (d *document) add(s symbol) {
	d.known[s.token] = true
	d.predictor.add(s)
}

// read adds a text that is not before the cursor.
func (d *document) read(lang *syntax.Language, text string) {
	d.history.begin()
	newReader(lang).read(text, d.lexicon.token, d.add)
}

// readPrefix reads the text before the cursor and places the cursor's line break.
func (d *document) readPrefix(text string) {
	if len(text) > headBudget+prefixBudget {
		cut := len(text) - prefixBudget
		cut += strings.IndexByte(text[cut:], '\n') + 1
		d.read(d.reader.lang, text[:headBudget])
		text = text[cut:]
	} else {
		d.history.begin()
	}
	end := d.reader.read(text, d.lexicon.token, d.add)
	d.cursor.spaced = end.space || end.broken || strings.TrimSpace(text) == ""
	if !end.broken {
		return
	}
	at := blanks(text[end.start:])
	if opener := d.opensBlock(); opener && column(at) <= column(d.reader.indents[len(d.reader.indents)-1]) && d.cursor.stem == "" {
		deeper := d.reader.indents[len(d.reader.indents)-1] + d.cursor.unit
		d.cursor.opening, at = strings.TrimPrefix(deeper, at), deeper
	}
	if d.history.len() > 0 && d.history.tokens[len(d.history.tokens)-1] != boundary {
		d.history.push(symbol{token: d.reader.indent(at, end.blank), paren: d.reader.inParen()})
		d.reader.lineDepth = len(d.reader.opened)
	}
}

// opensBlock reports whether the last lexeme wants a deeper line after it.
func (d *document) opensBlock() bool {
	last := d.history.tokens[len(d.history.tokens)-1]
	if last < firstLexeme || d.lexicon.kind(last) != operator {
		return false
	}
	text := d.lexicon.text(last)
	return text == "{" || text == ":" && d.reader.lang == syntax.Python && !d.reader.inParen() && d.inHeader()
}

// inHeader reports whether the statement at the end of the history is one of Python's that end in a
// colon.
func (d *document) inHeader() bool {
	first := d.history.statement(len(d.history.tokens))
	return first < len(d.history.tokens) && headers[d.lexicon.text(d.history.tokens[first])]
}

var headers = map[string]bool{
	"if": true, "elif": true, "else": true, "for": true, "while": true, "with": true, "def": true, "class": true,
	"try": true, "except": true, "finally": true, "async": true, "match": true, "case": true,
}

// look notes what the text after the cursor holds in store.
func (d *document) look(suffix string) {
	line, after, _ := strings.Cut(suffix, "\n")
	d.cursor.rest = strings.TrimSpace(line)
	d.cursor.nextLine = strings.TrimSpace(strings.SplitN(strings.TrimLeft(after, " \t\r\n"), "\n", 2)[0])
	d.cursor.floor = d.closedBelow(clip(suffix, suffixBudget))
	d.cursor.goal = min(len(d.reader.opened), max(d.cursor.floor, d.reader.lineDepth))
}

// closedBelow returns how many of the brackets that are open at the cursor the text after it closes. A
// closer that does not fit the innermost bracket is taken for one of an outer bracket, and the inner
// ones are still to be closed at the cursor.
func (d *document) closedBelow(suffix string) int {
	open := len(d.reader.opened)
	depth, first := 0, -1
	for x := range d.reader.lang.Lex(suffix) {
		if x.Kind != syntax.LexOperator || x.Span.End-x.Span.Start != 1 {
			continue
		}
		switch c := suffix[x.Span.Start]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth >= 0 {
				continue
			}
			depth = 0
			for open > 0 && closer(d.reader.opened[open-1]) != c {
				open--
			}
			if open > 0 && first < 0 {
				return open
			}
		}
	}
	return 0
}

// nameLength returns the length of the rest of a word that a text begins with.
func nameLength(text string) int {
	for i, r := range text {
		if r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
	}
	return len(text)
}

// clip cuts a text to a size in bytes, at a line's end where there is one.
func clip(text string, size int) string {
	if len(text) <= size {
		return text
	}
	if i := strings.LastIndexByte(text[:size], '\n'); i >= 0 {
		size = i + 1
	}
	return text[:size]
}

// splitStem cuts a half-written word or string off the end of the text before the cursor. closed says
// that the cursor stands in a comment.
func splitStem(lang *syntax.Language, text string) (before, stem string, kind tokenKind, closed bool) {
	start := max(0, len(text)-prefixBudget)
	start += strings.IndexByte(text[start:], '\n') + 1
	if len(text) <= prefixBudget {
		start = 0
	}
	var last syntax.Lexeme
	for x := range lang.Lex(text[start:]) {
		last = x
	}
	from := start + last.Span.Start
	stem = text[from:]
	switch mode := lang.ModeAt(text[start:], len(text)-start); mode.Kind {
	case syntax.ModeLineComment, syntax.ModeBlockComment:
		return text[:from], "", structural, true
	case syntax.ModeString:
		// Only a literal without holes is a lexeme that can be completed.
		if last.Kind != syntax.LexString || mode.InHole() || !isOpenLiteral(stem) {
			return text[:from], "", structural, true
		}
		return text[:from], stem, literal, false
	}
	if last.Kind == syntax.LexName {
		return text[:from], stem, name, false
	}
	return text, "", structural, false
}

// isOpenLiteral reports whether a piece of a string begins with a quote.
func isOpenLiteral(text string) bool {
	i := strings.IndexAny(text, "\"'`")
	return i >= 0 && i <= 2
}

// indentUnit returns one level of indentation: the commonest growth from one line to the next.
func indentUnit(lang *syntax.Language, text string) string {
	votes, last := map[string]int{}, ""
	best := "    "
	if lang == syntax.Go {
		best = "\t"
	}
	for line := range strings.SplitSeq(clip(text, prefixBudget), "\n") {
		at := blanks(line)
		if len(at) == len(strings.TrimRight(line, "\r")) {
			continue
		}
		if unit, ok := strings.CutPrefix(at, last); ok && unit != "" && len(unit) <= tabWidth {
			votes[unit]++
			if votes[unit] > votes[best] {
				best = unit
			}
		}
		last = at
	}
	return best
}
