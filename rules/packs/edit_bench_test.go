//go:build unix

package packs

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// BenchmarkEdit checks a file of a thousand lines with all packs after each edit of one line, parsing left out: the set
// has seen the version before, as it has in an editor. It reports the
// median and the 95th percentile of the processor's time, which other programs on the machine take little part in.
func BenchmarkEdit(b *testing.B) {
	for _, lang := range []*syntax.Language{syntax.Go, syntax.Python, syntax.JavaScript, syntax.Java, syntax.C} {
		b.Run(lang.Name, func(b *testing.B) {
			lines := strings.SplitAfter(longText(b, lang), "\n")
			lines = lines[:min(len(lines), 1000)]
			set, random := rules.NewSet(Builtin()), rand.New(rand.NewPCG(1, 1))
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				at := random.IntN(len(lines))
				edited := slices.Insert(slices.Clone(lines), at, "\n")
				tree, err := syntax.Parse(lang, strings.Join(edited, ""), 0)
				if err != nil {
					b.Fatal(err)
				}
				start := processorTime(b)
				set.Check(tree, rules.CheckOptions{})
				took = append(took, processorTime(b)-start)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-cpu-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-cpu-ms")
		})
	}
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// longText returns a file of Go's library, of Python's, or the fixtures of a language one after the other.
func longText(b *testing.B, lang *syntax.Language) string {
	var name string
	switch lang {
	case syntax.Go:
		root, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			b.Skip("go is not installed")
		}
		name = filepath.Join(strings.TrimSpace(string(root)), "src/net/http/transfer.go")
	case syntax.Python:
		file, err := exec.Command("python3", "-c", "import tarfile; print(tarfile.__file__)").Output()
		if err != nil {
			b.Skip("python3 is not installed")
		}
		name = strings.TrimSpace(string(file))
	default:
		return strings.Repeat(fixtureText(b, lang), 3)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}
