package constraint

import (
	"fmt"
	"slices"
	"strings"
)

// maxRegex bounds the length of a regex in bytes. Automata of more than a phrase or two have none that a
// server would take: comments and strings alone, followed by elimination, take thousands of bytes.
const maxRegex = 64 << 10

// maxEliminated bounds the states of an automaton that is tried: of more, none is short enough.
const maxEliminated = 64

// ErrLongRegex is the error of an automaton whose regex would be too long.
var ErrLongRegex = fmt.Errorf("the regex would be longer than %d bytes", maxRegex)

// Regex writes the automaton as a regex that the whole text must match, by eliminating its states one
// after the other (Brzozowski and McCluskey 1963). It uses classes, groups, "|", "*" and "?" alone,
// which all dialects share.
func (d *DFA) Regex() (string, error) {
	if d.States() > maxEliminated {
		return "", ErrLongRegex
	}
	e := newElimination(d)
	for _, s := range e.order() {
		if !e.remove(s) {
			return "", ErrLongRegex
		}
	}
	return e.edges[e.start][e.end], nil
}

// An elimination is an automaton whose edges are regexes, with one start and one end.
type elimination struct {
	edges      []map[int]string
	start, end int
}

func newElimination(d *DFA) *elimination {
	n := d.States()
	e := &elimination{edges: make([]map[int]string, n+2), start: n, end: n + 1}
	for s := range e.edges {
		e.edges[s] = map[int]string{}
	}
	e.edges[e.start][d.Start()] = ""
	for s := range n {
		beyond := d.Next(s, int(d.Classes[0x80]))
		sets := map[int]*[128]bool{}
		for b := 1; b <= 0x80; b++ {
			to := d.Next(s, int(d.Classes[b]))
			if to >= 0 && sets[to] == nil {
				sets[to] = new([128]bool)
			}
			if to >= 0 && b < 0x80 {
				sets[to][b] = true
			}
		}
		for to, set := range sets {
			e.edges[s][to] = class(set, to == beyond)
		}
		if d.Accepts(s) {
			e.edges[s][e.end] = ""
		}
	}
	return e
}

// order returns the states, those with the fewest ways through them first.
func (e *elimination) order() []int {
	out := make([]int, len(e.edges)-2)
	into := make([]int, len(e.edges))
	for s := range e.edges {
		for to := range e.edges[s] {
			into[to]++
		}
	}
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return into[a]*len(e.edges[a]) - into[b]*len(e.edges[b]) })
	return out
}

// remove takes a state out and leads the ways through it past it. It reports whether what is left is
// short enough.
func (e *elimination) remove(s int) bool {
	loop := ""
	if l, ok := e.edges[s][s]; ok && l != "" {
		loop = group(l) + "*"
	}
	total := 0
	for from := range e.edges {
		in, ok := e.edges[from][s]
		if !ok || from == s {
			continue
		}
		for to, out := range e.edges[s] {
			if to != s {
				e.add(from, to, sequence(in)+loop+sequence(out))
				total += len(e.edges[from][to])
			}
		}
		delete(e.edges[from], s)
	}
	clear(e.edges[s])
	return total <= maxRegex
}

// add lets an edge be one more way.
func (e *elimination) add(from, to int, way string) {
	old, ok := e.edges[from][to]
	switch {
	case !ok, old == way:
		e.edges[from][to] = way
	case old == "":
		e.edges[from][to] = group(way) + "?"
	case way == "":
		e.edges[from][to] = group(old) + "?"
	default:
		e.edges[from][to] = fmt.Sprintf("%s|%s", old, way)
	}
}

// group puts brackets around what is more than one class.
func group(re string) string {
	if strings.HasPrefix(re, "[") && strings.IndexByte(re, ']') == len(re)-1 {
		return re
	}
	return "(" + re + ")"
}

// sequence puts brackets around alternatives.
func sequence(re string) string {
	depth, class := 0, false
	for i := range len(re) {
		switch {
		case re[i] == '[':
			class = true
		case re[i] == ']':
			class = false
		case class:
		case re[i] == '(':
			depth++
		case re[i] == ')':
			depth--
		case re[i] == '|' && depth == 0:
			return "(" + re + ")"
		}
	}
	return re
}
