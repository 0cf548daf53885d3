package syntax

import grammar "github.com/smacker/go-tree-sitter/typescript/typescript"

// TypeScript is ...
var TypeScript = define(&Language{
	Name:       "typescript",
	Aliases:    []string{"ts"},
	Extensions: []string{".ts", ".mts", ".cts"},
	LSP:        []string{"typescript"},
	Lexical:    javaScriptLexical,
	Closers:    javaScriptClosers,
	Roles:      typescriptRoles,
	Outline:    javaScriptOutline,
}, grammar.GetLanguage())

// TypeScript's grammar is JavaScript's with types; the table of that language has both.
var typescriptRoles = javascriptRoles
