// Package constraint derives from rules and syntax what may be written at a cursor, and compiles it to
// an automaton that a decoder can apply.
//
// It knows phrases, residuals and automata. It must not know which model or server will apply them.
package constraint
