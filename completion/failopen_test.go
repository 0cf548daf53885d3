package completion

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion/backend"
	server "github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestFailOpenServers: of a server that takes every member of a request and heeds none, nothing is said to
// enforce anything, and nothing that the rules forbid is shown.
func TestFailOpenServers(t *testing.T) {
	for _, kind := range settings.Kinds {
		t.Run(kind, func(t *testing.T) {
			srv := server.Start(server.Always(server.Say("md5(data).hexdigest()")...))
			t.Cleanup(srv.Close)
			m, info, err := backend.Open(t.Context(), settings.Backend{URL: srv.URL(), Kind: kind}, backend.Options{})
			if err != nil || len(info.Enforces()) > 0 {
				t.Fatalf("%v enforces, %v", info.Enforces(), err)
			}
			r := completeAt(t, m, syntax.Python, "import hashlib\n\ndef f(data):\n    return hashlib.│\n", true)
			if strings.Contains(inserts(r), "md5") || len(r.Withheld) == 0 {
				t.Errorf("shown %q, withheld %d", inserts(r), len(r.Withheld))
			}
			if diff := cmp.Diff([]string{"gate"}, r.EnforcedBy); diff != "" {
				t.Errorf("enforced by (-want +got):\n%s", diff)
			}
		})
	}
}
