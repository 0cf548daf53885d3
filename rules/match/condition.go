package match

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A condition is a metavariable-… operator of a formula.
type condition struct {
	key      string
	line     int
	name     string // of the metavariable
	text     string // regex, comparison, analyzer
	types    []string
	language string
	formula  *term
	base     int
	strip    bool
	constant bool // a regex is matched with the value of a constant, not with its code
}

func parseCondition(key string, v ast.Node, depth int) (*condition, error) {
	fields := mapping(v)
	c := &condition{key: key, line: lineOf(v), name: scalar(fields["metavariable"]), language: scalar(fields["language"])}
	if c.name == "" && key != "metavariable-comparison" {
		return nil, fmt.Errorf("line %d: reading %s: it names no metavariable", c.line, key)
	}
	switch key {
	case "metavariable-regex":
		c.text = scalar(fields["regex"])
		c.constant, _ = boolean(fields["constant-propagation"])
	case "metavariable-comparison":
		c.text = scalar(fields["comparison"])
		c.strip, _ = boolean(fields["strip"])
		if base := fields["base"]; base != nil {
			c.base, _ = strconv.Atoi(scalar(base))
		}
	case "metavariable-type":
		c.types = scalars(fields["type"])
		if c.types == nil {
			c.types = scalars(fields["types"])
		}
	case "metavariable-analysis":
		c.text = scalar(fields["analyzer"])
	case "metavariable-pattern":
		return c, c.nested(v, depth)
	default:
		return nil, &Unsupported{Operator: key, Line: c.line}
	}
	return c, nil
}

// nested reads the formula of metavariable-pattern: one operator beside the metavariable.
func (c *condition) nested(v ast.Node, depth int) error {
	m := asMapping(v)
	if m == nil {
		return fmt.Errorf("line %d: reading metavariable-pattern: a mapping is expected", c.line)
	}
	all := &term{op: opAnd, line: c.line}
	for _, e := range m.Values {
		key := scalar(e.Key)
		if key == "metavariable" || key == "language" {
			continue
		}
		if err := all.operand(key, e.Value, depth); err != nil {
			return err
		}
	}
	if len(all.kids) == 0 {
		return fmt.Errorf("line %d: reading metavariable-pattern: it has no pattern", c.line)
	}
	c.formula = all
	return nil
}

// A check is a condition compiled for a language.
type check struct {
	key      string
	slot     int
	regex    *textRegex
	constant bool // the regex is matched with the value of a constant
	compare  *comparison
	plan     *plan
	lang     *syntax.Language // of a metavariable-pattern in another language
	foreign  *Matcher
	generic  *genericPlan // of a metavariable-pattern over text
	types    []*pnode
}

func (c *compiler) condition(cond *condition) (*check, error) {
	k := &check{key: cond.key, slot: -1}
	if cond.name != "" {
		if k.slot = c.vars.lookup(cond.name); k.slot < 0 {
			k.slot = c.vars.slot(cond.name)
		}
	}
	var err error
	switch cond.key {
	case "metavariable-regex":
		k.constant = cond.constant
		k.regex, err = anchored(cond.text)
	case "metavariable-comparison":
		k.compare, err = parseComparison(cond, c.vars)
	case "metavariable-pattern":
		err = c.metaPattern(cond, k)
	case "metavariable-type":
		for _, t := range cond.types {
			pc := &patternCompiler{lang: c.lang, vars: c.vars}
			k.types = append(k.types, pc.typePattern(t))
		}
	case "metavariable-analysis":
		if cond.text != "entropy" {
			return nil, &Unsupported{Operator: "metavariable-analysis", Reason: "only the entropy analyzer is there, not " + cond.text, Line: cond.line}
		}
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", cond.line, err)
	}
	return k, nil
}

func (c *compiler) metaPattern(cond *condition, k *check) error {
	switch cond.language {
	case "", c.lang.Name:
		var err error
		k.plan, err = c.term(cond.formula)
		return err
	case "generic", "regex":
		if cond.language == "generic" && !onlyRegexes(cond.formula) {
			var err error
			k.generic, err = compileGenericTerm(cond.formula)
			return err
		}
		if !onlyRegexes(cond.formula) {
			return &Unsupported{Operator: "metavariable-pattern with language: " + cond.language, Reason: "only regexes are looked for in text", Line: cond.line}
		}
		var err error
		k.plan, err = c.term(cond.formula)
		return err
	}
	lang := syntax.ByName(cond.language)
	if lang == nil {
		return &Unsupported{Operator: "metavariable-pattern with language: " + cond.language, Reason: "there is no such grammar", Line: cond.line}
	}
	m, err := Compile(&Formula{root: cond.formula}, lang)
	k.lang, k.foreign = lang, m
	return err
}

func onlyRegexes(t *term) bool {
	if t.op == opPattern && t.kids == nil {
		return false
	}
	for _, kid := range t.kids {
		if !onlyRegexes(kid) {
			return false
		}
	}
	return true
}

