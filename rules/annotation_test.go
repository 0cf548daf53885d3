package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseAnnotations(t *testing.T) {
	got := parseAnnotations(`# ruleid: a.b, c-d
x
  // ok:c-d
x
/* todoruleid: a.b */
x
<!-- ruleid: a.b -->
x = 1 # ruleid: late
// deepruleid: a.b
//ruleid: tight
# this says ruleid: nothing
# proruleid: pro
{/* todook: jsx */}
`)
	want := annotations{
		"a.b":   {2: mustFind, 6: todo, 8: mustFind, 10: todo},
		"c-d":   {2: mustFind, 4: mustNotFind},
		"tight": {11: mustFind},
		"pro":   {13: todo},
		"jsx":   {14: todo},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzParseAnnotations(f *testing.F) {
	f.Add("# ruleid: a, b\nx\n")
	f.Add("/* ok: */")
	f.Fuzz(func(t *testing.T, text string) {
		for id, lines := range parseAnnotations(text) {
			for line := range lines {
				if id == "" || line < 2 {
					t.Fatalf("rule %q on line %d", id, line)
				}
			}
		}
	})
}
