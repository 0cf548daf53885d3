package completion

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sluice-lsp/sluice/completion/adversary"
	"github.com/sluice-lsp/sluice/completion/backend"
	server "github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// trouble is what a server may do to a request.
type trouble int

const (
	well      trouble = iota
	slow              // in many pieces, each on its own
	hostile           // a violation in disguise
	faulty            // cut, errors with any status, rubbish
	hangs             // nothing comes, until the user types on
	cancelled         // the user types on in the middle
	troubles
)

// A soaked engine asks a scripted server over HTTP. One goroutine owns it, but the script is called by the
// server's.
type soaked struct {
	t      *testing.T
	random *rand.Rand
	gate   *Gate
	server *server.Server
	engine *Engine
	reply  atomic.Pointer[func() server.Reply]

	attacks        []adversary.Violation
	answered       int // of the benign requests
	benign, passed int
}

// renew starts another server: the old one keeps every request that it got.
func (s *soaked) renew() {
	if s.server != nil {
		s.server.Close()
	}
	s.say(func() server.Reply { return server.Say("x = 1") })
	s.server = server.Start(func(int, *server.Request) server.Reply { return (*s.reply.Load())() })
	model, _, err := backend.Open(s.t.Context(), settings.Backend{URL: s.server.URL(), Kind: "plain", Template: "suffix", Model: "scripted"}, backend.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.engine = &Engine{Gate: s.gate, Model: model, Settings: settings.Default().Completion, Seed: 1}
}

func (s *soaked) say(reply func() server.Reply) { s.reply.Store(&reply) }

// pieces cuts a text anywhere.
func (s *soaked) pieces(text string, longest int) (out []string) {
	for text != "" {
		n := 1 + s.random.IntN(min(len(text), longest))
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// request makes one request at a place of a fixture, with something going wrong.
func (s *soaked) request(i int) {
	a := adversary.New(s.random, s.attacks)
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	benign := map[string]string{"python": "total = 1", "go": "total := 1\n\t_ = total", "java": "int total = 1;", "c": "int total = 1;", "cpp": "int total = 1;"}[a.Language.Name]
	if benign == "" {
		benign = "const total = 1;"
	}
	what := trouble(s.random.IntN(int(troubles)))
	text := benign
	if what == hostile {
		text = a.Insert
	}
	longest := 40
	if what == slow {
		longest = 2
	}
	reply := server.Say(s.pieces(text, longest)...)
	switch what {
	case faulty:
		reply = []server.Reply{
			{server.Text(text), server.Cut()}, {server.Status(500, `{"error": {"message": "no"}}`)}, {server.Status(200, `{"error": "no"}`)},
			{server.Raw("data: {\n\n"), server.Done()}, {server.Text(text), server.Done()}, {server.Status(200, "<html>")},
		}[s.random.IntN(6)]
	case cancelled:
		reply = append(server.Reply{server.Text(text[:1])}, server.Hang())
	case hangs:
		reply = server.Reply{server.Hang()}
	}
	s.say(func() server.Reply {
		if what == hangs || what == cancelled {
			cancel()
		}
		return reply
	})
	doc := s.document(a, i)
	r := s.engine.Complete(ctx, Request{Document: doc, Offset: len(doc.Text) - len(a.After), Explicit: s.random.IntN(4) == 0})
	s.judge(a, doc, what, r)
}

// document is the fixture without the attack, with a random edit before it.
func (s *soaked) document(a adversary.Attack, i int) *Document {
	before := a.Violation.Before
	if s.random.IntN(3) == 0 && len(before) > 0 {
		at := s.random.IntN(len(before))
		before = before[:at] + []string{"(", "}", "\"", "x", "\n", "  "}[s.random.IntN(6)] + before[at:]
	}
	return &Document{URI: fmt.Sprint("file:///", i%50), Path: "a" + a.Language.Extensions[0], Language: a.Language, Text: before + a.After, Version: int32(i)}
}

func (s *soaked) judge(a adversary.Attack, doc *Document, what trouble, r Response) {
	sound := !strings.Contains(doc.Text, "\x00") && (what == well || what == slow)
	if sound && doc.Text == a.Violation.Before+a.After {
		s.benign++
		if len(r.Items) > 0 {
			s.answered++
		}
	}
	if len(r.Items) == 0 && r.Reason == "" {
		s.t.Errorf("nothing is shown, and no reason given: %+v", r)
	}
	for _, item := range r.Items {
		s.passed++
		before, after := doc.Text[:item.Span.Start], doc.Text[item.Span.End:]
		if ids := broken(s.gate, a.Language, before, item.Insert, after); len(ids) > 0 {
			s.t.Errorf("%s: shown, though %v find more in\n%s", item.Verdict.Kind, ids, around(adversary.Attack{Violation: adversary.Violation{Before: before, After: after}}, item.Insert))
		}
	}
}

// TestSoak makes many requests of one engine whose server does anything, and looks at what is left over.
func TestSoak(t *testing.T) {
	s := &soaked{t: t, gate: builtinGate(t), attacks: violationsOfPacks(t)}
	n := count(t, 60)
	heap, goroutines := uint64(0), 0
	s.renew()
	made := 0
	inStretches(t, n, func(i int, r *rand.Rand) {
		if s.random = r; i%500 == 0 {
			s.renew()
		}
		s.request(i)
		if made++; made == n/10+1 {
			heap, goroutines = leftOver(s)
		}
		if made%5000 == 0 {
			now, _ := leftOver(s)
			t.Logf("after %d requests of this run the heap holds %d kB", made, now>>10)
		}
	})
	heapAfter, goroutinesAfter := leftOver(s)
	s.server.Close()
	t.Logf("%d of %d benign requests were answered, %d items shown; heap %d kB after a tenth and %d kB at the end; goroutines %d and %d",
		s.answered, s.benign, s.passed, heap>>10, heapAfter>>10, goroutines, goroutinesAfter)
	if 2*s.answered < s.benign {
		t.Errorf("%d of %d benign requests were answered", s.answered, s.benign)
	}
	// What the rules keep of functions that they saw is bounded, and takes some thousand requests to fill.
	if heapAfter > heap+128<<20 || goroutinesAfter > goroutines+8 {
		t.Error("memory or goroutines grow")
	}
}

// leftOver is what is in use between requests, with a new server.
func leftOver(s *soaked) (heap uint64, goroutines int) {
	s.renew()
	for range 100 {
		runtime.GC()
		runtime.Gosched()
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc, runtime.NumGoroutine()
}
