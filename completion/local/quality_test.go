package local

import (
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// The protocols of all figures of quality. In "packages", the stricter one, a standard library is split by
// package (the folder below the root, or a file that lies there): every tenth is held out, and
// generated files and tests are left out. In "files" every tenth file is held out, and nothing left out
// but files of over 400 KB: then a held-out file's neighbours are known. Both skip folders of data, of
// vendored code and of commands.
//
// Files are learned in an order shuffled with a fixed seed until there are learnTokens symbols. Then each
// symbol of held-out files is predicted from those before it in its file, which have been added to the
// file's cache, until testTokens were. The shipped corpus takes no part. A hit is the exact text of the lexeme; a literal that stands
// for a class never hits. Blanks and comments are not symbols; line breaks with their change of
// indentation are, and figures are given with them (all) and without (lexemes), and for identifiers.
const (
	learnTokens = 1_000_000
	testTokens  = 60_000
)

type sourceFile struct{ path, text string }

// library reads the files of a standard library and splits them.
func library(tb testing.TB, root, ext string, byFile bool) (learn, held []sourceFile) {
	tb.Helper()
	packages := map[string][]sourceFile{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() && slices.Contains([]string{"testdata", "vendor", "cmd", "test", "tests", "site-packages", "dist-packages", "idlelib", "lib2to3"}, d.Name()) {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ext || !byFile && strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || len(text) > 400_000 || !byFile && strings.Contains(string(text[:min(len(text), 3000)]), "DO NOT EDIT") {
			return err
		}
		key := filepath.Dir(rel)
		if key == "." || byFile {
			key = rel
		}
		packages[key] = append(packages[key], sourceFile{rel, string(text)})
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for name := range packages {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i%10 == 0 {
			held = append(held, packages[name]...)
		} else {
			learn = append(learn, packages[name]...)
		}
	}
	shuffle := rand.New(rand.NewPCG(1, 2))
	shuffle.Shuffle(len(learn), func(i, j int) { learn[i], learn[j] = learn[j], learn[i] })
	shuffle.Shuffle(len(held), func(i, j int) { held[i], held[j] = held[j], held[i] })
	return learn, held
}

func goLibrary(tb testing.TB) (learn, held []sourceFile)     { return readGo(tb, false) }
func pythonLibrary(tb testing.TB) (learn, held []sourceFile) { return readPython(tb, false) }

func readGo(tb testing.TB, byFile bool) (learn, held []sourceFile) {
	root := filepath.Join(runtime.GOROOT(), "src")
	if _, err := os.Stat(root); err != nil {
		tb.Skip("no source of Go's library here: ", err)
	}
	return library(tb, root, ".go", byFile)
}

func readPython(tb testing.TB, byFile bool) (learn, held []sourceFile) {
	out, err := exec.Command("python3", "-I", "-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])").Output()
	if err != nil {
		tb.Skip("no Python interpreter here: ", err)
	}
	return library(tb, strings.TrimSpace(string(out)), ".py", byFile)
}

// learnFiles learns until there are limit symbols.
func learnFiles(lang *syntax.Language, v *vocabulary, files []sourceFile, limit int) (list []*segment, rest []sourceFile) {
	if limit == 0 {
		return nil, files
	}
	d, n := newDraft(), 0
	for i, f := range files {
		d.begin()
		newReader(lang).read(f.text, v.learn, func(s symbol) { d.add(s); n++ })
		if d.history.len() >= draftLimit || n >= limit || i == len(files)-1 {
			list = addSegment(list, d.segment())
			d = newDraft()
		}
		if n >= limit {
			return list, files[i+1:]
		}
	}
	return list, nil
}

type score struct{ n, first, five int }

func (s *score) add(rank int) {
	s.n++
	if rank == 0 {
		s.first++
	}
	if rank >= 0 && rank < 5 {
		s.five++
	}
}

func (s *score) report(b *testing.B, name string) {
	b.ReportMetric(100*float64(s.first)/float64(s.n), name+"-top1-%")
	b.ReportMetric(100*float64(s.five)/float64(s.n), name+"-top5-%")
}

// quality predicts held-out files.
func quality(lang *syntax.Language, v *vocabulary, corpus, segments []*segment, w *weights, held []sourceFile, perFile int, observe func(e, b int, p float64), after func()) (all, lexemes, names score) {
	for _, f := range held {
		if all.n >= testTokens {
			break
		}
		p := &predictor{lexicon: v.lexicon(), history: newHistory(), cache: newCache(), weights: w, limit: 128, observe: observe}
		p.shared[fromWorkspace], p.shared[fromCorpus] = segments, corpus
		left := perFile
		newReader(lang).read(f.text, p.lexicon.token, func(s symbol) {
			if left--; left < 0 {
				return
			}
			p.want = s.token
			rank := slices.IndexFunc(top(p.predict(), 5), func(c candidate) bool { return c.token == s.token })
			if s.token < firstLexeme && !s.token.isLine() {
				rank = -1
			}
			if after != nil {
				after()
			}
			all.add(rank)
			if !s.token.isLine() {
				lexemes.add(rank)
			}
			if s.kind == name {
				names.add(rank)
			}
			p.add(s)
		})
	}
	return all, lexemes, names
}

// plain gives the weights of a plain six-gram with a file cache: half of what is left at each order
// for either source, nothing for any other context.
func plain() *weights {
	w := make(weights, len(experts))
	for e, x := range experts {
		if x.kind < 0 || templates[x.kind].abstract != nil || len(templates[x.kind].offsets) > 5 {
			continue
		}
		for b := range w[e] {
			w[e][b] = 0.5
		}
	}
	return &w
}

// libraries are what figures are measured on.
var libraries = []struct {
	lang *syntax.Language
	read func(tb testing.TB, byFile bool) (learn, held []sourceFile)
}{{syntax.Go, readGo}, {syntax.Python, readPython}}

// BenchmarkQuality prints how often the lexeme that comes next is the model's first choice and among
// its first five, and the same for a plain six-gram with a file cache.
func BenchmarkQuality(b *testing.B) {
	for _, x := range libraries {
		for _, protocol := range []string{"packages", "files"} {
			b.Run(x.lang.Name+"/"+protocol, func(b *testing.B) {
				learn, held := x.read(b, protocol == "files")
				v := newVocabulary()
				segments, _ := learnFiles(x.lang, v, learn, learnTokens)
				for name, w := range map[string]*weights{"sixgram": plain(), "nested": defaultWeights} {
					b.Run(name, func(b *testing.B) {
						for b.Loop() {
							all, lexemes, names := quality(x.lang, v, nil, segments, w, held, math.MaxInt, nil, nil)
							all.report(b, "all")
							lexemes.report(b, "lexemes")
							names.report(b, "names")
						}
					})
				}
			})
		}
	}
}
