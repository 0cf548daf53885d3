package syntax

import grammar "github.com/smacker/go-tree-sitter/golang"

// Go is ...
var Go = define(&Language{
	Name:       "go",
	Aliases:    []string{"golang"},
	Extensions: []string{".go"},
	LSP:        []string{"go"},
	Lexical:    goLexical,
}, grammar.GetLanguage())

var goLexical = Lexical{
	Spaces:        []string{" ", "\t"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"`, Close: `"`, Escape: '\\'},
		{Open: "`", Close: "`", Multiline: true},
		{Open: `'`, Close: `'`, Escape: '\\'},
	},
	Operators: append([]string{":=", "...", "<-", "&^", "&^=", "~="}, cOperators...),
	NameStart: nameBytes("_", false),
	NamePart:  nameBytes("_", true),
	Newline:   NewlineEnds,
}
