package flow

import (
	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/match"
)

// Models say which API is of which kind.
type Models struct{}

// modelFlow is the native form: from kinds of sources to kinds of sinks.
type modelFlow struct{ from, to []string }

func parseNative(n ast.Node) (*Spec, error) {
	return nil, &match.Unsupported{Operator: "flow", Line: lineOf(n)}
}
