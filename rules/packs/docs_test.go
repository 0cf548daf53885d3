package packs

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
)

var update = flag.Bool("update", false, "write docs anew from the rules and their fixtures")

// TestDocs holds docs against the rules: one page for each folder of rules, made of what `sluice rules explain` says.
func TestDocs(t *testing.T) {
	pages := map[string][]*rules.Rule{}
	for _, r := range Builtin().Rules {
		folder, _, _ := strings.Cut(r.ID, ".")
		pages[folder] = append(pages[folder], r)
	}
	for folder, all := range pages {
		name := filepath.Join("docs", folder+".md")
		want := page(folder, all)
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s is not what the rules say; go test ./rules/packs -run TestDocs -update writes it (%v)", name, err)
		}
	}
}

func page(folder string, all []*rules.Rule) string {
	var b strings.Builder
	slices.SortFunc(all, func(x, y *rules.Rule) int { return cmp.Compare(x.ID, y.ID) })
	fmt.Fprintf(&b, "# Rules: %s\n\n%d rules. This page is made from the rules and their fixtures.\n", folder, len(all))
	for _, r := range all {
		p := r.Page(rules.DefaultThreshold)
		does := "is shown only"
		if p.Blocks {
			does = "blocks"
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s, confidence %s, %s; it %s.\n\n", r.ID, p.Severity, p.Confidence, strings.Join(p.CWE, ", "), does)
		b.WriteString(p.Markdown())
	}
	return b.String()
}
