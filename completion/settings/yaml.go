package settings

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Bounds of what is read at all. A configuration is small and flat; a hostile one is not.
const (
	maxBytes   = 32 << 10
	maxDepth   = 16
	maxNesting = 256
)

// ParseYAML reads a layer from YAML. What cannot be read is a Problem; the rest still counts.
// Anchors, aliases and tags are refused: nothing in the tree needs them.
func ParseYAML(source Source, data []byte) (Layer, []Problem) {
	r := reading{layer: Layer{Source: source}}
	if tree, err := yamlTree(data); err != nil {
		line, message := yamlError(err)
		r.problem("", line, "%s", message)
	} else {
		r.walk("", tree)
	}
	return r.layer, r.problems
}

func yamlTree(data []byte) (value, error) {
	if len(data) > maxBytes {
		return value{}, fmt.Errorf("is larger than %d KiB", maxBytes>>10)
	}
	if nesting(data) > maxNesting {
		return value{}, errors.New("is nested too deeply")
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return value{}, err
	}
	if len(file.Docs) > 1 {
		return value{}, errors.New("must be a single document")
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return value{}, nil
	}
	return fromYAML(file.Docs[0].Body, 0)
}

// nesting bounds from above how deep the parser recurses, so that it is never handed what would keep it
// busy for seconds: all brackets of the text, and on each line the signs that begin a block inside it.
func nesting(data []byte) int {
	text := string(data)
	brackets, deepest := strings.Count(text, "[")+strings.Count(text, "{"), 0
	for line := range strings.Lines(text) {
		deepest = max(deepest, strings.Count(line, "- ")+strings.Count(line, "? ")+strings.Count(line, ": "))
	}
	return brackets + deepest
}

// yamlError returns where and why, without the library's excerpt of the text, which might hold a key.
func yamlError(err error) (int, string) {
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil {
		return located.GetToken().Position.Line, "this is not YAML: " + located.GetMessage()
	}
	var node *nodeError
	if errors.As(err, &node) {
		return node.line, node.message
	}
	return 0, err.Error()
}

// A nodeError is YAML that parses but is not accepted here.
type nodeError struct {
	line    int
	message string
}

func (e *nodeError) Error() string { return e.message }

func fromYAML(n ast.Node, depth int) (value, error) {
	v := value{line: yamlLine(n)}
	if depth > maxDepth {
		return v, &nodeError{v.line, "is nested too deeply"}
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return fromMapping(v.line, n.Values, depth)
	case *ast.MappingValueNode:
		return fromMapping(v.line, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		return fromSequence(v.line, n.Values, depth)
	case *ast.CommentGroupNode, *ast.NullNode, nil:
		return v, nil
	case *ast.LiteralNode:
		v.data = n.Value.Value
		return v, nil
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return v, &nodeError{v.line, "holds an anchor, an alias or a tag; write the value itself"}
	case ast.ScalarNode:
		return fromScalar(v, n)
	}
	return v, &nodeError{v.line, "holds " + n.Type().YAMLName() + ", which no setting needs"}
}

func fromMapping(line int, pairs []*ast.MappingValueNode, depth int) (value, error) {
	members := make([]member, 0, len(pairs))
	for _, pair := range pairs {
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			return value{}, &nodeError{yamlLine(pair.Key), "holds a key that is not plain text"}
		}
		v, err := fromYAML(pair.Value, depth+1)
		if err != nil {
			return value{}, err
		}
		members = append(members, member{key.Value, yamlLine(key), v})
	}
	return value{line, members}, nil
}

func fromSequence(line int, nodes []ast.Node, depth int) (value, error) {
	list := make([]value, 0, len(nodes))
	for _, node := range nodes {
		v, err := fromYAML(node, depth+1)
		if err != nil {
			return value{}, err
		}
		list = append(list, v)
	}
	return value{line, list}, nil
}

func fromScalar(v value, n ast.ScalarNode) (value, error) {
	switch data := n.GetValue().(type) {
	case string, bool, int64, float64:
		v.data = data
	case uint64:
		v.data = int64(min(data, 1<<62))
	default:
		v.data = n.String()
	}
	return v, nil
}

func yamlLine(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}
