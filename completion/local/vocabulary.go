package local

import (
	"strings"
	"sync"
)

// A token is one symbol of the model: a lexeme of the vocabulary, a class of rare literals, or a line
// break with its change of indentation.
type token uint32

const (
	boundary  token = iota // before the first and after the last lexeme of a text
	anyString              // a string literal that is not in the vocabulary; never proposed
	anyNumber              // a number that is not in the vocabulary; never proposed
	anyName                // stands for every name in abstract contexts; never proposed
	lineSame               // a line break; the next line is indented alike
	lineIn                 // one level deeper
	lineOut                // one level less deep
	lineOut2               // two levels
	lineOut3               // three or more
	blankSame              // the same five with at least one blank line between
	blankIn
	blankOut
	blankOut2
	blankOut3
	firstLexeme // tokens from here on have a text
)

func (t token) isLine() bool { return t >= lineSame && t < firstLexeme }

// plain returns the line break without its blank lines.
func (t token) plain() token {
	if t >= blankSame && t < firstLexeme {
		return t - blankSame + lineSame
	}
	return t
}

// tokenKind is the class of a token.
type tokenKind uint8

const (
	structural tokenKind = iota // boundaries, classes and line breaks
	keyword
	name
	number
	literal
	operator
)

// A vocabulary numbers the lexemes of one language. It only ever grows; the mutex guards growth, and
// its views are immutable.
type vocabulary struct {
	mu    sync.RWMutex
	ids   map[string]token
	texts []string
	kinds []tokenKind
	// once holds hashes of literals that were seen a single time: a literal enters the vocabulary
	// when it is seen again.
	once map[uint64]struct{}
}

func newVocabulary() *vocabulary {
	return &vocabulary{
		ids:   map[string]token{},
		texts: make([]string, firstLexeme),
		kinds: make([]tokenKind, firstLexeme),
		once:  map[uint64]struct{}{},
	}
}

// maxName is the length in bytes of the longest name that is worth proposing.
const maxName = 80

// maxLiteral is the length in bytes of the longest string or number that the vocabulary takes.
const maxLiteral = 24

// learn returns the token of a lexeme and adds it where it is worth a place. The caller holds the lock.
func (v *vocabulary) learn(text string, kind tokenKind) token {
	if t, ok := v.ids[text]; ok {
		return t
	}
	class := classOf(kind)
	if class == boundary && len(text) > maxName {
		return anyName
	}
	if class != boundary {
		if len(text) > maxLiteral {
			return class
		}
		h := hashText(text)
		if _, again := v.once[h]; !again {
			v.once[h] = struct{}{}
			return class
		}
		delete(v.once, h)
	}
	t := token(len(v.texts))
	text = strings.Clone(text)
	v.ids[text] = t
	v.texts = append(v.texts, text)
	v.kinds = append(v.kinds, kind)
	return t
}

// classOf returns the token that stands for rare literals of a kind, boundary if there is none.
func classOf(kind tokenKind) token {
	switch kind {
	case literal:
		return anyString
	case number:
		return anyNumber
	}
	return boundary
}

// A lexicon is a vocabulary as it stood at one moment, and on top of it the lexemes of one document.
// One goroutine owns it.
type lexicon struct {
	shared   *vocabulary
	texts    []string // of the shared part
	kinds    []tokenKind
	own      map[string]token
	ownTexts []string
	ownKinds []tokenKind
}

// lexicon makes a view with nothing of its own.
func (v *vocabulary) lexicon() *lexicon {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return &lexicon{shared: v, texts: v.texts, kinds: v.kinds, own: map[string]token{}}
}

// maxOwnLiteral is the longest literal of a document that may be proposed in it again.
const maxOwnLiteral = 48

// token returns the token of a lexeme of the document. The caller holds the shared read lock.
func (l *lexicon) token(text string, kind tokenKind) token {
	if t, ok := l.shared.ids[text]; ok && int(t) < len(l.texts) {
		return t
	}
	if t, ok := l.own[text]; ok {
		return t
	}
	class := classOf(kind)
	if class == boundary && len(text) > maxName {
		return anyName
	}
	if class != boundary && (len(text) > maxOwnLiteral || strings.Contains(text, "\n")) {
		return class
	}
	t := token(len(l.texts) + len(l.ownTexts))
	l.own[text] = t
	l.ownTexts = append(l.ownTexts, text)
	l.ownKinds = append(l.ownKinds, kind)
	return t
}

func (l *lexicon) size() int { return len(l.texts) + len(l.ownTexts) }

func (l *lexicon) text(t token) string {
	if int(t) < len(l.texts) {
		return l.texts[t]
	}
	return l.ownTexts[int(t)-len(l.texts)]
}

func (l *lexicon) kind(t token) tokenKind {
	if int(t) < len(l.kinds) {
		return l.kinds[t]
	}
	return l.ownKinds[int(t)-len(l.kinds)]
}

// hashText is FNV-1a.
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
