package flow

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// The loader has replaced anchors and aliases before a body is read, so a node is what it seems.

func asMapping(n ast.Node) *ast.MappingNode {
	switch v := n.(type) {
	case *ast.MappingNode:
		return v
	case *ast.MappingValueNode:
		return &ast.MappingNode{BaseNode: v.BaseNode, Start: v.Start, Values: []*ast.MappingValueNode{v}}
	}
	return nil
}

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
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	return nil
}

// scalar returns the text of a scalar, "" for anything else.
func scalar(n ast.Node) string {
	switch v := n.(type) {
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
	var out []string
	for _, item := range sequence(n) {
		out = append(out, scalar(item))
	}
	if s := scalar(n); s != "" {
		out = append(out, s)
	}
	return out
}

func lineOf(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 1
	}
	return n.GetToken().Position.Line
}
