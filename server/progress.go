package server

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.lsp.dev/protocol"
)

// A progress shows long work in the editor, where the editor can do that. Its methods never wait for the
// editor: what happens before it has agreed is shown when it has. It is safe for concurrent use.
type progress struct {
	session *session
	token   protocol.ProgressToken
	title   string

	mu      sync.Mutex
	begun   bool
	ended   bool
	message string
	percent int
	sent    time.Time // of the last report
}

// reportEvery is the shortest time between two reports; the last word is End's anyway.
const reportEvery = 100 * time.Millisecond

var progressCount atomic.Int64

// show asks the editor for a place to show progress in.
func (s *session) show(title string) Progress {
	token := fmt.Sprintf("sluice-%d", progressCount.Add(1))
	p := &progress{session: s, title: title, token: *protocol.NewProgressToken(token)}
	if s.client.capabilities.Window.WorkDoneProgress {
		s.calls.tasks.run(p.begin)
	}
	return p
}

func (p *progress) begin() {
	params := &protocol.WorkDoneProgressCreateParams{Token: p.token}
	if err := p.session.ask(p.session.ctx, "window/workDoneProgress/create", params, nil); err != nil {
		p.session.log.Debug("progress is not shown", "error", err)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return
	}
	p.begun = true
	p.send(&protocol.WorkDoneProgressBegin{
		Kind: protocol.WorkDoneProgressKindBegin, Title: p.title, Message: p.message, Percentage: uint32(p.percent),
	})
}

// Report implements Progress.
func (p *progress) Report(message string, percent int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.message, p.percent = message, min(max(percent, 0), 100)
	now := p.session.opts.clock.Now()
	if p.begun && !p.ended && now.Sub(p.sent) >= reportEvery {
		p.sent = now
		p.send(&protocol.WorkDoneProgressReport{
			Kind: protocol.WorkDoneProgressKindReport, Message: p.message, Percentage: uint32(p.percent),
		})
	}
}

// End implements Progress.
func (p *progress) End() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.begun && !p.ended {
		p.send(&protocol.WorkDoneProgressEnd{Kind: protocol.WorkDoneProgressKindEnd})
	}
	p.ended = true
}

// send must be given a pointer to the params: the token has its JSON form on the pointer only.
func (p *progress) send(value any) {
	p.session.notify("$/progress", &protocol.ProgressParams{Token: p.token, Value: value})
}
