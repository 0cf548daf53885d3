package match

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// unwrap looks through anchors and tags.
func unwrap(n ast.Node) ast.Node {
	for {
		switch v := n.(type) {
		case *ast.AnchorNode:
			n = v.Value
		case *ast.TagNode:
			n = v.Value
		default:
			return n
		}
	}
}

func asMapping(n ast.Node) *ast.MappingNode {
	switch v := unwrap(n).(type) {
	case *ast.MappingNode:
		return v
	case *ast.MappingValueNode:
		return &ast.MappingNode{BaseNode: v.BaseNode, Start: v.Start, Values: []*ast.MappingValueNode{v}}
	}
	return nil
}

// mapping returns the values of a mapping by key.
func mapping(n ast.Node) map[string]ast.Node {
	out := map[string]ast.Node{}
	if m := asMapping(n); m != nil {
		for _, e := range m.Values {
			out[scalar(e.Key)] = e.Value
		}
	}
	return out
}

func sequence(n ast.Node) []ast.Node {
	if s, ok := unwrap(n).(*ast.SequenceNode); ok {
		return s.Values
	}
	return nil
}

// scalar returns the text of a scalar, "" for anything else.
func scalar(n ast.Node) string {
	switch v := unwrap(n).(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		if v.Value != nil {
			return v.Value.Value
		}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return strings.TrimSpace(v.String())
	case *ast.MappingKeyNode:
		return scalar(v.Value)
	}
	return ""
}

// scalars returns a list of scalars, or the one scalar that stands in its place.
func scalars(n ast.Node) []string {
	if items := sequence(n); items != nil {
		var out []string
		for _, item := range items {
			out = append(out, scalar(item))
		}
		return out
	}
	if s := scalar(n); s != "" {
		return []string{s}
	}
	return nil
}

func boolean(n ast.Node) (value, ok bool) {
	if n == nil {
		return false, false
	}
	b, err := strconv.ParseBool(scalar(n))
	return b, err == nil
}

func lineOf(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}
