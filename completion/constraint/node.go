package constraint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A node is one place in a phrase. Phrases that end alike share the nodes of their ends, so that
// states need not remember which of them is under way.
type node struct {
	kind   nodeKind
	lexeme lexeme // expect; form: quoted behind any string
	next   int16  // the node behind it, done for none
	forms  int16  // only, until: the root of the trie of forms

	statement bool // only: the operand ends with a statement, not with an argument
	must      bool // only: there must be an operand
	loose     bool // only: it need not begin with a string
	given     bool // until: any argument will do
}

type nodeKind uint8

const (
	expect  nodeKind = iota // a lexeme
	rest                    // AnyArguments
	operand                 // Operand
	only                    // an operand of one of the forms
	until                   // the end of the argument list, before one of the forms came
	form                    // a node of a trie of forms
)

// done is the node behind the last of a phrase: it has come.
const done int16 = -1

// A start is the first node of a phrase.
type start struct {
	node     int16
	notAfter []lexeme
}

// assembler makes the nodes of phrases.
type assembler struct {
	m     *machine
	ids   map[string]lexeme
	nodes map[string]int16 // by what they are
	forms map[int16]map[lexeme]int16
}

// phrase returns the first node of a phrase.
func (a *assembler) phrase(p Phrase) int16 {
	next := done
	switch {
	case p.Only != nil:
		next = a.only(p)
	case p.Unless != nil:
		next = a.until(p)
	}
	for _, text := range slices.Backward(p.Lexemes) {
		n := node{next: next}
		switch text {
		case AnyArguments:
			n.kind = rest
		case Operand:
			n.kind = operand
		case AnyString:
			n.lexeme = quoted
		default:
			n.lexeme = a.ids[text]
		}
		next = a.node(n, text)
	}
	return next
}

func (a *assembler) only(p Phrase) int16 {
	open := 0
	for _, l := range p.Lexemes {
		if len(l) == 1 {
			open += int(bracket(l[0]).nesting)
		}
	}
	n := node{kind: only, next: done, statement: open <= 0, must: p.Must, loose: p.Loose}
	what := fmt.Sprint(n.statement, n.must, n.loose, strings.Join(flat(p.Only), "\x00"))
	n.forms = a.trie(p.Only)
	return a.node(n, what)
}

// until returns the first of the nodes that count arguments: behind each comma comes the next.
func (a *assembler) until(p Phrase) int16 {
	forms, what := a.trie(p.Unless), strings.Join(flat(p.Unless), "\x00")
	next := done
	if p.Given > 0 {
		next = a.node(node{kind: until, next: done, forms: forms, given: true}, "given"+what)
	}
	for range p.Given - 1 {
		next = a.node(node{kind: until, next: next, forms: forms}, what)
	}
	if p.Given == 0 {
		next = a.node(node{kind: until, next: done, forms: forms}, what)
	}
	return next
}

func flat(forms [][]string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = strings.Join(f, " ")
	}
	slices.Sort(out)
	return out
}

// node returns the node that is n, made if there is none yet.
func (a *assembler) node(n node, what string) int16 {
	key := string(rune('0'+n.kind)) + what + "\x00" + string(rune(n.next+1))
	if at, ok := a.nodes[key]; ok {
		return at
	}
	a.m.nodes = append(a.m.nodes, n)
	a.nodes[key] = int16(len(a.m.nodes) - 1)
	return a.nodes[key]
}

// trie returns the root of the trie of forms. The lexeme of a node of it is not other where a form
// ends.
func (a *assembler) trie(forms [][]string) int16 {
	root := a.formNode()
	for _, lexemes := range forms {
		at := root
		for _, text := range lexemes {
			l := quoted
			if text != AnyString {
				l = a.ids[text]
			}
			if _, ok := a.forms[at][l]; !ok {
				a.forms[at][l] = a.formNode()
			}
			if at = a.forms[at][l]; l == quoted {
				a.m.nodes[at].lexeme = quoted
			}
		}
		a.m.nodes[at].next = done
	}
	return root
}

func (a *assembler) formNode() int16 {
	a.m.nodes = append(a.m.nodes, node{kind: form})
	at := int16(len(a.m.nodes) - 1)
	a.forms[at] = map[lexeme]int16{}
	return at
}

// newMachine compiles phrases for a language.
func newMachine(l *syntax.Language, phrases []Phrase) *machine {
	m := &machine{lexical: &l.Lexical, words: newTrie(), marks: newTrie(), texts: newTrie(), detail: full}
	m.addMarks()
	m.nodes = make([]node, 1) // item.form 0 is none
	a := &assembler{m: m, nodes: map[string]int16{}, forms: map[int16]map[lexeme]int16{}}
	a.ids = m.intern(phrases)
	m.starts, m.remembered = make([][]start, len(a.ids)+2), make([]bool, len(a.ids)+2)
	seen := map[string]bool{}
	for _, p := range phrases {
		first := start{node: a.phrase(p), notAfter: lookUp(a.ids, p.NotAfter)}
		m.paths = append(m.paths, m.path(first.node))
		if key := string(rune(first.node)) + strings.Join(p.NotAfter, "\x00"); seen[key] {
			continue
		} else {
			seen[key] = true
		}
		l := m.nodes[first.node].lexeme
		m.starts[l] = append(m.starts[l], first)
		for _, l := range first.notAfter {
			m.remembered[l] = true
		}
	}
	m.follow = a.forms
	m.addEmpty()
	for _, t := range []*trie{&m.words, &m.marks, &m.texts} {
		t.finish(0, m.remembered, 0)
	}
	return m
}

// path returns the nodes of a phrase, one for each of its elements, and for what must come behind.
func (m *machine) path(at int16) []int16 {
	var out []int16
	for ; at != done; at = m.nodes[at].next {
		out = append(out, at)
	}
	return out
}

func lookUp(ids map[string]lexeme, texts []string) []lexeme {
	out := make([]lexeme, len(texts))
	for i, text := range texts {
		out[i] = ids[text]
	}
	return out
}
