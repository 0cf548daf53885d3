package server

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/adversary"
	"github.com/sluice-lsp/sluice/completion/backend"
	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

// A long run stands behind these flags and goes on where it stopped: each batch is drawn from the seed and its
// number alone.
var (
	soakRequests = flag.Int("requests", 0, "how many requests the soak makes; 0: a few")
	soakSeed     = flag.Uint64("seed", 1, "of the soak")
	soakProgress = flag.String("progress", "", "`FILE` that keeps how far the soak is; a run goes on from there")
	soakHeap     = flag.String("heaps", "", "`FOLDER` for heap profiles, one at each tenth")
)

// TestSoak makes many requests of a session whose model server does anything, with edits and cancels between
// them, and looks at what is shown and at what is left over.
func TestSoak(t *testing.T) {
	few := 400
	if testing.Short() {
		few = 40
	}
	if *soakRequests > 0 {
		few = *soakRequests
	}
	s := newSoak(t)
	last, nextLook := s.Requests, s.Requests
	for s.Requests < few && !t.Failed() {
		s.batch()
		if s.Requests >= nextLook {
			s.look()
			nextLook += max(few/10, 1)
		}
		if s.Requests-last >= 1000 {
			s.save()
			last = s.Requests
		}
	}
	s.look()
	s.save()
	s.report()
}

// A soak is one session, its model server, and what came of them. One goroutine owns it; the script is called
// by the server's.
type soak struct {
	t       *testing.T
	peer    *peer
	model   *scripted.Server
	set     *rules.Set
	attacks []adversary.Violation
	random  *rand.Rand // of the batch

	mu      sync.Mutex // guards what the script reads
	now     batch
	answers []usage

	soaked
}

// soaked is what a run that goes on must know. Its JSON form is only for that.
type soaked struct {
	Batches, Requests, Cancelled, Items int
	Benign, Answered                    int
}

// usage is what is in use between two batches.
type usage struct{ requests, heap, goroutines int }

// A batch is some requests for documents of one language.
type batch struct {
	random  *rand.Rand
	benign  bool // the model does well, and nothing is edited or called off
	hasty   bool // the user does not wait for answers
	attack  adversary.Attack
	release chan struct{} // closed when a server that hangs may go on
}

func newSoak(t *testing.T) *soak {
	s := &soak{t: t, set: rules.NewSet(packs.Builtin())}
	violations, err := adversary.Violations(os.DirFS("../rules/packs"))
	if err != nil {
		t.Fatal(err)
	}
	s.attacks = violations
	if data, err := os.ReadFile(*soakProgress); err == nil {
		if err := json.Unmarshal(data, &s.soaked); err != nil {
			t.Fatal(err)
		}
	}
	s.model = scripted.Start(func(int, *scripted.Request) scripted.Reply { return s.reply() })
	t.Cleanup(s.model.Close)
	s.peer = begin(t, Options{Version: "test", Open: s.open}, obj{"general": obj{"positionEncodings": []string{"utf-8"}}})
	return s
}

// open makes the engine that users have, with a gate whose answers do not hang on how busy the machine is.
func (s *soak) open(ctx context.Context, _ settings.Settings, _ func(string) Progress) (Engine, error) {
	model, _, err := backend.Open(ctx, settings.Backend{URL: s.model.URL(), Kind: "plain", Template: "suffix", Model: "scripted"}, backend.Options{})
	gate := completion.NewGate(s.set, rules.DefaultThreshold)
	gate.Limit = time.Minute
	c := settings.Default().Completion
	c.Deadline = settings.PerTrigger[settings.Duration]{Automatic: settings.Duration(time.Minute), Explicit: settings.Duration(time.Minute)}
	return Engine{Completer: &completion.Engine{Gate: gate, Model: model, Settings: c, Seed: 1}}, err
}

// benignText is what a good model writes.
func benignText(l *syntax.Language) string {
	switch l.Name {
	case "python":
		return "total = 1"
	case "go":
		return "total := 1\n\t_ = total"
	case "java", "c", "cpp":
		return "int total = 1;"
	}
	return "const total = 1;"
}

