package local

import (
	"runtime"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// BenchmarkLearn reads a million symbols of Go's library and tells the live heap that they cost.
func BenchmarkLearn(b *testing.B) {
	learn, _ := goLibrary(b)
	var files []File
	for _, f := range learn {
		files = append(files, File{f.path, f.text})
	}
	for b.Loop() {
		before := heap()
		m := New()
		var last Progress
		err := m.Learn(b.Context(), func(yield func(File) bool) {
			for _, f := range files {
				if last.Symbols >= 1_000_000 || !yield(f) {
					return
				}
			}
		}, func(p Progress) { last = p })
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(last.Symbols), "symbols")
		b.ReportMetric(float64(heap()-before)/(1<<20), "live-MB")
		runtime.KeepAlive(m)
	}
}

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// taught is a generation at the end of a real file, under a model that knows much of Go's library.
func taught(b *testing.B, s Sampling) *generation {
	learn, held := goLibrary(b)
	m := New()
	var files []File
	for _, f := range learn[:min(len(learn), 600)] {
		files = append(files, File{f.path, f.text})
	}
	if err := m.Learn(b.Context(), func(yield func(File) bool) {
		for _, f := range files {
			if !yield(f) {
				return
			}
		}
	}, nil); err != nil {
		b.Fatal(err)
	}
	r := at("go", clip(held[0].text, 20_000)+"\tif err ‸")
	return newGeneration(m.language(syntax.Go).open(r), r, s)
}

func BenchmarkPredict(b *testing.B) {
	g := taught(b, Sampling{})
	for b.Loop() {
		g.predict()
	}
}

// BenchmarkNext chooses one token, without a mask and with one that looks ahead: the difference is
// what a mask costs.
func BenchmarkNext(b *testing.B) {
	for name, s := range map[string]Sampling{"free": {}, "masked": {Mask: without("md5(")}} {
		b.Run(name, func(b *testing.B) {
			g := taught(b, s)
			for b.Loop() {
				if _, ok := g.next(); !ok {
					b.Fatal("nothing to say")
				}
			}
		})
	}
}

// BenchmarkMask steps the candidates of one token, without the look-ahead.
func BenchmarkMask(b *testing.B) {
	g := taught(b, Sampling{Mask: without("md5(")})
	list := top(g.predict(), 4*considered)
	for b.Loop() {
		for _, c := range list {
			if g.fits(c.token, "") && g.constrain(g.state, g.render(c.token, "")) == constraint.Dead {
				b.Fatal("forbidden")
			}
		}
	}
}

// BenchmarkOpen reads a document of 20 KB, as each generation does first.
func BenchmarkOpen(b *testing.B) {
	_, held := goLibrary(b)
	l := New().language(syntax.Go)
	text := clip(held[0].text, 20_000)
	r := at("go", text+"‸")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		l.open(r)
	}
}
