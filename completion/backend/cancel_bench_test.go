package backend

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// BenchmarkCancel measures how long after a finding a server sees that its stream was cancelled (aim: 5 ms).
func BenchmarkCancel(b *testing.B) {
	srv := scripted.Start(scripted.Always(scripted.Text("os.system(x)\n"), scripted.Hang()))
	defer srv.Close()
	srv.Offer("qwen2.5-coder")
	m, _ := open(b, settings.Backend{URL: srv.URL()})
	model, finding := &decode.Recycler{Model: m}, errors.New("a finding")
	var took []time.Duration
	for b.Loop() {
		n, at := len(srv.Generations()), time.Time{}
		model.Generate(b.Context(), request, func(string) error { at = time.Now(); return finding })
		asked, err := srv.Await(b.Context(), n)
		if err != nil {
			b.Fatal(err)
		}
		<-asked.Gone()
		took = append(took, asked.GoneAt().Sub(at))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
