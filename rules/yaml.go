package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds on a rule file. They are far above what rules need, and low enough that a hostile file costs
// little.
const (
	maxFileBytes = 8 << 20
	maxFlowDepth = 100     // nested [ and {
	maxColumn    = 1000    // of a block indicator; every block level takes a column or more
	maxNodes     = 1 << 20 // after aliases are expanded
)

// lineError is an error at a line of a rule file; package match's errors name their line themselves.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return e.err.Error() }
func (e *lineError) Unwrap() error { return e.err }

// errorAt is fmt.Errorf with the line of a node.
func errorAt(n ast.Node, format string, args ...any) error {
	return &lineError{lineOf(n), fmt.Errorf(format, args...)}
}

// lineOf returns the 1-based line at which a node starts, 1 where the parser kept no token.
func lineOf(n ast.Node) int {
	if n == nil || n.GetToken() == nil {
		return 1
	}
	// The token of a block mapping is the first colon, that of a value its own start.
	return n.GetToken().Position.Line
}

// parseYAML reads the documents of a rule file, with aliases and merge keys expanded. What it returns
// may share nodes and must not be changed.
func parseYAML(text string) (docs []ast.Node, err error) {
	if len(text) > maxFileBytes {
		return nil, fmt.Errorf("the file has %d bytes; at most %d are read", len(text), maxFileBytes)
	}
	tokens := lexer.Tokenize(text)
	if err := boundDepth(tokens); err != nil {
		return nil, err
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, yamlError(err)
	}
	for _, d := range file.Docs {
		x := expander{anchors: map[string]expanded{}}
		n, err := x.expand(d.Body)
		if err != nil {
			return nil, err
		}
		docs = append(docs, n.node)
	}
	return docs, nil
}

// boundDepth refuses what would make a recursive parser recurse far: deep flow collections, and block
// collections that start far to the right.
func boundDepth(tokens token.Tokens) error {
	depth := 0
	for _, t := range tokens {
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			if t.Position.Column > maxColumn {
				return &lineError{t.Position.Line, errors.New("the file is indented too far")}
			}
		}
		if depth > maxFlowDepth {
			return &lineError{t.Position.Line, errors.New("brackets are nested too deeply")}
		}
	}
	return nil
}

// yamlError takes the line and the bare message out of the library's error, whose text quotes the file
// over several lines.
func yamlError(err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		return &lineError{y.GetToken().Position.Line, errors.New(y.GetMessage())}
	}
	return err
}

// expanded is a node without aliases and the number of nodes that a walk over it meets.
type expanded struct {
	node ast.Node
	size int
}

// expander replaces the aliases of one document. It shares the anchors' nodes and counts what a walk
// would meet, so that a few lines cannot grow into millions of nodes.
type expander struct{ anchors map[string]expanded }

// expand returns a node without aliases. An anchor is known only behind itself, so no node can hold
// itself.
func (x *expander) expand(n ast.Node) (expanded, error) {
	switch n := n.(type) {
	case *ast.AnchorNode:
		e, err := x.expand(n.Value)
		if err == nil {
			x.anchors[n.Name.GetToken().Value] = e
		}
		return e, err
	case *ast.AliasNode:
		e, ok := x.anchors[n.Value.GetToken().Value]
		if !ok {
			return e, errorAt(n, "no anchor stands before the alias *%s", n.Value.GetToken().Value)
		}
		return e, nil
	case *ast.TagNode:
		return x.tag(n)
	case *ast.MappingValueNode:
		return x.mapping(&ast.MappingNode{BaseNode: n.BaseNode, Start: n.Start, Values: []*ast.MappingValueNode{n}})
	case *ast.MappingNode:
		return x.mapping(n)
	case *ast.SequenceNode:
		return x.sequence(n)
	}
	return expanded{n, 1}, nil
}

// tag accepts the tags of YAML's core schema, of which only !!str changes what we read.
func (x *expander) tag(n *ast.TagNode) (expanded, error) {
	e, err := x.expand(n.Value)
	switch n.Start.Value {
	case "!!str":
		if s, ok := scalarText(e.node); ok && err == nil {
			e.node = &ast.StringNode{BaseNode: &ast.BaseNode{}, Token: e.node.GetToken(), Value: s}
		}
	case "!!int", "!!float", "!!bool", "!!null", "!!seq", "!!map":
	default:
		return e, errorAt(n, "the tag %s has no meaning in a rule", n.Start.Value)
	}
	return e, err
}

