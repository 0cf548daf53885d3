package constraint

import (
	"fmt"
	"strings"
)

// Grammar writes the automaton as a right-linear grammar in the text that llama.cpp's GBNF and
// xgrammar's EBNF read alike: one rule a state, alternatives of a character class and the next state,
// and "" where the text may end. Right-linear grammars are never ambiguous when they come from a
// deterministic automaton, and cost both engines constant time a character. Ways on that many states
// share have a rule of their own. Classes are of code points: what lies beyond ASCII is one class.
func (d *DFA) Grammar() string { return d.rules("root", " ::= ", class) }

// rules writes a rule for each state.
func (d *DFA) rules(root, is string, class func(set *[128]bool, beyond bool) string) string {
	w := &ruleWriter{dfa: d, uses: map[string]int{}, number: map[string]int{}, class: class}
	for s := range d.accept {
		_, rest := w.ways(s, true)
		w.uses[strings.Join(rest, " | ")]++
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s%ss%d\n", root, is, d.start)
	for s := range d.accept {
		fmt.Fprintf(&out, "s%d%s%s\n", s, is, strings.Join(w.state(s), " | "))
	}
	for i, shared := range w.shared {
		fmt.Fprintf(&out, "c%d%s%s\n", i, is, strings.Join(shared, " | "))
	}
	return out.String()
}

// A ruleWriter writes the states of an automaton as rules.
type ruleWriter struct {
	dfa    *DFA
	uses   map[string]int // how many states have some ways on
	number map[string]int // of those that have a rule
	shared [][]string
	class  func(set *[128]bool, beyond bool) string
}

// state returns the alternatives of a state. What goes on behind a name is mostly the same for all
// names, so that it is written once.
func (w *ruleWriter) state(s int) []string {
	own, rest := w.ways(s, true)
	key := strings.Join(rest, " | ")
	if len(own) == 0 || w.uses[key] < 2 || len(key) < 16 {
		_, all := w.ways(s, false)
		return all
	}
	n, ok := w.number[key]
	if !ok {
		n = len(w.shared)
		w.number[key] = n
		w.shared = append(w.shared, rest)
	}
	return append(own, fmt.Sprintf("c%d", n))
}

// ways returns the ways on from a state: by the characters of names, if they are to be split off, and
// by all others, each in the order of the states that they lead to.
func (w *ruleWriter) ways(s int, split bool) (names, rest []string) {
	d := w.dfa
	beyond := d.Next(s, int(d.Classes[0x80]))
	var sets [2]map[int]*[128]bool
	sets[0], sets[1] = map[int]*[128]bool{}, map[int]*[128]bool{}
	order := [2][]int{}
	for b := 1; b <= 0x80; b++ {
		to := d.Next(s, int(d.Classes[b]))
		if to < 0 {
			continue
		}
		group := 1
		if split && (b == 0x80 || isNamePart(byte(b))) {
			group = 0
		}
		if sets[group][to] == nil {
			sets[group][to] = new([128]bool)
			order[group] = append(order[group], to)
		}
		if b < 0x80 {
			sets[group][to][b] = true
		}
	}
	for group, list := range []*[]string{&names, &rest} {
		for _, to := range order[group] {
			*list = append(*list, fmt.Sprintf("%s s%d", w.class(sets[group][to], to == beyond && (group == 0 || !split)), to))
		}
	}
	if d.accept[s] {
		rest = append(rest, `""`)
	}
	return names, rest
}

func isNamePart(b byte) bool {
	return b == '_' || b == '$' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// class writes a set of characters, with all beyond ASCII if they are in it. Letters and digits stand
// as they are, everything else by its number: the engines differ in which other escapes they take.
func class(set *[128]bool, beyond bool) string {
	if !beyond {
		return "[" + ranges(set) + "]"
	}
	left := *set
	for b := 1; b < len(left); b++ {
		left[b] = !set[b]
	}
	if left[0] = false; left == [128]bool{} {
		return `([\x01-\x7F]|[^\x01-\x7F])`
	}
	return "[^" + ranges(&left) + "]"
}

// ranges writes a set. What ends with an escape comes last: xgrammar reads more than two digits of one.
func ranges(set *[128]bool) string {
	var plain, escaped strings.Builder
	for b := 0; b < len(set); b++ {
		if !set[b] {
			continue
		}
		end := b
		for end+1 < len(set) && set[end+1] {
			end++
		}
		out := &escaped
		if len(char(end)) == 1 {
			out = &plain
		}
		switch {
		case end == b+1 && len(char(b)) > 1 && len(char(end)) == 1: // no letter right behind an escape
			escaped.WriteString(char(b))
			out.WriteString(char(end))
		case end == b:
			out.WriteString(char(b))
		case end == b+1:
			out.WriteString(char(b) + char(end))
		default:
			out.WriteString(char(b) + "-" + char(end))
		}
		b = end
	}
	return plain.String() + escaped.String()
}

func char(b int) string {
	if b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' {
		return string(rune(b))
	}
	return fmt.Sprintf(`\x%02X`, b)
}
