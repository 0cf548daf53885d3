package match

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"
)

// parseMatch reads a term of the newer syntax: match: {all: […], where: […]}.
func parseMatch(v ast.Node, depth int) (*term, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("line %d: reading match: operators nest deeper than %d", lineOf(v), maxNesting)
	}
	m := asMapping(v)
	if m == nil {
		return (&term{line: lineOf(v)}).patternOrNested(v, depth)
	}
	var found *term
	var where ast.Node
	for _, e := range m.Values {
		key := scalar(e.Key)
		if key == "where" {
			where = e.Value
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("line %d: reading match: one operator is expected, and %s is another", lineOf(e.Key), key)
		}
		t, err := matchOperator(key, e, depth+1)
		if err != nil {
			return nil, err
		}
		found = t
	}
	if found == nil {
		return nil, fmt.Errorf("line %d: reading match: an operator is expected", lineOf(v))
	}
	if where == nil {
		return found, nil
	}
	all := &term{op: opAnd, line: lineOf(v), inside: found.inside, negated: found.negated, kids: []*term{found}}
	found.inside, found.negated = false, false
	return all, all.where(where, depth+1)
}

func matchOperator(key string, e *ast.MappingValueNode, depth int) (*term, error) {
	t := &term{line: lineOf(e.Key)}
	switch key {
	case "pattern":
		return t.patternOrNested(e.Value, depth)
	case "regex":
		t.op, t.text = opRegex, scalar(e.Value)
		return t, nil
	case "all", "any":
		t.op = map[string]operator{"all": opAnd, "any": opOr}[key]
		for _, item := range sequence(e.Value) {
			kid, err := parseMatch(item, depth)
			if err != nil {
				return nil, err
			}
			t.kids = append(t.kids, kid)
		}
		if len(t.kids) == 0 {
			return nil, fmt.Errorf("line %d: reading %s: a list is expected", t.line, key)
		}
		return t, nil
	case "not", "inside":
		kid, err := parseMatch(e.Value, depth)
		if err != nil {
			return nil, err
		}
		return wrapMatch(key, t, kid), nil
	}
	return nil, &Unsupported{Operator: "match: " + key, Line: t.line}
}

// wrapMatch makes a term negative or a context; not of a context is a negative context.
func wrapMatch(key string, t, kid *term) *term {
	if kid.op == opPattern || kid.op == opRegex || key == "not" && kid.inside {
		t = kid
	} else {
		t.op, t.kids = opAnd, []*term{kid}
	}
	t.negated = t.negated || key == "not"
	t.inside = t.inside || key == "inside"
	return t
}

// where reads the conditions of a match.
func (t *term) where(v ast.Node, depth int) error {
	for _, item := range sequence(v) {
		fields := mapping(item)
		switch {
		case fields["focus"] != nil:
			t.focus = append(t.focus, scalars(fields["focus"]))
		case fields["comparison"] != nil:
			t.conds = append(t.conds, &condition{key: "metavariable-comparison", line: lineOf(item), text: scalar(fields["comparison"])})
		case fields["metavariable"] != nil:
			c, err := whereMetavariable(item, fields, depth)
			if err != nil {
				return err
			}
			t.conds = append(t.conds, c)
		default:
			return &Unsupported{Operator: "where", Reason: "the condition is none of focus, comparison and metavariable", Line: lineOf(item)}
		}
	}
	return nil
}

func whereMetavariable(item ast.Node, fields map[string]ast.Node, depth int) (*condition, error) {
	c := &condition{line: lineOf(item), name: scalar(fields["metavariable"]), language: scalar(fields["language"])}
	switch {
	case fields["type"] != nil:
		c.key, c.types = "metavariable-type", scalars(fields["type"])
		return c, nil
	case fields["analyzer"] != nil:
		c.key, c.text = "metavariable-analysis", scalar(fields["analyzer"])
		return c, nil
	case fields["regex"] != nil:
		c.key, c.text, c.constant = "metavariable-regex", scalar(fields["regex"]), true
		return c, nil
	}
	rest := &ast.MappingNode{BaseNode: &ast.BaseNode{}, Start: item.GetToken()}
	for _, e := range asMapping(item).Values {
		if k := scalar(e.Key); k != "metavariable" && k != "language" {
			rest.Values = append(rest.Values, e)
		}
	}
	t, err := parseMatch(rest, depth)
	c.key, c.formula = "metavariable-pattern", t
	return c, err
}
