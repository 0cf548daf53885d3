package completion

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/backend"
	"github.com/sluice-lsp/sluice/completion/backend/gguf"
	"github.com/sluice-lsp/sluice/completion/backend/llamatest"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// llama starts a real llama-server with a bigram model of a text.
func llama(t testing.TB, corpus string) (url string, model decode.Model) {
	t.Helper()
	s, err := llamatest.Start(gguf.NewBigram(corpus, 2048, 512))
	if errors.Is(err, llamatest.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	model, info, err := backend.Open(t.Context(), settings.Backend{URL: s.URL, Kind: "auto", Template: "auto"}, backend.Options{})
	if err != nil || info.Trouble != "" {
		t.Fatal(err, info.Trouble)
	}
	return s.URL, model
}

// library is some of Go's own.
func library(t testing.TB) string {
	t.Helper()
	var corpus strings.Builder
	for _, f := range goFiles(t) {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		corpus.Write(data)
	}
	return corpus.String()
}

// A metered model notes what it is asked, when its first text comes, and what it wrote.
type metered struct {
	decode.Model
	requests []decode.Request
	tokens   int
	first    time.Time
}

func (m *metered) Generate(ctx context.Context, r decode.Request, emit func(string) error) (decode.Result, error) {
	m.requests = append(m.requests, r)
	pieces := 0
	result, err := m.Model.Generate(ctx, r, func(piece string) error {
		if pieces++; m.first.IsZero() {
			m.first = time.Now()
		}
		return emit(piece)
	})
	m.tokens += max(result.Tokens, pieces)
	return result, err
}

// insistent is Go code after which a bigram model hashes with MD5 where the server does not hold it.
func insistent() string {
	return strings.Repeat("package p\n\nfunc f(data []byte) []byte {\n\tsum := md5.Sum(data)\n\treturn sum[:]\n}\n", 400)
}

// TestLlamaServerEndToEnd completes with a real server whose model wants what a rule forbids, with the grammar that the
// server applies and without: what is shown passed the gate, and what it cost is logged.
func TestLlamaServerEndToEnd(t *testing.T) {
	_, model := llama(t, insistent())
	patient := settings.Default().Completion
	patient.Candidates.Explicit, patient.Deadline.Explicit = 1, settings.Duration(time.Minute)
	for _, held := range []bool{true, false} {
		m := &metered{Model: model}
		asked := decode.Model(m)
		if !held {
			asked = unheld{m}
		}
		e := &Engine{Gate: builtinGate(t), Model: asked, Settings: patient, Seed: 1}
		before := "package p\n\nimport (\n\t\"crypto/md5\"\n\t\"crypto/sha256\"\n)\n\nfunc f(data []byte) []byte {\n\t"
		r := e.Complete(t.Context(), Request{Document: &Document{URI: "file:///a.go", Path: "a.go", Language: syntax.Go, Text: before + "\n}\n"}, Offset: len(before), Explicit: true})
		for _, item := range r.Items {
			if found := fresh(e.Gate, syntax.Go, before+item.Insert+"\n}\n"); len(found) > 0 {
				t.Errorf("held %v: shown is %q, in which %s finds something", held, item.Insert, found[0].Rule.ID)
			}
		}
		rollbacks := 0
		for _, w := range r.Withheld {
			if slices.Contains(w.Verdict.Rules, "go.weak-hash") {
				rollbacks++
			}
		}
		if !held && rollbacks == 0 {
			t.Errorf("nothing was withheld of a model that wants to: items %q, %s", inserts(r), r.Reason)
		}
		t.Logf("held by the server %v: %d items, %d requests, %d tokens, %d texts withheld for go.weak-hash, %d µs; shown %q", held, len(r.Items), len(m.requests), m.tokens, rollbacks, r.Micros, inserts(r))
	}
}

// unheld asks a model without the constraint, as a server that does not apply any.
type unheld struct{ decode.Model }

func (m unheld) Generate(ctx context.Context, r decode.Request, emit func(string) error) (decode.Result, error) {
	r.Constraint = nil
	return m.Model.Generate(ctx, r, emit)
}

// BenchmarkLlamaServer asks a real server for the same text with an engine in between and without, by turns.
func BenchmarkLlamaServer(b *testing.B) {
	url, model := llama(b, library(b))
	g := builtinGate(b)
	text := readFile(b, filepath.Join(runtime.GOROOT(), "src/net/http/cookie.go"))
	at := middleOfFunction(b, syntax.Go, text)
	kept := NewKept(syntax.Go)
	defer kept.Close()
	var first, total, bareFirst, bareTotal []time.Duration
	for i := 0; b.Loop(); i++ {
		version := fmt.Sprintf("%s\n\t// %d\n\t", text[:at], i)
		doc := &Document{URI: "file:///a.go", Path: "a.go", Language: syntax.Go, Text: version + text[at:], Kept: kept}
		m := &metered{Model: model}
		e := &Engine{Gate: g, Model: m, Settings: settings.Default().Completion, Seed: int64(i)}
		start := time.Now()
		r := e.Complete(b.Context(), Request{Document: doc, Offset: len(version)})
		took := time.Since(start)
		if len(m.requests) != 1 || len(r.Withheld) > 0 {
			continue // something was withheld: the server alone would not do that
		}
		first, total = append(first, m.first.Sub(start)), append(total, took)
		one, all := bare(b, url, m.requests[0])
		bareFirst, bareTotal = append(bareFirst, one), append(bareTotal, all)
	}
	if len(first) == 0 {
		b.Fatal("every text was withheld")
	}
	for unit, took := range map[string][]time.Duration{"first-ms": first, "total-ms": total, "bare-first-ms": bareFirst, "bare-total-ms": bareTotal} {
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, unit)
	}
	b.ReportMetric(float64(len(first)), "requests")
}

// bare asks a server for what a request asks, and says when the first text came and when the last.
func bare(b *testing.B, url string, r decode.Request) (first, total time.Duration) {
	b.Helper()
	body, err := json.Marshal(map[string]any{"input_prefix": r.Prefix, "input_suffix": r.Suffix, "n_predict": r.MaxTokens, "seed": r.Seed,
		"temperature": r.Temperature, "stream": true, "cache_prompt": true})
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	resp, err := http.Post(url+"/infill", "application/json", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if first == 0 && strings.HasPrefix(lines.Text(), "data:") {
			first = time.Since(start)
		}
	}
	return first, time.Since(start)
}
