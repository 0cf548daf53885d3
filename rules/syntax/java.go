package syntax

import grammar "github.com/smacker/go-tree-sitter/java"

// Java is ...
var Java = define(&Language{
	Name:       "java",
	Aliases:    []string{},
	Extensions: []string{".java"},
	LSP:        []string{"java"},
	Lexical:    javaLexical,
}, grammar.GetLanguage())

var javaLexical = Lexical{
	Spaces:        []string{" ", "\t", "\f"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"""`, Close: `"""`, Escape: '\\', Multiline: true},
		{Open: `"`, Close: `"`, Escape: '\\'},
		{Open: `'`, Close: `'`, Escape: '\\'},
	},
	Operators: append([]string{"->", "::", "...", ">>>", ">>>="}, cOperators...),
	NameStart: nameBytes("_$", false),
	NamePart:  nameBytes("_$", true),
}
