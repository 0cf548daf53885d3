package syntax

import grammar "github.com/smacker/go-tree-sitter/java"

// Java is ...
var Java = define(&Language{
	Name:       "java",
	Aliases:    []string{},
	Extensions: []string{".java"},
	LSP:        []string{"java"},
	Lexical:    javaLexical,
	Closers:    javaClosers,
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

var javaClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "try": "{} finally {}",
		"catch": "(E~E) {}", "finally": "{}", "switch": "(E) {}", "synchronized": "(E) {}", "throw": "E",
		"case": "E :", "default": ":", "import": "E", "package": "E", "else": "S", "class": "E {}",
		"interface": "E {}", "enum": "E {}", "record": "E () {}", "assert": "E",
	},
	Inner: map[string]string{
		"?": "E : E", "instanceof": "E", "new": "E ()", "extends": "E", "implements": "E", "throws": "E", "->": "E",
		"class": "E {}", "interface": "E {}", "enum": "E {}", "? <": "", "? ,": "",
	},
	Turns: map[string]string{
		"try catch": "(E~E) {}", "try finally": "{}", "for( :": "E", "case ->": "S", "default ->": "S",
	},
	Modifiers: []string{
		"public", "private", "protected", "static", "final", "abstract", "synchronized", "native", "strictfp",
		"transient", "volatile", "default", "sealed",
	},
	TypeWords:       []string{"int", "long", "short", "byte", "char", "boolean", "float", "double", "void", "final"},
	Body:            ";",
	Terminator:      ";",
	ListCommas:      "{",
	CommaStatements: []string{"*"},
	Angles:          true,
	TypeBodiesEnd:   true,
}
