// Package match finds code by patterns and by calls: the search side of the rule language.
//
// It knows operators, metavariables and how a name is resolved through imports; what a call or a
// string is in a language it reads from package syntax. It must not know what a finding is for:
// severities, messages, packs and files belong to package rules.
package match

import (
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Formula is the body of a rule, parsed and not yet bound to a language: pattern operators and the
// conditions on them, or one of the native forms.
type Formula struct {
	root     *term
	symbolic bool // the rule's option symbolic_propagation
}

// Unsupported is the error of an operator that the engine does not have. The rule is skipped, never
// half-run.
type Unsupported struct {
	Operator string // as the rule writes it
	Reason   string // what is missing, for people; may be empty
	Line     int    // 1-based, in the rule's file
}

// ParseFormula reads the body of a rule from the mapping that holds its keys. Keys that are none of
// the body's (id, message, …) are left alone. Errors name the line; one that wraps *Unsupported
// means that the rule is to be skipped.
func ParseFormula(rule *ast.MappingNode) (*Formula, error) { return parseRule(rule) }

// A Scope says how far a matcher must look to decide.
type Scope uint8

// The scopes, from narrow to wide.
const (
	ScopeNode   Scope = iota // the matched node and what is below it
	ScopeMember              // the function or method around it
	ScopeCalls               // that, what it calls in the file, and what calls it there
	ScopeFile
)

// A Matcher is a formula compiled for one language. It is immutable.
type Matcher struct {
	plan     *plan
	lang     *syntax.Language
	vars     []string // names of metavariables, by their place in an environment
	symbolic bool     // variables stand for the expressions that they hold
	scope    Scope
}

// Compile compiles f for a language. It fails with an error that wraps *Unsupported, or that quotes
// the pattern which is no code of the language.
func Compile(f *Formula, lang *syntax.Language) (*Matcher, error) {
	c := &compiler{lang: lang, vars: &variables{}}
	p, err := c.term(f.root)
	if err != nil {
		return nil, err
	}
	return &Matcher{plan: p, lang: lang, vars: c.vars.names, symbolic: f.symbolic, scope: p.scope()}, nil
}

// Scope returns how far the matcher looks.
func (m *Matcher) Scope() Scope { return m.scope }

// Phrases returns the calls that the matcher finds whatever their arguments are, as dotted names
// ("hashlib.md5"), and whether they are all that it finds. Constraints are derived from them.
func (m *Matcher) Phrases() (callees []string, exact bool) { return m.plan.phrases() }

// An Index runs many matchers of one language in one walk, trying each only at nodes of the kinds
// that it can start on. It is immutable.
type Index struct {
	lang     *syntax.Language
	matchers []*Matcher
}

// NewIndex indexes matchers of one language; results name them by their place in the slice.
func NewIndex(lang *syntax.Language, matchers []*Matcher) *Index {
	return &Index{lang: lang, matchers: append([]*Matcher(nil), matchers...)}
}

// Options bound a run.
type Options struct {
	Within   syntax.Span    // only matches that overlap it are wanted; the zero Span means everywhere
	Deadline time.Time      // zero: none
	Only     func(int) bool // which matchers to run; nil: all
	// Every says which matchers report all meanings that their metavariables can have in a span, in as many
	// matches; nil: none.
	Every func(int) bool
	// Constant knows values that follow from control flow; nil: only what stands in the text at once counts.
	Constant func(node int32) (Known, bool)
	Unmask   bool // see through disguises of names, which Semgrep does not
}

// A Known is the value that an expression has.
type Known struct {
	Text   string
	Number bool
	Until  int // the end of the text that could still change it
}

// A Binding is what a metavariable stands for.
type Binding struct {
	Span syntax.Span
	Text string // the code, or the value where the metavariable stood inside a string
}

// A Match is one match of one matcher.
type Match struct {
	Matcher  int // index into what NewIndex was given
	Span     syntax.Span
	Bindings map[string]Binding // by name with the sigil: "$X", "$...ARGS"
	Extent   syntax.Span        // the bytes that the match and its negative operators looked at
	Sealed   bool               // text inserted exactly at Extent.End cannot undo the match either
}

// An Undecided is a matcher that could not finish, with the reason.
type Undecided struct {
	Matcher int
	Reason  string
}
