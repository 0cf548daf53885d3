package constraint

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestUnfenced(t *testing.T) {
	for _, l := range syntax.Languages() {
		d := minimal(t, NewAutomaton(l, phrasesOfEveryKind(), "x = ", "\n"))
		u := d.Unfenced()
		for text, want := range map[string]bool{"```\neval": false, "```": false, "``": true, "`a```": true, "x": true, "a = ```": true, "": true} {
			whole, got := d.Run(d.Start(), text), u.Run(u.Start(), text)
			if (got >= 0) != (want && whole >= 0) {
				t.Errorf("%s: %q lives: %v, without a fence %v", l.Name, text, whole >= 0, got >= 0)
			}
			if got >= 0 && u.Accepts(got) != d.Accepts(whole) {
				t.Errorf("%s: %q may end: %v", l.Name, text, u.Accepts(got))
			}
		}
	}
}
