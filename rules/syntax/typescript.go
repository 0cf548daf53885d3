package syntax

import (
	"maps"

	grammar "github.com/smacker/go-tree-sitter/typescript/typescript"
)

// TypeScript is TypeScript without JSX.
var TypeScript = define(&Language{
	Name:       "typescript",
	Aliases:    []string{"ts"},
	Extensions: []string{".ts", ".mts", ".cts"},
	LSP:        []string{"typescript"},
	Lexical:    typeScriptLexical,
	Closers:    typeScriptClosers,
	Roles:      typescriptRoles,
	Outline:    javaScriptOutline,
}, grammar.GetLanguage())

// TypeScript's grammar is JavaScript's with types; the table of that language has both.
var typescriptRoles = javascriptRoles

// typeScriptLexical is JavaScript's without markup: "<" starts types there.
var typeScriptLexical = func() Lexical {
	l := javaScriptLexical
	l.Markup = false
	return l
}()

var typeScriptClosers = func() Closers {
	c := javaScriptClosers
	c.Statements = maps.Clone(c.Statements)
	maps.Copy(c.Statements, map[string]string{
		"interface": "E {}", "type": "E = E", "enum": "E {}", "namespace": "E {}",
	})
	c.Inner = maps.Clone(c.Inner)
	maps.Copy(c.Inner, map[string]string{"keyof": "E", "implements": "E", "satisfies": "E", "is": "E", "infer": "E"})
	c.Angles = true
	return c
}()
