package flow

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// sideEffect says whether a source taints, or a sanitizer cleans, the variable that it matches.
type sideEffect uint8

const (
	sideNo sideEffect = iota
	sideYes
	sideOnly // the variable, and not the expression
)

// A part is one source, sink, sanitizer or propagator of a rule.
type part struct {
	line           int
	formula        *match.Formula
	exact          bool
	side           sideEffect
	notConflicting bool
	control        bool
	label          string
	replace        []string // labels that a propagator replaces
	requires       *requirement
	from, to       string // metavariables
}

// A Spec is the body of a taint rule, parsed and not yet bound to a language.
type Spec struct {
	sources, sinks, sanitizers, propagators []part
	options                                 assumptions
	models                                  *modelFlow // the native form; nil otherwise
}

// assumptions are options of Semgrep that make calls, comparisons and so on give clean values.
type assumptions struct {
	functions, booleans, comparisons, indexes, numbers, unify bool
}

// IsTaint reports whether a rule's body belongs to this package.
func IsTaint(rule *ast.MappingNode) bool {
	fields := mapping(rule)
	return scalar(fields["mode"]) == "taint" || fields["flow"] != nil || fields["taint"] != nil
}

// Parse reads the body of a taint rule. Errors name the line; one that wraps *match.Unsupported means
// that the rule is to be skipped.
func Parse(rule *ast.MappingNode) (*Spec, error) {
	fields := mapping(rule)
	if fields["flow"] != nil {
		return parseNative(fields["flow"])
	}
	if n := fields["taint"]; n != nil {
		return nil, &match.Unsupported{Operator: "taint", Reason: "the syntax of mode: taint is read", Line: lineOf(n)}
	}
	s := &Spec{options: readAssumptions(fields["options"])}
	for _, list := range []struct {
		key  string
		into *[]part
	}{
		{"pattern-sources", &s.sources}, {"pattern-sinks", &s.sinks},
		{"pattern-sanitizers", &s.sanitizers}, {"pattern-propagators", &s.propagators},
	} {
		parts, err := readParts(list.key, fields[list.key])
		if err != nil {
			return nil, err
		}
		*list.into = parts
	}
	if len(s.sources) == 0 || len(s.sinks) == 0 {
		return nil, fmt.Errorf("line %d: reading rule: a taint rule needs pattern-sources and pattern-sinks", lineOf(rule))
	}
	return s, nil
}

func readAssumptions(n ast.Node) assumptions {
	o := mapping(n)
	on := func(key string) bool { return scalar(o[key]) == "true" }
	return assumptions{on("taint_assume_safe_functions"), on("taint_assume_safe_booleans"), on("taint_assume_safe_comparisons"),
		on("taint_assume_safe_indexes"), on("taint_assume_safe_numbers"), on("taint_unify_mvars")}
}

