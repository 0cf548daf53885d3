package syntax

import grammar "github.com/smacker/go-tree-sitter/golang"

// Go is ...
var Go = define(&Language{
	Name:       "go",
	Aliases:    []string{"golang"},
	Extensions: []string{".go"},
	LSP:        []string{"go"},
}, grammar.GetLanguage())
