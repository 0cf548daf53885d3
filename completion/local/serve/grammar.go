package serve

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits of one grammar.
const (
	maxGrammar = 4 << 20 // bytes
	maxNodes   = 400_000
)

// A grammar is a right-linear grammar as a non-deterministic automaton over code points. It is
// immutable.
type grammar struct {
	nodes []node // the rules come first
	start int32
}

// A node is a place in a rule.
type node struct {
	set    *charset // what leads on, nil if nothing does
	to     int32    // where it leads
	silent []int32  // nodes that are reached without reading
	accept bool
}

// A charset is a set of code points.
type charset struct {
	ranges  []runes
	negated bool
}

type runes struct{ lo, hi rune }

func (c *charset) has(r rune) bool {
	for _, x := range c.ranges {
		if r >= x.lo && r <= x.hi {
			return !c.negated
		}
	}
	return c.negated
}

// parseGrammar reads what GBNF and xgrammar's EBNF have in common: one rule a line, alternatives of literals,
// classes and groups of classes that end with a rule, "" for nothing. A rule elsewhere than at the end is not right-linear.
func parseGrammar(text string) (*grammar, error) {
	if len(text) > maxGrammar {
		return nil, fmt.Errorf("parsing the grammar: it has %d bytes, %d are allowed", len(text), maxGrammar)
	}
	p := grammarParser{names: map[string]int32{}, defined: map[string]bool{}}
	bodies := map[int32]string{}
	var lines = map[int32]int{}
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, body, ok := strings.Cut(line, "::=")
		name = strings.TrimSpace(name)
		if !ok || !isRuleName(name) {
			return nil, fmt.Errorf("parsing the grammar: line %d: want NAME ::= …", number)
		}
		if p.defined[name] {
			return nil, fmt.Errorf("parsing the grammar: line %d: %s is defined twice", number, name)
		}
		p.defined[name] = true
		i := p.rule(name)
		bodies[i], lines[i] = body, number
	}
	return p.compile(bodies, lines)
}

func isRuleName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// A grammarParser builds the automaton of one grammar.
type grammarParser struct {
	names   map[string]int32
	defined map[string]bool
	nodes   []node
	rest    string // what is left of the rule that is read
}

// rule returns the node of a rule.
func (p *grammarParser) rule(name string) int32 {
	i, ok := p.names[name]
	if !ok {
		i = p.node()
		p.names[name] = i
	}
	return i
}

func (p *grammarParser) node() int32 {
	p.nodes = append(p.nodes, node{})
	return int32(len(p.nodes) - 1)
}

func (p *grammarParser) compile(bodies map[int32]string, lines map[int32]int) (*grammar, error) {
	if !p.defined["root"] {
		return nil, fmt.Errorf("parsing the grammar: there is no rule named root")
	}
	for i := range int32(len(p.nodes)) {
		p.rest = bodies[i]
		if err := p.alternatives(i); err != nil {
			return nil, fmt.Errorf("parsing the grammar: line %d: %w", lines[i], err)
		}
	}
	for name := range p.names {
		if !p.defined[name] {
			return nil, fmt.Errorf("parsing the grammar: the rule %s is not defined", name)
		}
	}
	return &grammar{p.nodes, p.names["root"]}, nil
}

func (p *grammarParser) alternatives(rule int32) error {
	for {
		if err := p.alternative(rule); err != nil {
			return err
		}
		if p.rest == "" {
			return nil
		}
		p.rest = p.rest[1:] // the bar
	}
}

// alternative reads up to a bar or the end.
func (p *grammarParser) alternative(rule int32) error {
	at := p.node()
	p.nodes[rule].silent = append(p.nodes[rule].silent, at)
	for {
		p.rest = strings.TrimLeft(p.rest, " \t\r")
		switch {
		case p.rest == "" || p.rest[0] == '|':
			p.nodes[at].accept = true
			return nil
		case p.rest[0] == '#':
			p.rest = ""
		case p.rest[0] == '"' || p.rest[0] == '[':
			var err error
			if at, err = p.terminal(at); err != nil {
				return err
			}
		case p.rest[0] == '(':
			var err error
			if at, err = p.group(at); err != nil {
				return err
			}
		default:
			return p.tail(at)
		}
		if len(p.nodes) > maxNodes {
			return fmt.Errorf("the grammar has more than %d places", maxNodes)
		}
	}
}