// sequence expands the elements into a copy: the original may be shared through an anchor.
func (x *expander) sequence(n *ast.SequenceNode) (expanded, error) {
	out, size := *n, 1
	out.Values = make([]ast.Node, len(n.Values))
	for i, v := range n.Values {
		e, err := x.expand(v)
		if err != nil {
			return e, err
		}
		out.Values[i] = e.node
		if size += e.size; size > maxNodes {
			return e, errorAt(v, "aliases expand to more than %d nodes", maxNodes)
		}
	}
	return expanded{&out, size}, nil
}

// mapping expands the values into a copy and merges what << brings in, which never replaces an own key.
func (x *expander) mapping(n *ast.MappingNode) (expanded, error) {
	out, size := *n, 1
	out.Values = make([]*ast.MappingValueNode, 0, len(n.Values))
	var merged []*ast.MappingValueNode
	for _, v := range n.Values {
		e, err := x.expand(v.Value)
		if err != nil {
			return e, err
		}
		if size += e.size + 1; size > maxNodes {
			return e, errorAt(v, "aliases expand to more than %d nodes", maxNodes)
		}
		switch v.Key.(type) {
		case *ast.MergeKeyNode:
			more, err := mergedValues(e.node)
			if err != nil {
				return e, err
			}
			merged = append(merged, more...)
		case *ast.MappingKeyNode:
			return e, errorAt(v.Key, "a key must be a plain word")
		default:
			w := *v
			w.Value = e.node
			out.Values = append(out.Values, &w)
		}
	}
	addAbsent(&out, merged)
	return expanded{&out, size}, nil
}

// mergedValues returns the entries that the value of a merge key brings in.
func mergedValues(n ast.Node) ([]*ast.MappingValueNode, error) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, nil
	case *ast.SequenceNode:
		var all []*ast.MappingValueNode
		for _, v := range n.Values {
			m, ok := v.(*ast.MappingNode)
			if !ok {
				return nil, errorAt(v, "<< takes a mapping or a list of mappings")
			}
			all = append(all, m.Values...)
		}
		return all, nil
	}
	return nil, errorAt(n, "<< takes a mapping or a list of mappings")
}

// addAbsent adds the entries whose keys m does not have; of several, the first wins.
func addAbsent(m *ast.MappingNode, entries []*ast.MappingValueNode) {
	have := map[string]bool{}
	for _, v := range m.Values {
		have[keyName(v)] = true
	}
	for _, v := range entries {
		if k := keyName(v); !have[k] {
			have[k] = true
			m.Values = append(m.Values, v)
		}
	}
}

// keyName returns the text of a key; keys that are no scalars were refused.
func keyName(v *ast.MappingValueNode) string { return v.Key.GetToken().Value }

// entry returns the value of a key, nil if the mapping does not have it.
func entry(m *ast.MappingNode, key string) ast.Node {
	for _, v := range m.Values {
		if keyName(v) == key {
			return v.Value
		}
	}
	return nil
}

// scalarText returns the text of a scalar that is not null.
func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return "", false
}

// value turns a node into maps, slices and scalars as encoding/json knows them. Infinities and
// not-a-number, which JSON lacks, become their text.
func value(n ast.Node) any {
	switch n := n.(type) {
	case *ast.MappingNode:
		m := make(map[string]any, len(n.Values))
		for _, v := range n.Values {
			m[keyName(v)] = value(v.Value)
		}
		return m
	case *ast.SequenceNode:
		s := make([]any, len(n.Values))
		for i, v := range n.Values {
			s[i] = value(v)
		}
		return s
	case *ast.BoolNode:
		return n.Value
	case *ast.IntegerNode:
		return n.Value
	case *ast.StringNode, *ast.LiteralNode, *ast.FloatNode:
		s, _ := scalarText(n)
		return s
	case *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value
	}
	return nil
}