// conditions keeps the hits that meet a plan's conditions.
func (e *evaluation) conditions(p *plan, hits []hit) []hit {
	for _, c := range p.conds {
		var out []hit
		for _, h := range hits {
			if e.why != "" {
				return nil
			}
			out = e.condition(c, h, out)
		}
		hits = out
	}
	return hits
}

// condition appends h, with what the condition binds, if it holds.
func (e *evaluation) condition(c *check, h hit, out []hit) []hit {
	if c.key == "metavariable-comparison" {
		ok, until := e.compare(c.compare, h.env)
		if ok {
			h.until = max(h.until, until)
			out = append(out, h)
		}
		return out
	}
	b := h.env[c.slot]
	if !b.set {
		return out
	}
	switch c.key {
	case "metavariable-regex":
		if ok, until := e.regexHolds(c, b); ok {
			h.until = max(h.until, until)
			out = append(out, h)
		}
	case "metavariable-type":
		for _, t := range c.types {
			if b.first >= 0 && e.hasType(t, b.first) {
				return append(out, h)
			}
		}
	case "metavariable-analysis":
		if highEntropy(e.boundText(b)) {
			out = append(out, h)
		}
	case "metavariable-pattern":
		return e.metaPattern(c, h, b, out)
	}
	return out
}

// regexHolds reports whether what a metavariable stands for matches a regex. Where disguises are seen through,
// blanks and comments in code do not hide it.
// Until is the end of the text that could still change a constant that it was matched with.
func (e *evaluation) regexHolds(c *check, b bound) (holds bool, until int) {
	regex, text := c.regex, e.sourceText(b)
	if c.constant && b.first >= 0 && b.first == b.last && e.form.Node(b.first).Role != syntax.RoleBinary {
		if v, ok := e.facts.constant(b.first, 0); ok {
			text, until = v.text, v.until
		}
	}
	ok, err := regex.matches(text)
	if err == nil && !ok && e.facts.unmask && !b.isText && b.first >= 0 {
		if tight := readEscapes(withoutTrivia(e.form.Tree().Language(), text)); tight != text {
			ok, err = regex.matches(tight)
		}
	}
	if err != nil {
		e.give(err.Error())
	}
	return ok, until
}

// withoutTrivia returns code without its blanks, comments and line ends, apart from a blank between words.
func withoutTrivia(l *syntax.Language, text string) string {
	var out strings.Builder
	word, apart := false, false
	for x := range l.Lex(text) {
		if x.Kind.Trivia() || x.Kind == syntax.LexNewline {
			apart = true
			continue
		}
		next := x.Kind == syntax.LexName || x.Kind == syntax.LexNumber
		if word && next && apart {
			out.WriteByte(' ')
		}
		out.WriteString(text[x.Span.Start:x.Span.End])
		word, apart = next, false
	}
	return out.String()
}

// sourceText returns the code that a metavariable stands for, or its text where it stood in a string.
func (e *evaluation) sourceText(b bound) string {
	if b.isText || b.first < 0 {
		return b.text
	}
	return e.form.Tree().Text()[b.span.Start:b.span.End]
}

// metaPattern looks for a formula in the code that a metavariable stands for.
func (e *evaluation) metaPattern(c *check, h hit, b bound, out []hit) []hit {
	if c.generic != nil {
		found, err := c.generic.find(e.boundText(b))
		if err != nil {
			e.give(err.Error())
		}
		if len(found) > 0 {
			out = append(out, h)
		}
		return out
	}
	if c.foreign != nil {
		if e.foreignMatch(c, e.boundText(b)) {
			out = append(out, h)
		}
		return out
	}
	if b.first < 0 && !b.isText {
		return out
	}
	inner := evaluation{machine: e.machine, index: e.index, vars: e.vars, within: b.span, given: h.env}
	if inner.within == (syntax.Span{}) {
		return out
	}
	for _, found := range inner.eval(c.plan) {
		if env, ok := e.merge(h.env, found.env); ok {
			g := h
			g.env = env
			g.until = max(g.until, found.until)
			out = append(out, g)
		}
	}
	return out
}

func (e *evaluation) foreignMatch(c *check, text string) bool {
	tree, err := syntax.Parse(c.lang, text, 0)
	if err != nil {
		e.give("what a metavariable stands for could not be parsed in time")
		return false
	}
	found, undecided := NewIndex(c.lang, []*Matcher{c.foreign}).Run(tree, Options{Deadline: e.deadline})
	if len(undecided) > 0 {
		e.give(undecided[0].Reason)
	}
	return len(found) > 0
}

// highEntropy reports whether a text looks random: many bits per character over enough of them.
func highEntropy(text string) bool {
	if len(text) < 12 {
		return false
	}
	var counts [256]int
	for i := range len(text) {
		counts[text[i]]++
	}
	bits := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(text))
			bits -= p * math.Log2(p)
		}
	}
	return bits >= 3.3
}