// group reads classes in brackets, of which any will do, and returns the node after them. Constraints have one for every
// character: no class alone says that in both dialects.
func (p *grammarParser) group(at int32) (int32, error) {
	end := p.node()
	for more := true; more; {
		p.rest = strings.TrimLeft(p.rest[1:], " \t\r") // behind the bracket, or the bar
		if !strings.HasPrefix(p.rest, "[") {
			return 0, fmt.Errorf("brackets around more than classes are not supported")
		}
		set, err := p.class()
		if err != nil {
			return 0, err
		}
		way := p.node()
		p.nodes[at].silent = append(p.nodes[at].silent, way)
		p.nodes[way].set, p.nodes[way].to = set, end
		p.rest = strings.TrimLeft(p.rest, " \t\r")
		more = strings.HasPrefix(p.rest, "|")
	}
	if !strings.HasPrefix(p.rest, ")") {
		return 0, fmt.Errorf("a bracket is not closed")
	}
	p.rest = p.rest[1:]
	return end, nil
}

// tail reads the rule that ends an alternative.
func (p *grammarParser) tail(at int32) error {
	n := 0
	for n < len(p.rest) && isRuleName(p.rest[n:n+1]) {
		n++
	}
	if n == 0 {
		r, _ := utf8.DecodeRuneInString(p.rest)
		return fmt.Errorf("%q is not supported: alternatives are literals and classes that end with a rule", r)
	}
	to := p.rule(p.rest[:n])
	p.nodes[at].silent = append(p.nodes[at].silent, to)
	if p.rest = strings.TrimLeft(p.rest[n:], " \t\r"); p.rest != "" && p.rest[0] != '|' && p.rest[0] != '#' {
		return fmt.Errorf("a rule must come last in its alternative: only right-linear grammars are supported")
	}
	if p.rest != "" && p.rest[0] == '#' {
		p.rest = ""
	}
	return nil
}

// terminal reads a literal or a class and returns the node after it.
func (p *grammarParser) terminal(at int32) (int32, error) {
	if p.rest[0] == '[' {
		set, err := p.class()
		if err != nil {
			return 0, err
		}
		return p.chain(at, set), nil
	}
	for p.rest = p.rest[1:]; ; {
		if p.rest == "" {
			return 0, fmt.Errorf("a literal has no closing quote")
		}
		if p.rest[0] == '"' {
			p.rest = p.rest[1:]
			return at, nil
		}
		r, err := p.char()
		if err != nil {
			return 0, err
		}
		at = p.chain(at, &charset{ranges: []runes{{r, r}}})
	}
}

func (p *grammarParser) chain(at int32, set *charset) int32 {
	to := p.node()
	p.nodes[at].set, p.nodes[at].to = set, to
	return to
}

func (p *grammarParser) class() (*charset, error) {
	set := &charset{}
	p.rest = p.rest[1:]
	if strings.HasPrefix(p.rest, "^") {
		set.negated, p.rest = true, p.rest[1:]
	}
	for p.rest != "" && p.rest[0] != ']' {
		lo, err := p.char()
		if err != nil {
			return nil, err
		}
		hi := lo
		if len(p.rest) > 1 && p.rest[0] == '-' && p.rest[1] != ']' {
			p.rest = p.rest[1:]
			if hi, err = p.char(); err != nil {
				return nil, err
			}
		}
		if hi < lo {
			return nil, fmt.Errorf("the range %q-%q is empty", lo, hi)
		}
		set.ranges = append(set.ranges, runes{lo, hi})
	}
	if p.rest == "" {
		return nil, fmt.Errorf("a class has no closing bracket")
	}
	p.rest = p.rest[1:]
	return set, nil
}

// char reads one character, perhaps escaped.
func (p *grammarParser) char() (rune, error) {
	r, size := utf8.DecodeRuneInString(p.rest)
	if r == utf8.RuneError && size <= 1 {
		return 0, fmt.Errorf("the grammar is not valid UTF-8")
	}
	p.rest = p.rest[size:]
	if r != '\\' {
		return r, nil
	}
	if p.rest == "" {
		return 0, fmt.Errorf("an escape is cut off")
	}
	c := p.rest[0]
	p.rest = p.rest[1:]
	switch c {
	case 'n':
		return '\n', nil
	case 't':
		return '\t', nil
	case 'r':
		return '\r', nil
	case '\\', '"', '[', ']', '-', '^':
		return rune(c), nil
	case 'x':
		return p.hex(2)
	case 'u':
		return p.hex(4)
	case 'U':
		return p.hex(8)
	}
	return 0, fmt.Errorf(`the escape \%c is not supported: write \xHH`, c)
}

func (p *grammarParser) hex(n int) (r rune, err error) {
	if len(p.rest) < n {
		return 0, fmt.Errorf("an escape is cut off")
	}
	for _, c := range []byte(p.rest[:n]) {
		d := strings.IndexByte("0123456789abcdef", c|0x20)
		if d < 0 || c < '0' || r > utf8.MaxRune {
			return 0, fmt.Errorf("an escape has the digit %q", c)
		}
		r = r<<4 | rune(d)
	}
	p.rest = p.rest[n:]
	return r, nil
}
