package syntax

import grammar "github.com/smacker/go-tree-sitter/cpp"

// CPP is ...
var CPP = define(&Language{
	Name:       "cpp",
	Aliases:    []string{"c++"},
	Extensions: []string{".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".h++"},
	LSP:        []string{"cpp"},
	Lexical:    cppLexical,
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
