package syntax

import grammar "github.com/smacker/go-tree-sitter/cpp"

// CPP is ...
var CPP = define(&Language{
	Name:       "cpp",
	Aliases:    []string{"c++"},
	Extensions: []string{".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".h++"},
	LSP:        []string{"cpp"},
}, grammar.GetLanguage())
