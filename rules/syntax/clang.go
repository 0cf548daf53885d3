package syntax

import grammar "github.com/smacker/go-tree-sitter/c"

// C is ...
var C = define(&Language{
	Name:       "c",
	Aliases:    []string{},
	Extensions: []string{".c", ".h"},
	LSP:        []string{"c"},
	Lexical:    cLexical,
	Closers:    cClosers,
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

var cClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "switch": "(E) {}",
		"case": "E :", "default": ":", "else": "S", "goto": "E", "typedef": "E E",
	},
	Inner: map[string]string{"?": "E : E", "struct": "E", "union": "E", "enum": "E", "sizeof": "E"},
	TypeWords: []string{
		"int", "long", "short", "char", "float", "double", "void", "unsigned", "signed", "const", "static",
		"extern", "inline", "volatile",
	},
	Modifiers:       []string{"static", "extern", "inline", "const"},
	Body:            ";",
	Terminator:      ";",
	ListCommas:      "{",
	CommaStatements: []string{"*"},
	Preprocessor:    true,
}
