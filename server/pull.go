package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// pulls reports whether the client asks for diagnostics. None are pushed to it then: it would show all
// twice.
func (c *client) pulls() bool {
	d := c.capabilities.TextDocument.Diagnostic
	return d != nil && !bytes.Equal(*d, []byte("null"))
}

// documentDiagnostic answers a client that pulls. A report is known by the version of the document and its
// content: editors move what they show along with what is typed, so that the same report of another version is
// not what they show any more.
func (s *session) documentDiagnostic(p *lsp.DocumentDiagnosticParams) (any, error) {
	d, ok := s.documents[p.TextDocument.URI]
	if !ok {
		return fullReport(0, nil), nil
	}
	snap := d.now
	return work(func(ctx context.Context) (any, error) {
		found, err := s.diagnostics.check(ctx, snap, syntax.Span{})
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err != nil {
			s.log.Warn("a document was not checked", "error", err)
		}
		report := fullReport(snap.Version, found)
		if report.ResultID == p.PreviousResultID {
			return lsp.DocumentDiagnosticReport{Kind: "unchanged", ResultID: report.ResultID}, nil
		}
		return report, nil
	}), nil
}

func fullReport(version int32, items []protocol.Diagnostic) lsp.DocumentDiagnosticReport {
	if items == nil {
		items = []protocol.Diagnostic{}
	}
	data, _ := json.Marshal(items) // diagnostics are plain data
	sum := sha256.Sum256(data)
	return lsp.DocumentDiagnosticReport{Kind: "full", ResultID: fmt.Sprintf("%d-%x", version, sum[:8]), Items: &items}
}

// refresh asks a client that pulls to pull again.
func (s *session) refresh() {
	if !s.client.capabilities.Workspace.Diagnostics.RefreshSupport {
		return
	}
	s.calls.tasks.run(func() {
		if err := s.ask(s.ctx, "workspace/diagnostic/refresh", nil, nil); err != nil {
			s.log.Debug("the editor keeps its diagnostics", "error", err)
		}
	})
}
