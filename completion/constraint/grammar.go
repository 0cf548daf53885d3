package constraint

import (
	"fmt"
	"strings"
)

// Grammar writes the automaton as a right-linear grammar in the text that llama.cpp's GBNF and
// xgrammar's EBNF read alike: one rule a state, alternatives of a character class and the next state,
// and "" where the text may end. Right-linear grammars are never ambiguous when they come from a
// deterministic automaton, and cost both engines constant time a character. Classes are of code
// points: what lies beyond ASCII is one class.
func (d *DFA) Grammar() string {
	var out strings.Builder
	fmt.Fprintf(&out, "root ::= s%d\n", d.start)
	for s := range d.accept {
		fmt.Fprintf(&out, "s%d ::= %s\n", s, strings.Join(d.alternatives(s), " | "))
	}
	return out.String()
}

// alternatives returns a state's ways on, in the order of the states that they lead to.
func (d *DFA) alternatives(s int) []string {
	ascii := map[int]*[128]bool{}
	beyond := d.Next(s, int(d.Classes[0x80]))
	for b := 1; b < 0x80; b++ {
		to := d.Next(s, int(d.Classes[b]))
		if to < 0 {
			continue
		}
		if ascii[to] == nil {
			ascii[to] = new([128]bool)
		}
		ascii[to][b] = true
	}
	var alternatives []string
	for to := range d.accept {
		if set := ascii[to]; set != nil {
			alternatives = append(alternatives, fmt.Sprintf("%s s%d", class(set), to))
		}
		if to == beyond {
			alternatives = append(alternatives, fmt.Sprintf(`[^\x01-\x7F] s%d`, to))
		}
	}
	if d.accept[s] {
		alternatives = append(alternatives, `""`)
	}
	return alternatives
}

// class writes a set of ASCII characters. Letters and digits stand as they are, everything else by
// its number: the engines differ in which other escapes they take.
func class(set *[128]bool) string {
	var out strings.Builder
	out.WriteByte('[')
	for b := 0; b < len(set); b++ {
		if !set[b] {
			continue
		}
		end := b
		for end+1 < len(set) && set[end+1] {
			end++
		}
		out.WriteString(char(b))
		if end > b+1 {
			out.WriteByte('-')
		}
		if end > b {
			out.WriteString(char(end))
		}
		b = end
	}
	out.WriteByte(']')
	return out.String()
}

func char(b int) string {
	if b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' {
		return string(rune(b))
	}
	return fmt.Sprintf(`\x%02X`, b)
}
