package backend

import (
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/local"
	own "github.com/sluice-lsp/sluice/completion/local/serve"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestOwnServer: the server that "sluice model serve" runs is known for what it is, and held to a grammar.
func TestOwnServer(t *testing.T) {
	t.Parallel()
	s := &own.Server{Model: local.New(), Now: func() time.Time { return time.Unix(1, 0) }}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	m, info := open(t, settings.Backend{URL: server.URL + "/v1"})
	if info.Kind != "sluice" || info.Trouble != "" || !slices.Contains(info.Enforces(), "grammar") {
		t.Fatalf("info %+v", info)
	}
	r := decode.Request{Language: "python", Path: "a.py", Prefix: "import hashlib\n\ndef f(data):\n    return hashlib.", Suffix: "\n", MaxTokens: 8}
	wanted, _, err := generate(t.Context(), m, r)
	word := firstWord(wanted)
	if err != nil || len(word) < 2 {
		t.Fatalf("left alone it writes %q, %v", wanted, err)
	}
	for _, banned := range []string{word, "none_such"} {
		phrases := []constraint.Phrase{{Lexemes: []string{"hashlib", ".", banned}}}
		r.Constraint = constraint.NewAutomaton(syntax.Python, phrases, r.Prefix, r.Suffix)
		text, result, err := generate(t.Context(), m, r)
		if err != nil || (firstWord(text) == word) != (banned != word) {
			t.Errorf("without %s it writes %q, %v", banned, text, err)
		}
		if !slices.Contains(result.Enforced, decode.EnforcedByGrammar) {
			t.Errorf("enforced by %v", result.Enforced)
		}
	}
}
