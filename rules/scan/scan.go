// Package scan checks many files in parallel.
//
// It knows which files a path stands for (ignore files, links, sizes) and how a file becomes a tree. It
// must not know how findings are printed.
package scan

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Bounds on a file. What is beyond them was generated or is no source text; it is reported, never
// passed over in silence.
const (
	MaxBytes = 1 << 20
	MaxLine  = 10_000 // bytes
)

// Options say what to check with, and how.
type Options struct {
	Set      *rules.Set
	Limit    time.Duration         // for one file; zero: 30 s
	Progress func(done, total int) // called after each file, from one goroutine at a time; may be nil
}

// A File is a checked file that has findings.
type File struct {
	Path     string // the path as named, joined with the path below it
	Text     string
	Findings []rules.Finding
}

// An Error says that a path could not be read, or a rule could not analyse it.
type Error struct {
	Path    string
	Rule    string // "" where it is about the whole path
	Message string
}

// A Result is what a scan found. Files and errors are ordered by path.
type Result struct {
	Files   []File
	Errors  []Error
	Scanned int // files
	Lines   int
}

// Run checks the files that the paths stand for. Cancelling the context ends it early, with the
// context's error.
func Run(ctx context.Context, paths []string, o Options) (*Result, error) {
	w := &walker{seen: map[string]bool{}, roots: map[string]string{}, wanted: func(l *syntax.Language) bool { return len(o.Set.For(l)) > 0 }}
	for _, p := range paths {
		w.add(p)
	}
	s := &scanner{options: o, total: len(w.targets), result: &Result{Errors: w.errors}}
	s.run(ctx, w.targets)
	slices.SortFunc(s.result.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortStableFunc(s.result.Errors, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule))
	})
	return s.result, ctx.Err()
}

// scanner shares the work out. Its mutex guards result and done.
type scanner struct {
	options Options
	total   int

	mu     sync.Mutex
	done   int
	result *Result
}

// run hands the targets to as many workers as there are processors. Trees are large, so none waits in a
// queue.
func (s *scanner) run(ctx context.Context, targets []target) {
	var wg sync.WaitGroup
	next := make(chan target)
	for range min(len(targets), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for t := range next {
				s.add(s.scan(t))
			}
		})
	}
	defer wg.Wait()
	defer close(next)
	for _, t := range targets {
		select {
		case next <- t:
		case <-ctx.Done():
			return
		}
	}
}

// add takes a worker's outcome; the order in which they come does not matter, Run sorts them.
func (s *scanner) add(f File, lines int, errors []Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(f.Findings) > 0 {
		s.result.Files = append(s.result.Files, f)
	}
	s.result.Errors = append(s.result.Errors, errors...)
	if lines >= 0 {
		s.result.Scanned++
		s.result.Lines += lines
	}
	s.done++
	if s.options.Progress != nil {
		s.options.Progress(s.done, s.total)
	}
}

// scan checks one file; lines is -1 where it could not be.
func (s *scanner) scan(t target) (f File, lines int, errs []Error) {
	text, err := read(t.path)
	limit := cmp.Or(s.options.Limit, 30*time.Second)
	start := time.Now()
	check := rules.CheckOptions{Path: t.below, Deadline: start.Add(limit), Suppressions: true}
	if err == nil && !s.options.Set.Promises(t.lang, text, check) {
		return f, countLines(text), nil
	}
	var tree *syntax.Tree
	if err == nil {
		tree, err = syntax.Parse(t.lang, text, limit)
	}
	if err != nil {
		return f, -1, []Error{{Path: t.path, Message: err.Error()}}
	}
	report := s.options.Set.Check(tree, check)
	return File{t.path, text, report.Findings}, countLines(text), unknowns(t.path, report.Unknown, len(s.options.Set.For(t.lang)))
}

// unknowns turns rules without an answer into errors. Where all of a language's rules fail for one
// reason, it is the file's, and is said once.
func unknowns(path string, unknown []rules.Unknown, active int) (errs []Error) {
	reasons := map[string]bool{}
	for _, u := range unknown {
		reasons[u.Reason] = true
		errs = append(errs, Error{Path: path, Rule: u.Rule.ID, Message: u.Reason})
	}
	if len(errs) > 1 && len(errs) == active && len(reasons) == 1 {
		errs = []Error{{Path: path, Message: errs[0].Message}}
	}
	return errs
}

// countLines counts a last line without an end too.
func countLines(text string) int {
	n := strings.Count(text, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		n++
	}
	return n
}

// read returns the text of a file that can be analysed. Bytes that are no UTF-8 stay as they are: the
// parser makes errors of them and goes on.
func read(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("reading: %w", err)
	case len(text) > MaxBytes:
		return "", fmt.Errorf("the file has more than %d bytes", MaxBytes)
	case bytes.IndexByte(text, 0) >= 0:
		return "", fmt.Errorf("the file is binary: it holds zero bytes")
	}
	for line := range bytes.Lines(text) {
		if len(line) > MaxLine {
			return "", fmt.Errorf("a line has more than %d bytes", MaxLine)
		}
	}
	return string(text), nil
}
