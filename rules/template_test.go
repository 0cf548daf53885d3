package rules

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestInterpolate(t *testing.T) {
	bindings := map[string]match.Binding{"$X": {Text: "a"}, "$XY": {Text: "b"}, "$...ARGS": {Text: "c, d"}, "$1": {Text: "e"}}
	for text, want := range map[string]string{
		"$X and $XY": "a and b", "f($...ARGS)": "f(c, d)", "$1": "e", "$UNBOUND $": "$UNBOUND $", "$x": "$x",
	} {
		if got := interpolate(text, bindings); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestFixRegex(t *testing.T) {
	for _, c := range []struct {
		regex, replacement string
		count              int
		code, want         string
	}{
		{`(verify\s*=\s*)False`, `\1True`, -1, "get(u, verify = False)", "get(u, verify = True)"},
		{`(verify=)False`, `$1True`, -1, "get(verify=False)", "get(verify=True)"},
		{`(?<=0o7)77`, `00`, -1, "chmod(f, 0o777)", "chmod(f, 0o700)"},
		{`a`, `$b`, 1, "aa", "$ba"},
		{`(?<=x)a`, `c`, -1, "axa", "axc"},
	} {
		fix, err := newFixRegex(c.regex, c.replacement, c.count)
		if err != nil {
			t.Fatal(err)
		}
		if got := fix.apply(syntax.Span{}, c.code, nil); got == nil || got.Text != c.want {
			t.Errorf("%s: got %+v, want %q", c.regex, got, c.want)
		}
	}
}

func TestFixRegexEnds(t *testing.T) {
	fix, err := newFixRegex(`(a+)+(?=$b)`, "", -1)
	if err != nil {
		t.Fatal(err)
	}
	if got := fix.apply(syntax.Span{}, strings.Repeat("a", 100_000), nil); got != nil {
		t.Errorf("got a fix of %d bytes", len(got.Text))
	}
}