func readParts(key string, n ast.Node) ([]part, error) {
	var out []part
	for _, item := range sequence(n) {
		m := asMapping(item)
		if m == nil {
			return nil, fmt.Errorf("line %d: reading %s: each item is a mapping", lineOf(item), key)
		}
		p, err := readPart(key, m)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if n != nil && len(out) == 0 {
		return nil, fmt.Errorf("line %d: reading %s: a list is expected", lineOf(n), key)
	}
	return out, nil
}

func readPart(key string, m *ast.MappingNode) (part, error) {
	p := part{line: lineOf(m), exact: key == "pattern-sinks"}
	if key == "pattern-propagators" {
		p.side = sideYes
	}
	for _, e := range m.Values {
		if err := p.option(key, scalar(e.Key), e.Value); err != nil {
			return p, err
		}
	}
	if key == "pattern-propagators" && (p.from == "" || p.to == "") {
		return p, fmt.Errorf("line %d: reading %s: from and to are needed", p.line, key)
	}
	f, err := match.ParseFormula(m)
	p.formula = f
	return p, err
}

func (p *part) option(key, name string, v ast.Node) (err error) {
	truth := scalar(v) == "true"
	switch name {
	case "exact":
		p.exact = truth
	case "by-side-effect":
		switch scalar(v) {
		case "only":
			p.side = sideOnly
		case "true":
			p.side = sideYes
		default:
			p.side = sideNo
		}
	case "not_conflicting":
		p.notConflicting = truth
	case "control":
		p.control = truth
	case "label":
		p.label = scalar(v)
	case "replace-labels":
		p.replace = scalars(v)
	case "requires":
		p.requires, err = parseRequirement(v)
	case "from":
		p.from = scalar(v)
	case "to":
		p.to = scalar(v)
	case "at-exit":
		return &match.Unsupported{Operator: "at-exit", Line: lineOf(v)}
	}
	return err
}

// A requirement is a condition on labels.
type requirement struct {
	op    string // "label", "not", "and", "or"
	label string
	kids  []*requirement
}

// holds evaluates the requirement; has says which labels are there.
func (r *requirement) holds(has func(string) bool) bool {
	switch r.op {
	case "not":
		return !r.kids[0].holds(has)
	case "and":
		return r.kids[0].holds(has) && r.kids[1].holds(has)
	case "or":
		return r.kids[0].holds(has) || r.kids[1].holds(has)
	}
	return has(r.label)
}

// wanted appends the labels that the requirement asks for.
func (r *requirement) wanted(dst []string) []string {
	if r.op == "not" {
		return dst
	}
	if r.op == "label" {
		return append(dst, r.label)
	}
	for _, k := range r.kids {
		dst = k.wanted(dst)
	}
	return dst
}

// sourceLabel is the label of sources that name none.
const sourceLabel = "__SOURCE__"

func parseRequirement(n ast.Node) (*requirement, error) {
	if sequence(n) != nil || asMapping(n) != nil {
		return nil, &match.Unsupported{Operator: "requires", Reason: "labels of metavariables are not told apart", Line: lineOf(n)}
	}
	p := &requirementParser{words: strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(scalar(n)))}
	r := p.or(0)
	if r == nil || p.at != len(p.words) {
		return nil, fmt.Errorf("line %d: reading requires: %q is no condition on labels", lineOf(n), scalar(n))
	}
	return r, nil
}

type requirementParser struct {
	words []string
	at    int
}

func (p *requirementParser) word() string {
	if p.at < len(p.words) {
		return p.words[p.at]
	}
	return ""
}

func (p *requirementParser) or(depth int) *requirement {
	return p.chain("or", depth, func() *requirement { return p.chain("and", depth, func() *requirement { return p.not(depth) }) })
}

func (p *requirementParser) chain(op string, depth int, operand func() *requirement) *requirement {
	left := operand()
	for left != nil && p.word() == op {
		p.at++
		right := operand()
		if right == nil {
			return nil
		}
		left = &requirement{op: op, kids: []*requirement{left, right}}
	}
	return left
}

func (p *requirementParser) not(depth int) *requirement {
	if depth > 50 {
		return nil
	}
	switch w := p.word(); w {
	case "not":
		p.at++
		if r := p.not(depth + 1); r != nil {
			return &requirement{op: "not", kids: []*requirement{r}}
		}
		return nil
	case "(":
		p.at++
		r := p.or(depth + 1)
		if p.word() != ")" {
			return nil
		}
		p.at++
		return r
	case "", ")", "and", "or":
		return nil
	default:
		p.at++
		return &requirement{op: "label", label: w}
	}
}

// A Rule is a spec compiled for one language. It is immutable.
type Rule struct {
	spec     *Spec
	lang     *syntax.Language
	matchers []*match.Matcher // sources, sinks, sanitizers, propagators, in this order
	parts    []rulePart
}

// unlabelled reports whether no sink asks for labels, so that each source counts by itself.
func (r *Rule) unlabelled() bool {
	for _, p := range r.parts {
		if p.role == roleSink && p.requires != nil {
			return false
		}
	}
	return true
}

type role uint8

const (
	roleSource role = iota
	roleSink
	roleSanitizer
	rolePropagator
)

type rulePart struct {
	*part
	role role
}

// Compile compiles a spec for a language.
func Compile(s *Spec, lang *syntax.Language) (*Rule, error) {
	r := &Rule{spec: s, lang: lang}
	for role, parts := range [][]part{s.sources, s.sinks, s.sanitizers, s.propagators} {
		for i := range parts {
			m, err := match.Compile(parts[i].formula, lang)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", parts[i].line, err)
			}
			r.matchers = append(r.matchers, m)
			r.parts = append(r.parts, rulePart{&parts[i], roleOf(role)})
		}
	}
	return r, nil
}

func roleOf(i int) role { return role(i) }

// Scope returns how far the rule looks: calls are followed inside the file.
func (r *Rule) Scope() match.Scope { return match.ScopeCalls }
