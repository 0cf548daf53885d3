package syntax

import grammar "github.com/smacker/go-tree-sitter/python"

// Python is ...
var Python = define(&Language{
	Name:       "python",
	Aliases:    []string{"py", "python2", "python3"},
	Extensions: []string{".py", ".pyi"},
	LSP:        []string{"python"},
	Lexical:    pythonLexical,
	Closers:    pythonClosers,
}, grammar.GetLanguage())

var pythonLexical = Lexical{
	Spaces:       []string{" ", "\t", "\f"},
	LineComments: []string{"#"},
	Strings: []StringForm{
		pythonString(`"""`, true, true), pythonString(`'''`, true, true),
		pythonString(`"`, false, true), pythonString(`'`, false, true),
		pythonString(`"""`, true, false), pythonString(`'''`, true, false),
		pythonString(`"`, false, false), pythonString(`'`, false, false),
	},
	Operators: []string{
		"==", "!=", "<>", "<=", ">=", "->", ":=", "**", "//", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "@=",
		"&=", "|=", "^=", "**=", "//=", "<<=", ">>=", "...",
	},
	NameStart:    nameBytes("_", false),
	NamePart:     nameBytes("_", true),
	Newline:      NewlineBrackets,
	Continuation: `\`,
}

// pythonString is a form of Python's strings, with holes where an f stands before it. Raw strings need
// no form of their own: there too a backslash keeps a quote from ending the string.
func pythonString(quotes string, multiline, holes bool) StringForm {
	f := StringForm{Open: quotes, Close: quotes, Escape: '\\', Multiline: multiline, Joins: true}
	if holes {
		f.Prefixes = []string{"f", "F", "rf", "rF", "Rf", "RF", "fr", "fR", "Fr", "FR"}
		f.Hole = Hole{Open: "{", Close: "}", Doubled: true, Spec: ":"}
		return f
	}
	f.Prefixes = []string{"", "r", "R", "b", "B", "u", "U", "rb", "rB", "Rb", "RB", "br", "bR", "Br", "BR"}
	return f
}

var pythonClosers = Closers{
	Statements: map[string]string{
		"if": "E : S", "elif": "E : S", "while": "E : S", "else": ": S", "for": "E in E : S", "try": ": S",
		"except": ": S", "finally": ": S", "with": "E : S", "def": "E (E) : S", "class": "E : S",
		"async": "def E (E) : S", "import": "E", "from": "E import E", "del": "E", "assert": "E",
		"global": "E", "nonlocal": "E", "@": "E",
	},
	Inner: map[string]string{
		"if": "E else E", "for": "E in E", "lambda": ": E", "not": "E", "and": "E", "or": "E", "in": "E", "is": "E",
		"await": "E", "as": "E", "from": "E",
	},
	Modifiers:       []string{"async"},
	Body:            "pass",
	ListCommas:      "([{",
	CommaStatements: []string{"import", "from", "global", "nonlocal", "with", "assert"},
	FileLevel: []string{
		"def", "class", "import", "return", "while", "try", "except", "finally", "with", "raise", "del",
		"assert", "global", "pass", "break", "continue", "elif",
	},
	Indented:   true,
	EmptyGroup: true,
}
