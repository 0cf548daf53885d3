package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
)

func TestListSaysHowRulesConstrain(t *testing.T) {
	var out bytes.Buffer
	if err := listText(&out, rules.NewSet(packs.Builtin()), rules.DefaultThreshold); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"python.eval": "exact", "python.sql-injection": "partly", "javascript.slow-literal": "gate"} {
		_, line, found := strings.Cut(out.String(), "\n"+id+" ")
		if f := strings.Fields(line); !found || f[3] != want {
			t.Errorf("%s is listed as %.60q, want %s", id, line, want)
		}
	}
}