// reply is what the model server does with one request of the batch.
func (s *soak) reply() scripted.Reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.now
	text, release := benignText(b.attack.Language), scripted.Wait(b.release)
	slow := scripted.Say(pieces(b.random, text, 2)...)
	if b.benign {
		return slow
	}
	replies := []scripted.Reply{
		slow,
		scripted.Say(pieces(b.random, b.attack.Insert, 7)...),
		append(scripted.Reply{scripted.Text(text[:1]), release}, scripted.Say(text[1:])...),
		append(scripted.Reply{release}, scripted.Say(text)...),
		{scripted.Text(text), scripted.Cut()},
		{scripted.Status(500, `{"error": {"message": "no"}}`)},
		{scripted.Status(200, `{"error": "no"}`)},
		{scripted.Status(429, "{}")},
		{scripted.Raw("data: {\n\n"), scripted.Done()},
		{scripted.Text(text), scripted.Done()},
		{scripted.Text(text), scripted.Finish("content_filter"), scripted.Done()},
		{scripted.Status(200, "<html>")},
		scripted.Say(strings.Repeat(text+"\n", 40)),
		scripted.Say("\x00\xff", text),
		scripted.Say(""),
	}
	return replies[b.random.IntN(len(replies))]
}

// pieces cuts a text anywhere.
func pieces(r *rand.Rand, text string, longest int) (out []string) {
	for text != "" {
		n := 1 + r.IntN(min(len(text), longest))
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// An asked is a request under way, with the text that it was asked for.
type asked struct {
	id     int
	text   string
	offset int
}

const soakDocuments = 4

// batch opens documents, asks for completions in them while they are edited, and closes them.
func (s *soak) batch() {
	s.random = rand.New(rand.NewPCG(*soakSeed, uint64(s.Batches)))
	b := batch{random: rand.New(rand.NewPCG(*soakSeed, uint64(s.Batches)|1<<40)), release: make(chan struct{})}
	kind := s.random.IntN(3)
	b.benign, b.hasty = kind == 0, kind == 1
	b.attack = adversary.New(s.random, s.attacks)
	s.mu.Lock()
	s.now = b
	s.mu.Unlock()
	under := s.ask(b)
	if b.hasty && s.random.IntN(2) == 0 {
		s.close() // while some are under way
	}
	close(b.release)
	for _, a := range under {
		s.judge(b, a)
	}
	s.close()
	s.settle(under)
	s.Batches++
}

// close closes all documents; those that are not open do not mind.
func (s *soak) close() {
	for i := range soakDocuments {
		s.peer.notify("textDocument/didClose", obj{"textDocument": obj{"uri": s.uri(i)}})
	}
}

func (s *soak) uri(i int) string { return fmt.Sprintf("file:///soak/%d/%d", s.Batches, i) }

// ask sends the requests of a batch. Those of a benign one leave each other alone.
func (s *soak) ask(b batch) (under []asked) {
	texts, offsets := make([]string, soakDocuments), make([]int, soakDocuments)
	for i := range soakDocuments {
		texts[i], offsets[i] = b.attack.Before+b.attack.After, len(b.attack.Before)
		s.peer.open(s.uri(i), b.attack.Language.LSP[0], texts[i])
	}
	count := soakDocuments
	if b.hasty {
		count *= 3
	}
	for n := range count {
		i := n % soakDocuments
		if !b.benign && s.random.IntN(2) == 0 {
			texts[i], offsets[i] = s.edit(i, texts[i], offsets[i])
		}
		s.Requests++
		under = append(under, asked{s.Requests, texts[i], offsets[i]})
		s.request(i, under[n])
		if b.hasty && s.random.IntN(4) == 0 {
			s.peer.notify("$/cancelRequest", obj{"id": under[s.random.IntN(len(under))].id})
		}
	}
	return under
}

func (s *soak) request(i int, a asked) {
	method := "textDocument/inlineCompletion"
	if s.random.IntN(2) == 0 {
		method = "textDocument/completion"
	}
	line, character := positionIn(a.text, a.offset)
	s.peer.request(a.id, method, inlineAt(s.uri(i), line, character, 1+s.random.IntN(2)))
}

// edit changes a document before the cursor, as the editor tells of it.
func (s *soak) edit(i int, text string, offset int) (string, int) {
	at := s.random.IntN(offset + 1)
	for at > 0 && text[at-1] >= 0x80 {
		at--
	}
	piece := []string{"(", "}", "\"", "x", "\n", "  ", "é", "#", "\r\n"}[s.random.IntN(9)]
	line, character := positionIn(text, at)
	point := obj{"line": line, "character": character}
	s.peer.notify("textDocument/didChange", obj{
		"textDocument":   obj{"uri": s.uri(i), "version": s.Requests + 2},
		"contentChanges": []obj{{"range": obj{"start": point, "end": point}, "text": piece}},
	})
	return text[:at] + piece + text[at:], offset + len(piece)
}

// positionIn returns the line of an offset and the bytes before it there.
func positionIn(text string, offset int) (line, character int) {
	return strings.Count(text[:offset], "\n"), offset - strings.LastIndexByte(text[:offset], '\n') - 1
}

// judge waits for a reply and looks at what it shows.
func (s *soak) judge(b batch, a asked) {
	ctx, cancel := context.WithTimeout(s.t.Context(), 2*time.Minute)
	defer cancel()
	m, err := s.peer.Reply(ctx, fmt.Sprint(a.id))
	s.peer.check(err)
	if m.Error != nil {
		s.Cancelled++
		if m.Error.Code != -32800 || b.benign {
			s.t.Errorf("request %d: error %d: %s", a.id, m.Error.Code, m.Error.Message)
		}
		return
	}
	shown := itemsOf(s.t, m)
	s.Items += len(shown)
	if b.benign {
		s.Benign++
		if len(shown) > 0 {
			s.Answered++
		}
	}
	for _, item := range shown {
		start, end := offsetOf(a.text, item.start), offsetOf(a.text, item.end)
		if ids := adversary.Worse(s.set, rules.DefaultThreshold, b.attack.Language, a.text[:start], item.text, a.text[end:]); len(ids) > 0 {
			s.t.Errorf("request %d shows what %v find more in: %q behind %q", a.id, ids, item.text, a.text[max(0, start-200):start])
		}
	}
}

type shownItem struct {
	text       string
	start, end [2]int
}

// itemsOf reads the answer of either method.
func itemsOf(t *testing.T, m lsptest.Message) (out []shownItem) {
	type place struct{ Line, Character int }
	type span struct{ Start, End place }
	var list struct {
		Items []struct {
			InsertText string
			Range      span
			TextEdit   *struct {
				Range   span
				NewText string
			}
		}
	}
	if err := json.Unmarshal(m.Result, &list); err != nil {
		t.Fatal(err)
	}
	for _, i := range list.Items {
		if i.TextEdit != nil {
			i.InsertText, i.Range = i.TextEdit.NewText, i.TextEdit.Range
		}
		out = append(out, shownItem{i.InsertText, [2]int{i.Range.Start.Line, i.Range.Start.Character}, [2]int{i.Range.End.Line, i.Range.End.Character}})
	}
	return out
}

func offsetOf(text string, place [2]int) int {
	at := 0
	for range place[0] {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return at + place[1]
}

// settle sees to it that each request of a batch got one reply and nothing else did: what was sent before
// the answer to the last question has come.
func (s *soak) settle(under []asked) {
	s.peer.request("settled", "workspace/executeCommand", obj{"command": "sluice.server.status"})
	ctx, cancel := context.WithTimeout(s.t.Context(), 2*time.Minute)
	defer cancel()
	_, err := s.peer.Reply(ctx, `"settled"`)
	s.peer.check(err)
	counts := s.peer.Forget()
	delete(counts, `"settled"`)
	delete(counts, `"init"`)
	for _, a := range under {
		if n := counts[fmt.Sprint(a.id)]; n != 1 {
			s.t.Errorf("request %d got %d replies", a.id, n)
		}
	}
	if len(counts) != len(under) {
		s.t.Errorf("%d ids were answered, want %d", len(counts), len(under))
	}
	s.model.Forget()
}

// look notes what is in use, once what was cancelled has ended.
func (s *soak) look() {
	for range 20 {
		runtime.GC()
		runtime.Gosched()
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	s.answers = append(s.answers, usage{s.Requests, int(stats.HeapAlloc >> 10), runtime.NumGoroutine()})
	if *soakHeap == "" {
		return
	}
	file, err := os.Create(fmt.Sprintf("%s/heap-%d", *soakHeap, s.Requests))
	if err != nil {
		s.t.Fatal(err)
	}
	defer file.Close()
	pprof.WriteHeapProfile(file)
}

func (s *soak) save() {
	if *soakProgress == "" || s.t.Failed() {
		return
	}
	data, err := json.Marshal(s.soaked)
	if err == nil {
		err = os.WriteFile(*soakProgress, data, 0o600)
	}
	if err != nil {
		s.t.Error(err)
	}
}

// report judges the run as a whole.
func (s *soak) report() {
	s.t.Logf("%d requests in %d batches, %d of them cancelled or superseded, %d items shown; %d of %d benign ones were answered",
		s.Requests, s.Batches, s.Cancelled, s.Items, s.Answered, s.Benign)
	for _, u := range s.answers {
		s.t.Logf("after %6d requests: heap %6d kB, %d goroutines", u.requests, u.heap, u.goroutines)
	}
	if 2*s.Answered < s.Benign {
		s.t.Errorf("%d of %d benign requests were answered", s.Answered, s.Benign)
	}
	end := s.answers[len(s.answers)-1]
	// What the rules keep of functions that they saw is bounded for each language, and all languages are here.
	if end.heap > 256<<10 || end.goroutines > s.answers[0].goroutines+16 {
		s.t.Error("memory or goroutines grow")
	}
}
