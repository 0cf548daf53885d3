package syntax

import grammar "github.com/smacker/go-tree-sitter/javascript"

// JavaScript is ...
var JavaScript = define(&Language{
	Name:       "javascript",
	Aliases:    []string{"js"},
	Extensions: []string{".js", ".jsx", ".mjs", ".cjs"},
	LSP:        []string{"javascript", "javascriptreact"},
}, grammar.GetLanguage())
