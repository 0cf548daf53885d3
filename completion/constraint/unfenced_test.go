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

// TestBegun: what has begun before the hole is forbidden at once, and not later.
func TestBegun(t *testing.T) {
	a := NewAutomaton(syntax.Python, python, "x = hashlib.", "")
	if NewAutomaton(syntax.Python, python, "x = ", "").Begun() != nil {
		t.Error("something has begun")
	}
	b := a.Begun()
	for text, dead := range map[string]bool{"md5(": true, "  md5 # c\n(": true, "sha256(y); hashlib.md5(": false, "md5sum(": false} {
		if got := b.Run(b.Start(), text) == Dead; got != dead {
			t.Errorf("%q is dead: %v", text, got)
		}
	}
	d, err := b.Minimal(64)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := d.Regex(); err != nil {
		t.Errorf("%d states: %v", d.States(), err)
	} else {
		t.Logf("%d states, a regex of %d bytes", d.States(), len(text))
	}
}
