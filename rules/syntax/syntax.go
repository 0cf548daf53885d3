// Package syntax turns program text into immutable trees and lexemes.
//
// It knows languages: their grammars, the roles of their nodes and their lexical rules, one file per
// language. It is the only importer of tree-sitter, and nothing that leaves it holds a C pointer: a
// [Tree] is a flat array of Go values, safe for concurrent use. It must not know rules, completions
// or editors.
package syntax
