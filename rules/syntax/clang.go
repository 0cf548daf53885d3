package syntax

import grammar "github.com/smacker/go-tree-sitter/c"

// C is ...
var C = define(&Language{
	Name:       "c",
	Aliases:    []string{},
	Extensions: []string{".c", ".h"},
	LSP:        []string{"c"},
	Lexical:    cLexical,
}, grammar.GetLanguage())

var cLexical = Lexical{
	Spaces:        []string{" ", "\t", "\v", "\f"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"`, Close: `"`, Prefixes: cPrefixes, Escape: '\\', Joins: true},
		{Open: `'`, Close: `'`, Prefixes: cPrefixes, Escape: '\\', Joins: true},
	},
	Operators:         append([]string{"->", "...", "##"}, cOperators...),
	NameStart:         nameBytes("_$", false),
	NamePart:          nameBytes("_$", true),
	Continuation:      `\`,
	ContinuedComments: true,
	DigitSeparator:    '\'',
}

var cPrefixes = []string{"", "L", "u", "U", "u8"}

// cOperators are the operators that C shares with the languages that took its syntax over.
var cOperators = []string{
	"==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
	"<<", ">>", "<<=", ">>=",
}
