package syntax

import grammar "github.com/smacker/go-tree-sitter/cpp"

// CPP is C++.
var CPP = define(&Language{
	Name:       "cpp",
	Aliases:    []string{"c++"},
	Extensions: []string{".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".h++"},
	LSP:        []string{"cpp"},
	Lexical:    cppLexical,
	Closers:    cppClosers,
	Roles:      cppRoles,
	Outline:    cppOutline,
}, grammar.GetLanguage())

var cppLexical = Lexical{
	Spaces:        cLexical.Spaces,
	LineComments:  cLexical.LineComments,
	BlockComments: cLexical.BlockComments,
	Strings: append([]StringForm{
		{Open: `"`, Close: `"`, Prefixes: []string{"R", "LR", "uR", "UR", "u8R"}, Multiline: true, Delimited: true},
	}, cLexical.Strings...),
	Operators:         append([]string{"->", "->*", ".*", "::", "...", "##", "<=>"}, cOperators...),
	NameStart:         cLexical.NameStart,
	NamePart:          cLexical.NamePart,
	Continuation:      cLexical.Continuation,
	ContinuedComments: true,
	DigitSeparator:    '\'',
}

var cppClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "switch": "(E) {}",
		"case": "E :", "default": ":", "else": "S", "goto": "E", "typedef": "E E", "try": "{} catch (...) {}",
		"catch": "(...) {}", "namespace": "{}", "using": "E", "template": "E", "public": ":", "private": ":", "protected": ":",
	},
	Inner: map[string]string{
		"?": "E : E", "struct": "E", "union": "E", "enum": "E", "class": "E", "sizeof": "E", "new": "E", "typename": "E", "operator": "E",
		"delete": "E", "namespace": "E",
	},
	Turns:           map[string]string{"for( :": "E", "try catch": "(...) {}", "namespace =": "E", "namespace ;": ""},
	TypeWords:       cClosers.TypeWords,
	Modifiers:       cClosers.Modifiers,
	Body:            ";",
	Terminator:      ";",
	ListCommas:      "{",
	CommaStatements: []string{"*"},
	Angles:          true,
	Lambdas:         true,
	Preprocessor:    true,
	TypeKeywords:    []string{"struct", "union", "enum", "class"},
}

// C++'s grammar extends C's; the table of that language has both.
var cppRoles = clangRoles
var cppOutline = Outline{
	Functions:  []string{"function_definition"},
	Closures:   []string{"lambda_expression"},
	Containers: []string{"class_specifier", "struct_specifier", "union_specifier", "enum_specifier", "namespace_definition"},
	Imports:    []string{"preproc_include"},
	Blocks:     []string{"compound_statement"},
	Body:       "body",
	Elided:     "{}",
	Strings:    []string{"string_literal", "char_literal", "raw_string_literal", "system_lib_string"},
	Comments:   []string{"comment"},
}
