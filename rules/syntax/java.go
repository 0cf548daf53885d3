package syntax

import grammar "github.com/smacker/go-tree-sitter/java"

// Java is ...
var Java = define(&Language{
	Name:       "java",
	Aliases:    []string{},
	Extensions: []string{".java"},
	LSP:        []string{"java"},
}, grammar.GetLanguage())
