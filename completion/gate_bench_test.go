package completion

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// longText makes a file of about 5,000 lines out of whole small ones.
func longText(b *testing.B, files []string) string {
	b.Helper()
	var text strings.Builder
	for lines := 0; lines < 5000; {
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			text.Write(data)
			if lines += strings.Count(string(data), "\n"); lines >= 5000 {
				break
			}
		}
	}
	return text.String()
}

var benchFiles = map[*syntax.Language]struct{ glob, anchor, insert string }{
	syntax.Go: {filepath.Join(runtime.GOROOT(), "src/net/http/server.go"), "\nfunc (srv *Server) Serve(", `
	ctx, cancel := context.WithTimeout(base, 5*time.Second)
	defer cancel()
	var delay time.Duration
	for i := 0; i < 10; i++ {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("serving: %w", err)
		}
		delay += time.Duration(i) * time.Millisecond
	}
	log.Printf("waited %v", delay)`},
	syntax.Python: {"../rules/syntax/testdata/python/*.py", "\ndef ", `
    total = 0
    for index, entry in enumerate(entries):
        if entry is None:
            continue
        with open(entry, encoding="utf-8") as file:
            for line in file:
                total += len(line.strip())
        if total > limit:
            raise ValueError(f"{entry}: more than {limit}")
    return hashlib.sha256(str(total).encode()).hexdigest()`},
	syntax.Java: {"../rules/syntax/testdata/java/*.java", "", `
        int total = 0;
        for (String entry : entries) {
            if (entry == null) {
                continue;
            }
            total += entry.trim().length();
        }
        if (total > limit) {
            throw new IllegalArgumentException("more than " + limit);
        }
        digest.update(Integer.toString(total).getBytes(StandardCharsets.UTF_8));`},
}

// BenchmarkGate checks a candidate of ten lines inside a function in the middle of a file of 5,000
// lines, with the prefixes that an editor may accept. It reports percentiles: a mean hides the file
// that a candidate must be seen in whole.
func BenchmarkGate(b *testing.B) {
	g := builtinGate(b)
	for l, c := range benchFiles {
		files, _ := filepath.Glob(c.glob)
		files = slices.DeleteFunc(files, func(f string) bool { return strings.Contains(f, "roken") })
		if len(files) == 0 {
			continue
		}
		text := longText(b, files)
		at := middleOfFunction(b, l, text)
		doc := &Document{Path: "a" + l.Extensions[0], Language: l, Text: text}
		span := syntax.Span{Start: at, End: at}
		b.Run(l.Name+"/open", func(b *testing.B) {
			percentiles(b, func() { g.Open(doc, span).Close() })
		})
		p := g.Open(doc, span)
		defer p.Close()
		if o := p.Check(c.insert); !o.Verdict.Shown() {
			b.Fatalf("%s: %s", o.Verdict.Kind, o.Verdict.Reason)
		}
		b.Run(l.Name+"/whole", func(b *testing.B) {
			percentiles(b, func() { p.examine(trial{insert: c.insert}) })
		})
		b.Run(l.Name+"/prefixes", func(b *testing.B) {
			b.ReportMetric(float64(len(p.boundaries(c.insert, p.examine(trial{insert: c.insert})))), "prefixes")
			percentiles(b, func() { p.Check(c.insert) })
		})
	}
}

// middleOfFunction returns the end of a line that starts a statement in a function near the middle.
func middleOfFunction(b *testing.B, l *syntax.Language, text string) int {
	b.Helper()
	tree, err := syntax.Parse(l, text, 0)
	if err != nil {
		b.Fatal(err)
	}
	for at := len(text) / 2; at < len(text); at++ {
		if m := tree.Member(at); m.Valid() && m.Body().Valid() && m.Start() > len(text)/2 {
			if i := strings.IndexByte(text[m.Body().Start():m.Body().End()], '\n'); i > 0 {
				return m.Body().Start() + i
			}
		}
	}
	b.Fatal("no function in the second half of the file")
	return 0
}

func percentiles(b *testing.B, work func()) {
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		work()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
}
