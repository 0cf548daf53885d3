package settings

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzResolve: whatever a workspace's file or an editor says, nothing panics, and nothing that only the
// user may set changes.
func FuzzResolve(f *testing.F) {
	f.Add([]byte(everything))
	f.Add([]byte(`{"sluice": {"completion": {"enabled": false}}, "backend.url": "https://evil.example"}`))
	f.Add([]byte("rules: {config: [a, b]}\ncompletion:\n  debounce: 1s\n"))
	f.Add([]byte("a: &x [*x]"))
	f.Add([]byte("? a\n: |\n  b\n--- \n!!str x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		source := Source{Name: "fuzz", Dir: "/w", Within: "/w"}
		fromYAML, _ := ParseYAML(source, data)
		fromJSON, _ := ParseJSON(source, data)
		got, _ := Resolve(fromYAML, fromJSON)
		want := Default()
		want.Rules.Config, want.Rules.Untrusted, want.Rules.Block = got.Rules.Config, got.Rules.Untrusted, got.Rules.Block
		menu := got.Completion.Menu
		got.Completion, want.Completion = Completion{}, Completion{}
		if diff := cmp.Diff(want, got.Settings); diff != "" || menu != "auto" {
			t.Errorf("a workspace changed what it may not; menu %s (-want +got):\n%s", menu, diff)
		}
		if len(got.Rules.Config) != len(got.Rules.Untrusted) {
			t.Error("a workspace's rules are not marked as such")
		}
		for _, e := range got.Entries() {
			if len(e.Origins) == 0 {
				t.Errorf("%s has no origin", e.Key)
			}
		}
	})
}
