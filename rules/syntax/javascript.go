package syntax

import grammar "github.com/smacker/go-tree-sitter/javascript"

// JavaScript is ...
var JavaScript = define(&Language{
	Name:       "javascript",
	Aliases:    []string{"js"},
	Extensions: []string{".js", ".jsx", ".mjs", ".cjs"},
	LSP:        []string{"javascript", "javascriptreact"},
	Lexical:    javaScriptLexical,
	Closers:    javaScriptClosers,
}, grammar.GetLanguage())

var javaScriptLexical = Lexical{
	Spaces:        []string{" ", "\t", "\v", "\f", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"`, Close: `"`, Escape: '\\', Joins: true},
		{Open: `'`, Close: `'`, Escape: '\\', Joins: true},
		{Open: "`", Close: "`", Escape: '\\', Multiline: true, Hole: Hole{Open: "${", Close: "}"}},
		{Open: "/", Close: "/", Escape: '\\', Regex: true},
	},
	Operators: append([]string{
		"===", "!==", "=>", "...", "?.", "??", "??=", "**", "**=", "&&=", "||=", ">>>", ">>>=",
	}, cOperators...),
	NameStart: nameBytes("_$#", false),
	NamePart:  nameBytes("_$", true),
	Newline:   NewlineEnds,
	PrefixNames: []string{
		"return", "typeof", "case", "in", "of", "delete", "void", "instanceof", "new", "throw", "do", "else",
		"yield", "await", "default", "extends",
	},
}

var javaScriptClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "try": "{} finally {}",
		"catch": "{}", "finally": "{}", "switch": "(E) {}", "with": "(E) S", "throw": "E", "case": "E :", "default": ":",
		"import": `""`, "else": "S", "const": "E = E", "let": "E", "var": "E", "export": "{}",
		"function": "E () {}", "class": "E {}",
	},
	Inner: map[string]string{
		"function": "() {}", "class": "{}", "?": "E : E", "typeof": "E", "instanceof": "E", "in": "E", "of": "E",
		"new": "E", "delete": "E", "void": "E", "await": "E", "extends": "E", "as": "E", "=>": "E",
	},
	Turns: map[string]string{
		"try catch": "{}", "try finally": "{}", "for( of": "E", "for( in": "E", "import {": `from ""`, "import *": `as E from ""`,
		"import (": "", "export default": "E", "export const": "E = E", "export let": "E", "export var": "E",
		"export function": "E () {}", "export class": "E {}", "export async": "function E () {}", "export *": `from ""`,
	},
	Modifiers:       []string{"async", "export", "default", "declare", "abstract"},
	Body:            "{}",
	ListCommas:      "([{",
	CommaStatements: []string{"*"},
}
