package completion

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestTaintedHoles takes the name out of each argument of the fixtures that is one. What the constraint there keeps
// out, the gate withholds; and what the gate withholds there for data that comes from outside, is mostly kept out.
func TestTaintedHoles(t *testing.T) {
	t.Parallel()
	gate := builtinGate(t)
	kept, withheld, dead := 0, 0, 0
	for n, path := range packFixtures(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		l := syntax.ByPath(path)
		for k, r := range nameArguments(t, l, string(data)) {
			if (k+n)%3 > 0 && *items == 0 { // -items 1 takes all
				continue
			}
			h := openHole(gate, path, r.retype)
			for _, name := range h.limits.Tainted {
				kept++
				if len(h.flowing(name)) == 0 && !h.place.examine(trial{insert: name}).broken() {
					t.Errorf("%s: %s is kept out behind %q, and the gate lets it in", path, name, lastLine(r.before))
				}
			}
			found := slices.DeleteFunc(h.flowing(r.insert), func(f rules.Finding) bool { return f.Span.Start != r.call })
			if len(found) == 0 || len(h.flowing(constants[l.Name])) > 0 { // for another argument
				continue
			}
			if withheld++; !h.accepts(r.insert) {
				dead++
			} else {
				t.Logf("%s: %s lets %s through behind %q", path, found[0].Rule.ID, r.insert, lastLine(r.before))
			}
		}
	}
	t.Logf("%d names kept out, and the gate withholds each; of %d names that it withholds, %d are kept out", kept, withheld, dead)
	if kept == 0 || dead*10 < withheld*9 {
		t.Errorf("%d names kept out; %d of %d that the gate withholds", kept, dead, withheld)
	}
}

// constants are what data cannot come by.
var constants = map[string]string{"python": "0", "go": "0", "java": "0", "javascript": "0", "typescript": "0", "tsx": "0", "c": "0", "cpp": "0"}

// nameArguments returns the arguments of calls that are a name alone.
func nameArguments(t *testing.T, l *syntax.Language, text string) (out []argument) {
	tree, err := syntax.Parse(l, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	f := tree.Form()
	for i := int32(1); i < int32(f.Len()); i++ {
		n := f.Node(i)
		if n.Role != syntax.RoleName || n.Slot != syntax.SlotNone || f.Node(n.Parent).Role != syntax.RoleCall {
			continue
		}
		s := f.Span(i)
		out = append(out, argument{retype{text[:s.Start], text[s.Start:s.End], text[s.End:]}, f.Span(n.Parent).Start})
	}
	return out
}

// An argument is taken out of a call.
type argument struct {
	retype
	call int // where it starts
}

// A tryout is a hole in a document, with what the rules leave there.
type tryout struct {
	place  *Place
	limits *constraint.Constraint
}

func openHole(gate *Gate, path string, r retype) tryout {
	doc := &Document{Path: filepath.Base(path), Language: syntax.ByPath(path), Text: r.before + r.after}
	place := gate.Open(doc, syntax.Span{Start: len(r.before), End: len(r.before)})
	c := newCursor(place, Request{Document: doc, Offset: len(r.before)})
	return tryout{place, constraint.Derive(gate.Rules, gate.Threshold, c.site())}
}

// flowing returns what rules that follow data to sinks of the models find if a name stands in the hole.
func (h tryout) flowing(name string) []rules.Finding {
	return slices.DeleteFunc(h.place.examine(trial{insert: name}).findings, func(f rules.Finding) bool {
		return f.Trace == nil || h.place.gate.Rules.Sinks(f.Rule, h.place.doc.Language) == nil
	})
}

func (h tryout) accepts(text string) bool {
	a := h.limits.Automaton
	return a == nil || a.Accepts(a.Run(a.Start(), text))
}

func (e examination) broken() bool { return e.reason != "" || e.problem >= 0 }
