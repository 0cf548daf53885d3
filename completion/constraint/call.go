package constraint

import (
	"errors"
	parser "regexp/syntax"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// call derives the residual of a native form. What it says of an argument that may be given by its
// place and by its name, it says of both.
func (d *deriver) call(f *match.CallForm) {
	c := caller{deriver: d, exact: true}
	if d.rule.Constrain == "phrases" {
		c.widen("whatever its arguments are")
		c.each(f, Phrase{})
		return
	}
	switch a := f.Argument; {
	case a == nil:
		c.bare(f)
	case a.Mode == match.Forbid:
		c.forbid(f, *a)
	case a.Mode == match.Allow:
		c.allow(f, *a)
	default:
		c.require(f, *a)
	}
}

// A caller derives the residual of one native form.
type caller struct {
	*deriver
	exact bool
	wider string
}

func (c *caller) widen(what string) {
	if c.wider == "" {
		c.wider = what
	}
}

// each keeps a phrase behind the bracket of each callee.
func (c *caller) each(f *match.CallForm, p Phrase) {
	for _, callee := range f.Callees {
		head := c.head(callee)
		notAfter := notCalled
		if head[0] == "new" {
			notAfter = nil
		}
		if head[0] == "." {
			notAfter = nil
			for _, local := range c.members(head[1], nil) {
				c.put(append([]string{local}, head[2:]...), p, notCalled)
			}
		}
		c.put(head, p, notAfter)
	}
}

func (c *caller) put(head []string, p Phrase, notAfter []string) {
	for _, way := range spell(c.site, slices.Concat(head, p.Lexemes)) {
		p := p
		p.Lexemes, p.NotAfter, p.Rule, p.Exact, p.Wider = way, notAfter, c.rule.ID, c.exact, c.wider
		c.keep(p)
	}
}

// head returns the lexemes of a callee with its bracket. Of a Go import only the package's name is
// written.
func (c *caller) head(callee string) []string {
	var out []string
	if rest, ok := strings.CutPrefix(callee, "new "); ok {
		out, callee = []string{"new"}, strings.TrimSpace(rest)
	}
	callee = callee[strings.LastIndexByte(callee, '/')+1:]
	out = append(out, dotted(strings.ReplaceAll(callee, "::", "."))...)
	if c.site.Language == syntax.CPP && strings.Contains(callee, "::") {
		for i := range out {
			if out[i] == "." {
				out[i] = "::"
			}
		}
	}
	if out[0] == "*" {
		out = out[1:]
	}
	return append(out, "(")
}

// places returns the ways to come to an argument.
func (c *caller) places(a match.Argument) [][]string {
	var out [][]string
	if a.Position >= 0 {
		var way []string
		for range a.Position {
			way = append(way, Operand, ",")
		}
		out = append(out, way)
	}
	if a.Name != "" && c.site.Language == syntax.Python {
		out = append(out, []string{AnyArguments, a.Name, "="})
	}
	if a.Key == "" {
		return out
	}
	var entries [][]string
	for _, way := range out {
		entries = append(entries, slices.Concat(way, []string{"{", AnyArguments, `"` + a.Key + `"`, ":"}))
		if isScript(c.site.Language) {
			entries = append(entries, slices.Concat(way, []string{"{", AnyArguments, a.Key, ":"}))
		}
	}
	return entries
}

func isScript(l *syntax.Language) bool {
	return l == syntax.JavaScript || l == syntax.TypeScript || l == syntax.TSX
}

// forms returns the ways to write values.
func (c *caller) forms(values []match.Value) ([][]string, error) {
	var out [][]string
	for _, v := range values {
		some, err := c.form(v)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

func (c *caller) form(v match.Value) (out [][]string, err error) {
	switch v.Kind {
	case match.Literal:
		if !strings.ContainsAny(v.Text, "\"\\(") { // nobody means the text of a call
			out = append(out, []string{`"` + v.Text + `"`})
		}
		if ws, err := words(c.site.Language, v.Text); err == nil {
			var code []string
			for _, w := range ws {
				code = append(code, w.lexeme())
			}
			out = append(out, code)
		}
		return out, nil
	case match.PlainString, match.Constant:
		if v.Kind == match.Constant {
			c.exact = false // numbers, lists and so on
		}
		return [][]string{{AnyString}}, nil
	case match.Matching:
		return c.matching(v.Text)
	case match.Comparing:
		return nil, errors.New("it compares numbers")
	}
	return nil, errShape
}

// matching returns the strings and names that a regex stands for. It is searched, so that it must say
// where a text begins.
func (c *caller) matching(regex string) (out [][]string, err error) {
	regex, member := strings.CutPrefix(regex, `(^|\.)`)
	switch {
	case member:
		regex = "^(?:" + regex + ")"
	case isAnyLong(regex):
		c.widen("a short string")
		return [][]string{{AnyString}}, nil
	}
	all, part, err := expand(regex)
	if err != nil {
		return nil, err
	}
	if part {
		c.exact = false
	}
	if member { // a name, of whatever
		for _, e := range all {
			c.exact = c.exact && !e.open
			out = append(out, []string{e.text}, []string{Operand, ".", e.text})
		}
		return out, nil
	}
	for _, e := range all {
		text := `"` + e.text + `"`
		if e.open {
			text = `"` + e.text + AnyArguments + `"`
		}
		out = append(out, []string{text})
		if code := dotted(e.text); !e.open && !e.folded && !slices.ContainsFunc(code, func(l string) bool { return l != "." && !isIdentifier(l) }) {
			out = append(out, code)
		}
	}
	return out, nil
}

// beginsText reports whether a regex says that a text begins where it matches.
func beginsText(re *parser.Regexp) bool {
	switch re.Op {
	case parser.OpBeginText, parser.OpBeginLine:
		return true
	case parser.OpConcat, parser.OpCapture:
		return beginsText(re.Sub[0])
	case parser.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *parser.Regexp) bool { return !beginsText(sub) })
	}
	return false
}

// bare forbids the call itself, but for its exceptions.
func (c *caller) bare(f *match.CallForm) {
	if len(f.Unless) == 1 && f.Unless[0].Position >= 0 && f.Unless[0].Mode == match.Is && f.Unless[0].Key == "" {
		if only, err := c.forms(f.Unless[0].Values); err == nil {
			for _, way := range c.places(match.Argument{Position: f.Unless[0].Position}) {
				c.each(f, Phrase{Lexemes: way, Only: c.spelled(only), Must: true})
			}
			return
		}
	}
	c.each(f, Phrase{Unless: c.exceptions(f)})
}

// exceptions returns the arguments of which one makes a call fine; nil if one of them cannot be said.
func (c *caller) exceptions(f *match.CallForm) [][]string {
	var out [][]string
	for _, u := range f.Unless {
		values, err := c.forms(u.Values)
		if u.Name == "" || u.Key != "" || u.Mode == match.Forbid || u.Mode == match.Allow || c.site.Language != syntax.Python {
			c.widen("where the rule makes an exception")
			continue
		}
		if err != nil || len(values) == 0 || slices.ContainsFunc(u.Values, func(v match.Value) bool { return v.Kind != match.Literal }) {
			c.exact = c.exact && len(u.Values) == 0
			values = [][]string{nil}
		}
		for _, v := range values {
			out = append(out, append([]string{u.Name, "="}, v...))
		}
	}
	return c.spelled(out)
}

// spelled returns forms in all ways to write them.
func (c *caller) spelled(forms [][]string) [][]string {
	var out [][]string
	for _, form := range forms {
		out = append(out, spell(c.site, form)...)
	}
	return out
}

func (c *caller) forbid(f *match.CallForm, a match.Argument) {
	if len(f.Unless) > 0 {
		c.widen("where the rule makes an exception")
	}
	if slices.ContainsFunc(a.Values, func(v match.Value) bool { return v.Kind == match.BuiltString }) {
		c.exact = false // a string that was built before
		c.widen("whatever the string says")
		for _, way := range c.places(a) {
			c.each(f, Phrase{Lexemes: way, Only: [][]string{{AnyString}}, Loose: true})
		}
		return
	}
	values, err := c.forms(a.Values)
	if err != nil {
		c.fail(err)
		return
	}
	for _, way := range c.places(a) {
		for _, v := range values {
			c.each(f, Phrase{Lexemes: slices.Concat(way, v)})
		}
	}
}

func (c *caller) allow(f *match.CallForm, a match.Argument) {
	values, err := c.forms(a.Values)
	if err != nil || a.Key != "" {
		c.fail(errors.Join(err, errShape))
		return
	}
	if len(f.Unless) > 0 {
		c.widen("where the rule makes an exception")
	}
	for _, way := range c.places(a) {
		c.each(f, Phrase{Lexemes: way, Only: c.spelled(values)})
	}
}

func (c *caller) require(f *match.CallForm, a match.Argument) {
	values, err := c.forms(a.Values)
	if err != nil || a.Key != "" {
		c.fail(errors.Join(err, errShape))
		return
	}
	unless := c.exceptions(f)
	if a.Name != "" && c.site.Language == syntax.Python {
		if len(values) == 0 {
			values = [][]string{nil}
		}
		for _, v := range values {
			unless = append(unless, c.spelled([][]string{append([]string{a.Name, "="}, v...)})...)
		}
	}
	p := Phrase{Unless: unless, Given: a.Position + 1}
	if a.Position >= 0 && (len(a.Values) > 0 || c.site.Language == syntax.Python) {
		c.exact = false // what comes in the place may be another keyword, or another value
	}
	if p.Unless == nil {
		p.Unless = [][]string{}
	}
	c.each(f, p)
}
