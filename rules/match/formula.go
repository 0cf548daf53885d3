package match

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// operator is what a term of a formula does.
type operator uint8

const (
	opPattern operator = iota
	opRegex
	opAnd
	opOr
	opCall
)

// A term is a node of a formula.
type term struct {
	op      operator
	line    int
	text    string // of a pattern or regex
	inside  bool   // a context: pattern-inside, pattern-not-inside
	negated bool
	kids    []*term
	conds   []*condition
	call    *CallForm
	focus   [][]string // each: one of these metavariables
}

// Unsupported is an error.
func (u *Unsupported) Error() string {
	text := fmt.Sprintf("line %d: %s is not supported", u.Line, u.Operator)
	if u.Reason != "" {
		text += ": " + u.Reason
	}
	return text
}

// bodyKeys are the keys of a rule that hold its body.
var bodyKeys = []string{"pattern", "patterns", "pattern-either", "pattern-regex", "match", "call"}

// patternKeys are the operators of a term; Semgrep allows one in each. The native form call is one more.
var patternKeys = map[string]bool{"pattern": true, "patterns": true, "pattern-either": true, "pattern-regex": true, "pattern-inside": true,
	"pattern-not": true, "pattern-not-inside": true, "pattern-not-regex": true, "call": true}

// unsupportedKeys are operators that Semgrep has or had and this engine has not.
var unsupportedKeys = map[string]string{
	"pattern-sources": "taint rules belong to the flow engine", "pattern-where-python": "Semgrep itself has dropped it",
	"r2c-internal-project-depends-on": "it needs a lock file", "flow": "it belongs to the flow engine",
	"taint": "taint rules belong to the flow engine", "pattern-comby": "it is not code of a language", "join": "it joins rules", "steps": "it joins rules",
}

func parseRule(rule *ast.MappingNode) (*Formula, error) {
	fields := mapping(rule)
	if mode := fields["mode"]; mode != nil && scalar(mode) != "search" {
		return nil, &Unsupported{Operator: "mode: " + scalar(mode), Reason: "it belongs to another engine", Line: lineOf(mode)}
	}
	for key, reason := range unsupportedKeys {
		if v := fields[key]; v != nil {
			return nil, &Unsupported{Operator: key, Reason: reason, Line: lineOf(v)}
		}
	}
	found := ""
	for _, key := range bodyKeys {
		if fields[key] == nil {
			continue
		}
		if found != "" {
			return nil, fmt.Errorf("line %d: reading rule: it has both %s and %s", lineOf(fields[key]), found, key)
		}
		found = key
	}
	if found == "" {
		return nil, fmt.Errorf("line %d: reading rule: it has none of %s", lineOf(rule), strings.Join(bodyKeys, ", "))
	}
	t, err := parseTerm(found, fields[found], 0)
	if err != nil {
		return nil, err
	}
	if err := t.positive(); err != nil {
		return nil, err
	}
	symbolic, _ := boolean(mapping(fields["options"])["symbolic_propagation"])
	return &Formula{root: t, symbolic: symbolic}, nil
}

const maxNesting = 64

func parseTerm(key string, v ast.Node, depth int) (*term, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("line %d: reading rule: operators nest deeper than %d", lineOf(v), maxNesting)
	}
	t := &term{line: lineOf(v)}
	switch key {
	case "pattern", "pattern-inside", "pattern-not", "pattern-not-inside":
		t.inside = strings.HasSuffix(key, "inside")
		t.negated = strings.HasPrefix(key, "pattern-not")
		return t.patternOrNested(v, depth)
	case "pattern-regex", "pattern-not-regex":
		t.op, t.text, t.negated = opRegex, scalar(v), key == "pattern-not-regex"
		if t.text == "" {
			return nil, fmt.Errorf("line %d: reading %s: a regex is expected", t.line, key)
		}
		return t, nil
	case "patterns", "pattern-either":
		t.op = map[string]operator{"patterns": opAnd, "pattern-either": opOr}[key]
		return t.operands(key, v, depth)
	case "match":
		return parseMatch(v, depth)
	case "call":
		return parseCall(t, v)
	}
	return nil, &Unsupported{Operator: key, Line: t.line}
}

// patternOrNested reads an operator whose value is code, or a mapping with operators of its own.
func (t *term) patternOrNested(v ast.Node, depth int) (*term, error) {
	if m := asMapping(v); m != nil {
		inner, err := parseSingle(m, depth+1)
		if err != nil {
			return nil, err
		}
		t.op, t.kids = opAnd, []*term{inner}
		return t, nil
	}
	t.text = scalar(v)
	if strings.TrimSpace(t.text) == "" {
		return nil, fmt.Errorf("line %d: reading pattern: it is empty", t.line)
	}
	return t, nil
}

// parseSingle reads a mapping that holds one operator.
func parseSingle(m *ast.MappingNode, depth int) (*term, error) {
	var found *term
	for _, e := range m.Values {
		key := scalar(e.Key)
		if !patternKeys[key] {
			if key == "metavariable" || key == "language" {
				continue
			}
			return nil, &Unsupported{Operator: key, Line: lineOf(e.Key)}
		}
		if found != nil {
			return nil, fmt.Errorf("line %d: reading rule: one operator is expected here, and %s is another", lineOf(e.Key), key)
		}
		t, err := parseTerm(key, e.Value, depth)
		if err != nil {
			return nil, err
		}
		found = t
	}
	if found == nil {
		return nil, fmt.Errorf("line %d: reading rule: an operator is expected", lineOf(m))
	}
	return found, nil
}

// operands reads the list of patterns or pattern-either.
func (t *term) operands(key string, v ast.Node, depth int) (*term, error) {
	items := sequence(v)
	if len(items) == 0 {
		return nil, fmt.Errorf("line %d: reading %s: a list is expected", t.line, key)
	}
	for _, item := range items {
		m := asMapping(item)
		if m == nil {
			return nil, fmt.Errorf("line %d: reading %s: each item is a mapping", lineOf(item), key)
		}
		for _, e := range m.Values {
			if err := t.operand(scalar(e.Key), e.Value, depth); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// positive reports an error if nothing in a conjunction says what to look for. What a metavariable
// stands for needs no such operator: it is itself what is looked at.
func (t *term) positive() error {
	found := t.op != opAnd
	for _, kid := range t.kids {
		if err := kid.positive(); err != nil {
			return err
		}
		found = found || !kid.negated
	}
	if !found {
		return fmt.Errorf("line %d: reading patterns: at least one positive operator is needed", t.line)
	}
	return nil
}

func (t *term) operand(key string, v ast.Node, depth int) error {
	switch {
	case patternKeys[key]:
		kid, err := parseTerm(key, v, depth+1)
		if err == nil {
			t.kids = append(t.kids, kid)
		}
		return err
	case key == "focus-metavariable":
		names := scalars(v)
		if len(names) == 0 {
			return fmt.Errorf("line %d: reading focus-metavariable: a metavariable is expected", lineOf(v))
		}
		t.focus = append(t.focus, names)
		return nil
	case strings.HasPrefix(key, "metavariable-"):
		c, err := parseCondition(key, v, depth+1)
		if err == nil {
			t.conds = append(t.conds, c)
		}
		return err
	}
	return &Unsupported{Operator: key, Line: lineOf(v)}
}
