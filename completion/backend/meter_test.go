package backend

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// longFile is code whose lines differ.
func longFile(lines int) string {
	var out strings.Builder
	for i := range lines {
		fmt.Fprintf(&out, "value%d = compute(%d)\n", i, i*i)
	}
	return out.String()
}

// A counting server tells tokens, and refuses prompts of more than it can see.
type countingServer struct {
	*scripted.Server
	perByte          int // tokens
	questions, asked atomic.Int32
	longest          atomic.Int32 // prompt, in tokens
	refused          atomic.Int32
}

func countTokensOf(t *testing.T, perByte int) *countingServer {
	s := &countingServer{perByte: perByte}
	s.Server = serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
		n := int32(perByte * len(r.Field("prompt").(string)))
		s.longest.Store(max(s.longest.Load(), n))
		if n+int32(r.Field("max_tokens").(float64)) > defaultWindow {
			s.refused.Add(1)
			return scripted.Reply{scripted.Status(400, `{"error":{"message":"exceeds the available context size","code":400}}`)}
		}
		return scripted.Say("ok")
	})
	s.Handle("POST /tokenize", func(w http.ResponseWriter, r *http.Request) {
		s.questions.Add(1)
		var body struct{ Prompt string }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		json.NewEncoder(w).Encode(map[string]any{"tokens": make([]int, perByte*len(body.Prompt))})
	})
	return s
}

// TestBudgetIsCounted fills a window with dense code: no prompt is too long, most of the window is used, and typing asks
// for no counts but of pieces that end.
func TestBudgetIsCounted(t *testing.T) {
	t.Parallel()
	srv := countTokensOf(t, 1)
	m, _ := open(t, settings.Backend{URL: srv.URL(), Kind: "vllm"})
	r := request
	r.Prefix, r.Suffix = longFile(900), longFile(400)
	r.Context = []decode.Snippet{{Path: "b.py", Text: longFile(20)}}
	ask := func() {
		if got, _, err := generate(t.Context(), m, r); got != "ok" || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	ask()
	first := srv.questions.Load()
	if first == 0 || srv.longest.Load() < defaultWindow/2 {
		t.Errorf("%d questions, and a prompt of %d tokens for a window of %d", first, srv.longest.Load(), defaultWindow)
	}
	for range 60 {
		r.Prefix += "x"
		ask()
	}
	if n := srv.questions.Load() - first; n != 0 {
		t.Errorf("60 letters cost %d questions", n)
	}
	for i := range 40 {
		r.Prefix += fmt.Sprintf("\nmore(%d)", i)
		ask()
	}
	if n := srv.questions.Load() - first; n > 10 {
		t.Errorf("40 lines cost %d questions", n)
	}
	if n := srv.refused.Load(); n > 0 {
		t.Errorf("%d prompts were too long", n)
	}
}

// TestBudgetWithoutCounts: a server that tells no tokens is left alone, and bytes must do.
func TestBudgetWithoutCounts(t *testing.T) {
	t.Parallel()
	var questions atomic.Int32
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say("ok")...))
	srv.Handle("POST /tokenize", func(w http.ResponseWriter, r *http.Request) {
		questions.Add(1)
		http.Error(w, "no", http.StatusNotFound)
	})
	m, _ := open(t, settings.Backend{URL: srv.URL(), Kind: "vllm"})
	before := questions.Load() // of the canary
	r := request
	for i := range 5 {
		r.Prefix = longFile(800 + i)
		if got, _, err := generate(t.Context(), m, r); got != "ok" || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	if n := questions.Load() - before; n != 1 {
		t.Errorf("%d questions", n)
	}
	all := srv.Generations()
	if n := len(all[len(all)-1].Field("prompt").(string)); n < defaultWindow || n > defaultWindow*bytesPerToken {
		t.Errorf("a prompt of %d bytes", n)
	}
}

// TestMeterOutOfTime: a server that counts, but not in time, goes on with the next request; one that told nothing rests.
func TestMeterOutOfTime(t *testing.T) {
	t.Parallel()
	c := &Client{now: func() time.Time { return time.Unix(0, 0) }}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for _, m := range []*meter{
		{ctx: over, request: t.Context(), told: 1},
		{ctx: over, request: over},
		{ctx: over, request: t.Context()},
		{ctx: t.Context(), request: t.Context(), told: 1},
	} {
		m.tokens = &tokens{client: c}
		m.failed()
		rests := m.request.Err() == nil && (m.told == 0 || m.ctx.Err() == nil)
		if m.tokens.rest() != rests {
			t.Errorf("after %d answers it rests: %v", m.told, !rests)
		}
	}
}

func FuzzPieces(f *testing.F) {
	f.Add("a\nb\n", "c")
	f.Add(longFile(100), "\n")
	f.Fuzz(func(t *testing.T, text, more string) {
		if got := strings.Join(pieces(text), ""); got != text {
			t.Errorf("%q is not %q", got, text)
		}
		before, after := pieces(text), pieces(text+more)
		for i, p := range before[:len(before)-1] {
			if after[i] != p {
				t.Fatalf("piece %d was %q and is %q with more behind", i, p, after[i])
			}
		}
	})
}

// TestPiecesMeetAgain: a line put in changes few pieces.
func TestPiecesMeetAgain(t *testing.T) {
	text := longFile(2000)
	known := map[string]bool{}
	for _, p := range pieces(text) {
		known[p] = true
	}
	fresh := 0
	all := pieces("import new\n" + text)
	for _, p := range all {
		if !known[p] {
			fresh++
		}
	}
	if fresh > 6 || len(all) < 50 {
		t.Errorf("%d of %d pieces are new", fresh, len(all))
	}
}
