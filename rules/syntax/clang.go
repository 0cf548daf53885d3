package syntax

import grammar "github.com/smacker/go-tree-sitter/c"

// C is ...
var C = define(&Language{
	Name:       "c",
	Aliases:    []string{},
	Extensions: []string{".c", ".h"},
	LSP:        []string{"c"},
}, grammar.GetLanguage())
