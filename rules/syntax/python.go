package syntax

import grammar "github.com/smacker/go-tree-sitter/python"

// Python is ...
var Python = define(&Language{
	Name:       "python",
	Aliases:    []string{"py", "python2", "python3"},
	Extensions: []string{".py", ".pyi"},
	LSP:        []string{"python"},
}, grammar.GetLanguage())
