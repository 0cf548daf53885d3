package server

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// How long a document must rest before it is checked.
const (
	soon   = 0
	typing = 300 * time.Millisecond
)

const (
	checkLimit = 5 * time.Second // for the check of one document
	checkText  = 1 << 20         // bytes of the largest text that is checked while it is edited
)

// diagnostics publishes what the rules find in documents as the user wrote them. It is safe for concurrent
// use. Everything is sent under its lock, so that nothing old follows something newer, and nothing follows
// the end of a document.
type diagnostics struct {
	session *session

	mu    sync.Mutex
	rooms map[string]*room // by URI; only of open documents
}

// A room is the state of one open document's diagnostics.
type room struct {
	now       *snapshot
	stop      func() // what is planned for now or under way for it
	published bool   // whether the client shows any
}

func newDiagnostics(s *session) *diagnostics {
	return &diagnostics{session: s, rooms: map[string]*room{}}
}

// schedule checks a snapshot once its document has rested, in place of what was planned for it before.
func (d *diagnostics) schedule(snap *snapshot, rest time.Duration) {
	if d.session.client.pulls() {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.plan(snap, rest)
}

func (d *diagnostics) plan(snap *snapshot, rest time.Duration) {
	r := d.rooms[snap.URI]
	if r == nil {
		r = &room{stop: func() {}}
		d.rooms[snap.URI] = r
	}
	r.stop()
	r.now = snap
	ctx, cancel := context.WithCancel(d.session.ctx)
	stopTimer := d.session.opts.clock.AfterFunc(rest, func() {
		d.session.calls.tasks.run(func() { d.run(ctx, snap) })
	})
	r.stop = func() {
		stopTimer()
		cancel()
	}
}

// again checks every open document, since settings or rules have changed, or has it pulled again.
func (d *diagnostics) again() {
	d.mu.Lock()
	for _, r := range d.rooms {
		d.plan(r.now, soon)
	}
	d.mu.Unlock()
	d.refresh()
}

// refresh is for clients that pull.
func (d *diagnostics) refresh() {
	if d.session.client.pulls() {
		d.session.refresh()
	}
}

// forget clears what the client shows of a document that was closed.
func (d *diagnostics) forget(uri string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.rooms[uri]; r != nil {
		r.stop()
		delete(d.rooms, uri)
		if r.published {
			d.send(r.now, nil)
		}
	}
}

func (d *diagnostics) run(ctx context.Context, snap *snapshot) {
	found, err := d.check(ctx, snap, syntax.Span{})
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.rooms[snap.URI]
	if r == nil || r.now != snap || ctx.Err() != nil {
		return
	}
	if err != nil {
		d.session.log.Warn("a document was not checked", "error", err)
	}
	if len(found) > 0 || r.published {
		r.published = len(found) > 0
		d.send(snap, found)
	}
}

func (d *diagnostics) send(snap *snapshot, found []protocol.Diagnostic) {
	p := lsp.PublishDiagnosticsParams{URI: snap.URI, Diagnostics: found}
	if found == nil {
		p.Diagnostics = []protocol.Diagnostic{}
	}
	if d.session.client.capabilities.TextDocument.PublishDiagnostics.VersionSupport {
		p.Version = &snap.Version
	}
	d.session.notify("textDocument/publishDiagnostics", p)
}

// check finds what is wrong with a snapshot, as the client is told.
func (d *diagnostics) check(ctx context.Context, snap *snapshot, within syntax.Span) ([]protocol.Diagnostic, error) {
	found, err := d.find(ctx, snap, within)
	var all []protocol.Diagnostic
	for i := range found {
		all = append(all, d.session.diagnostic(snap, &found[i]))
	}
	return all, err
}

// find returns what rules find in a part of a snapshot, for the zero span in all of it. No grammar, a
// document that is out of step and diagnostics that are switched off are nothing.
func (d *diagnostics) find(ctx context.Context, snap *snapshot, within syntax.Span) (found []rules.Finding, err error) {
	defer d.session.calls.rescue("diagnostics", &err)
	if snap.Language == nil || snap.lost != "" || len(snap.Text) > checkText {
		return nil, nil
	}
	config := d.session.config.document(snap.Root, snap.Path)
	d.session.notices.problems(d.session.config.problems())
	if !config.Diagnostics {
		return nil, nil
	}
	engine, err := d.session.engines.get(ctx, config)
	if err != nil || engine.Checker == nil {
		return nil, err
	}
	tree, err := snap.tree()
	if err != nil {
		return nil, fmt.Errorf("checking a document: %w", err)
	}
	report := engine.Checker.Check(tree, rules.CheckOptions{
		Path: relative(snap), Deadline: d.session.opts.clock.Now().Add(checkLimit), Suppressions: true, Within: within,
	})
	for _, u := range report.Unknown {
		d.session.log.Warn("a rule could not analyse a document", "rule", u.Rule.ID, "reason", u.Reason)
	}
	return report.Findings, nil
}

// relative is the path that rules' own path patterns see.
func relative(snap *snapshot) string {
	if rel, err := filepath.Rel(snap.Root, snap.Path); snap.Root != "" && err == nil {
		return rel
	}
	return snap.Path
}

func (s *session) diagnostic(snap *snapshot, f *rules.Finding) protocol.Diagnostic {
	d := protocol.Diagnostic{
		Range:    snap.mapper().span(f.Span.Start, f.Span.End),
		Severity: severity(f.Rule.Severity),
		Code:     f.Rule.ID,
		Source:   "sluice",
		Message:  f.Message,
	}
	if len(f.Rule.References) > 0 && s.client.capabilities.TextDocument.PublishDiagnostics.CodeDescriptionSupport {
		d.CodeDescription = &protocol.CodeDescription{Href: uri.URI(f.Rule.References[0])}
	}
	if s.client.capabilities.TextDocument.PublishDiagnostics.RelatedInformation {
		d.RelatedInformation = related(snap, f)
	}
	return d
}

// related says which way the data came to where it is found. The sink is the finding itself.
func related(snap *snapshot, f *rules.Finding) (way []protocol.DiagnosticRelatedInformation) {
	for _, step := range f.Trace {
		said := map[string]string{"source": "the data comes from here", "step": "and goes through here"}[step.Kind.String()]
		if said == "" {
			continue
		}
		way = append(way, protocol.DiagnosticRelatedInformation{
			Location: protocol.Location{URI: uri.URI(snap.URI), Range: snap.mapper().span(step.Span.Start, step.Span.End)},
			Message:  said,
		})
	}
	return way
}

func severity(s rules.Severity) protocol.DiagnosticSeverity {
	switch s {
	case rules.Error:
		return protocol.DiagnosticSeverityError
	case rules.Warning:
		return protocol.DiagnosticSeverityWarning
	}
	return protocol.DiagnosticSeverityInformation
}
