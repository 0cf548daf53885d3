// Package syntax turns program text into immutable trees and lexemes.
//
// Parse gives a [Tree], [NewIncremental] those of a document's versions, [Tree.Window] the part of a
// file that matters at one place. [Language.Lex] and [Language.ModeAt] never fail; [Language.Close] ends
// what unfinished text leaves open, so that it parses.
//
// It knows languages: their grammars, the roles of their nodes and their lexical rules, one file per
// language. It is the only importer of tree-sitter, and nothing that leaves it holds a C pointer: a
// [Tree] is a flat array of Go values, safe for concurrent use. It must not know rules, completions
// or editors.
package syntax
