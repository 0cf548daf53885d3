package syntax

import grammar "github.com/smacker/go-tree-sitter/golang"

// Go is ...
var Go = define(&Language{
	Name:       "go",
	Aliases:    []string{"golang"},
	Extensions: []string{".go"},
	LSP:        []string{"go"},
	Lexical:    goLexical,
	Closers:    goClosers,
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

var goClosers = Closers{
	Statements: map[string]string{
		"package": "E", "import": `""`, "if": "E {}", "for": "{}", "switch": "{}", "select": "{}", "func": "E () {}",
		"type": "E E", "var": "E E", "const": "E = E", "case": "E :", "default": ":", "else": "{}", "go": "E",
		"defer": "E", "goto": "E",
	},
	Inner: map[string]string{
		"func": "() {}", "struct": "{}", "interface": "{}", "map": "[E] E", "chan": "E", "range": "E",
	},
	Turns: map[string]string{
		"for :=": "; ; {}", "for =": "; ; {}", "for ;": "; {}", "for := range": "E {}", "for = range": "E {}",
		"for range": "E {}", "if :=": "; E {}", "if =": "; E {}", "switch :=": "; {}", "const iota": "",
	},
	ListCommas:      "([{",
	CommaStatements: []string{"*"},
	FileLevel:       []string{"func", "type", "var", "const", "import"},
	Composite:       true,
}
