package syntax

import grammar "github.com/smacker/go-tree-sitter/typescript/tsx"

// TSX is TypeScript with JSX.
var TSX = define(&Language{
	Name:       "tsx",
	Aliases:    []string{},
	Extensions: []string{".tsx"},
	LSP:        []string{"typescriptreact"},
	Lexical:    javaScriptLexical,
	Closers:    typeScriptClosers,
	Roles:      typescriptRoles,
	Outline:    javaScriptOutline,
}, grammar.GetLanguage())
