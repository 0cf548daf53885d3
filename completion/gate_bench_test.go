package completion

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// longText returns about 5,000 lines: of a real file where the language's library is installed in source,
// else of one class that has as many methods as it takes.
func longText(b *testing.B, l *syntax.Language) string {
	b.Helper()
	switch l {
	case syntax.Go:
		return readFile(b, filepath.Join(runtime.GOROOT(), "src/runtime/proc.go"))
	case syntax.Python:
		path, err := exec.Command("python3", "-c", "import _pydecimal; print(_pydecimal.__file__)").Output()
		if err != nil {
			b.Skip("python3 is not installed")
		}
		return readFile(b, strings.TrimSpace(string(path)))
	case syntax.C:
		return cText(b)
	case syntax.JavaScript, syntax.TypeScript:
		return chainText(l)
	}
	var text strings.Builder
	text.WriteString("package store;\n\nimport java.util.*;\n\npublic class Store {\n    private final Map<String, List<String>> entries = new HashMap<>();\n")
	for i := range 330 {
		fmt.Fprintf(&text, javaMethod, i)
	}
	return text.String() + "}\n"
}

const javaMethod = `
    /** Adds what is not there yet, and returns how much that was. */
    public int add%[1]d(String key, Collection<String> values) {
        int added = 0;
        List<String> known = entries.computeIfAbsent(key, unused -> new ArrayList<>());
        for (String value : values) {
            if (value != null && !known.contains(value.trim())) {
                known.add(value.trim());
                added++;
            }
        }
        if (added > limit(key)) {
            throw new IllegalStateException("more than " + limit(key) + " at " + key);
        }
        return added;
    }
`

func readFile(b *testing.B, path string) string {
	b.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		b.Skip("the language's library is not installed in source")
	}
	return string(data)
}

var benchInserts = map[*syntax.Language]string{
	syntax.Go: `
	ctx, cancel := context.WithTimeout(base, 5*time.Second)
	defer cancel()
	var delay time.Duration
	for i := 0; i < 10; i++ {
		if total := ctx.Err(); total != nil {
			return fmt.Errorf("serving: %w", total)
		}
		delay += time.Duration(i) * time.Millisecond
	}
	log.Printf("waited %v", delay)`,
	syntax.Python: `
        total = 0
        for index, entry in enumerate(entries):
            if entry is None:
                continue
            with open(entry, encoding="utf-8") as file:
                for line in file:
                    total += len(line.strip())
            if total > limit:
                raise ValueError(f"{entry}: more than {limit}")
        return hashlib.sha256(str(total).encode()).hexdigest()`,
	syntax.Java: `
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
        digest.update(Integer.toString(total).getBytes(StandardCharsets.UTF_8));`,
}

// BenchmarkGate checks a candidate of ten lines inside a function in the middle of a file of 5,000
// lines, with the prefixes that an editor may accept. It opens the place where nothing is known of the
// document, and after a letter was typed in one that is open. Each candidate is another, so that nothing is known
// of it. It reports percentiles: a mean hides the file that a candidate must be seen in whole.
func BenchmarkGate(b *testing.B) {
	g := builtinGate(b)
	for _, l := range []*syntax.Language{syntax.Go, syntax.Python, syntax.Java} {
		text, insert := longText(b, l), benchInserts[l]
		at := middleOfFunction(b, l, text)
		doc := &Document{Path: "a" + l.Extensions[0], Language: l, Text: text}
		span := syntax.Span{Start: at, End: at}
		b.Run(l.Name+"/open", func(b *testing.B) {
			percentiles(b, func(int) { g.Open(doc, span) })
		})
		kept := NewKept(l)
		b.Run(l.Name+"/typed", func(b *testing.B) {
			percentiles(b, func(i int) {
				letter := string(rune('a' + i%26))
				g.Open(&Document{Path: doc.Path, Language: l, Text: text[:at] + "\n" + letter + text[at:], Kept: kept},
					syntax.Span{Start: at + 2, End: at + 2})
			})
		})
		kept.Close()
		doc.Kept = NewKept(l)
		p := g.Open(doc, span)
		if o := p.Check(insert); !o.Verdict.Shown() {
			b.Fatalf("%s: %s", o.Verdict.Kind, o.Verdict.Reason)
		}
		other := func(i int) string { return strings.ReplaceAll(insert, "total", fmt.Sprint("total", i)) }
		b.Run(l.Name+"/whole", func(b *testing.B) {
			percentiles(b, func(i int) { p.examine(trial{insert: other(i)}) })
		})
		b.Run(l.Name+"/prefixes", func(b *testing.B) {
			percentiles(b, func(i int) { p.Check(other(i)) })
		})
		doc.Kept.Close()
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
	b.Fatalf("%s: no function in the second half of the file", l.Name)
	return 0
}

func percentiles(b *testing.B, work func(i int)) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		work(i)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
}
