package rules

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Status is the outcome of a rule's fixture.
type Status string

// The statuses.
const (
	Passed      Status = "passed"
	Failed      Status = "failed"
	SkippedRule Status = "skipped" // the rule uses what sluice does not have
)

// fixtureLimit bounds one rule on one fixture: the rules may be a stranger's.
const fixtureLimit = 30 * time.Second

// A Result is what one rule did on one fixture. The field names are an interface.
type Result struct {
	ID         string `json:"id"`
	File       string `json:"file"`
	Status     Status `json:"status"`
	Missed     []int  `json:"missed"`         // lines that should have been found
	Unexpected []int  `json:"unexpected"`     // lines that should not
	Reason     string `json:"reason"`         // why it was skipped or could not run
	Todo       int    `json:"todo,omitempty"` // lines that are known misses
}

// A TestReport is the outcome of all fixtures of a pack. A rule counts once, however many fixtures it
// has: it passed if it passed on all of them. Rules without a fixture do not count.
type TestReport struct {
	Rules   int      `json:"rules"`
	Passed  int      `json:"passed"`
	Failed  int      `json:"failed"`
	Skipped int      `json:"skipped"`
	Results []Result `json:"results"`
}

// Test runs the rules of a pack on the fixtures that lie beside their files. Comments that suppress
// findings do not count, as in Semgrep's own test runner.
func Test(p *Pack) TestReport { return TestWith(p, TestOptions{}) }

// TestOptions are what the rules of a fixture may do.
type TestOptions struct {
	Calls bool // rules with mode: taint follow calls inside the file; native ones always do
}

// TestWith is Test with options.
func TestWith(p *Pack, o TestOptions) TestReport {
	files := p.byFile()
	rows := make([][]Result, len(files))
	inParallel(len(files), func(i int) {
		rows[i] = files[i].test(p.fsys, o)
	})
	return summarise(slices.Concat(rows...))
}

// testFile is the rules of one file.
type testFile struct {
	file, path string
	rules      []*Rule
	skipped    []Skipped
}

// byFile groups what a pack holds by the file that defines it, in lexical order: fixtures belong to
// files, not to rules.
func (p *Pack) byFile() []*testFile {
	byName := map[string]*testFile{}
	at := func(file, path string) *testFile {
		if byName[file] == nil {
			byName[file] = &testFile{file: file, path: path}
		}
		return byName[file]
	}
	for _, r := range p.Rules {
		f := at(r.file, r.Path)
		f.rules = append(f.rules, r)
	}
	for _, s := range p.Skipped {
		f := at(s.file, s.Path)
		f.skipped = append(f.skipped, s)
	}
	files := make([]*testFile, 0, len(byName))
	for _, f := range byName {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *testFile) int { return cmp.Compare(a.file, b.file) })
	return files
}

// fixtures lists the files beside a rule file that bear its name: foo.py, foo.test.py and so on beside
// foo.yaml. What a fix should make of them (foo.fixed.py) is none, and foo.bar.py is of foo.bar.yaml
// where that exists.
func fixtures(fsys fs.FS, ruleFile string) []string {
	dir, stem := path.Dir(ruleFile), stemOf(ruleFile)
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		bears := strings.HasPrefix(e.Name(), stem+".") && !strings.HasPrefix(e.Name(), stem+".fixed.")
		nearer := func(other fs.DirEntry) bool {
			s := stemOf(other.Name())
			return len(s) > len(stem) && isRuleFile(other.Name()) && strings.HasPrefix(e.Name(), s+".")
		}
		if bears && e.Type().IsRegular() && !isYAML(e.Name()) && !slices.ContainsFunc(entries, nearer) {
			found = append(found, path.Join(dir, e.Name()))
		}
	}
	return found
}

// stemOf returns a file's name without its folder and its last extension.
func stemOf(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// test runs every rule of the file on every fixture beside it. A fixture that cannot be read fails the
// rules that it may have been meant for: silence would look like success.
func (f *testFile) test(fsys fs.FS, o TestOptions) (rows []Result) {
	for _, name := range fixtures(fsys, f.file) {
		display := filepath.Join(filepath.Dir(f.path), path.Base(name))
		text, err := readBounded(fsys, name)
		annotated := parseAnnotations(text)
		for _, r := range f.rules {
			switch lang := fixtureLanguage(name, r.Languages, annotated[r.ID] != nil); {
			case err != nil:
				rows = append(rows, Result{ID: r.ID, File: display, Status: Failed, Reason: err.Error()})
			case lang != nil:
				rows = append(rows, testRule(r, lang, display, text, annotated[r.ID], o)...)
			}
		}
		for _, s := range f.skipped {
			if annotated[s.ID] != nil {
				rows = append(rows, Result{ID: s.ID, File: display, Status: SkippedRule, Reason: s.Reason})
			}
		}
	}
	return rows
}

// fixtureLanguage returns the language in which a rule reads a fixture, nil if the fixture is not the
// rule's. A file of an unknown kind is read in the rule's first language if it speaks of the rule: it
// may be prose otherwise.
func fixtureLanguage(file string, languages []*syntax.Language, annotated bool) *syntax.Language {
	switch l := syntax.ByPath(file); {
	case slices.Contains(languages, l):
		return l
	case l == syntax.C && slices.Contains(languages, syntax.CPP):
		return syntax.CPP // a header is of both
	case l == nil && annotated:
		return languages[0]
	}
	return nil
}

// testRule runs one rule on one fixture. It gives no row where the fixture does not speak of the rule
// and the rule finds nothing.
func testRule(r *Rule, lang *syntax.Language, display, text string, expected map[int]expectation, o TestOptions) []Result {
	row := Result{ID: r.ID, File: display, Status: Passed, Missed: []int{}, Unexpected: []int{}}
	found, err := r.foundLines(lang, text, o)
	if err != nil {
		row.Status, row.Reason = Failed, err.Error()
	}
	for line, e := range expected {
		switch {
		case e == todo:
			row.Todo++
		case e == mustFind && !found[line]:
			row.Missed = append(row.Missed, line)
		}
	}
	for line := range found {
		if e, said := expected[line]; !said || e == mustNotFind {
			row.Unexpected = append(row.Unexpected, line)
		}
	}
	if expected == nil && len(found) == 0 && err == nil {
		return nil
	}
	if len(row.Missed)+len(row.Unexpected) > 0 {
		row.Status = Failed
	}
	slices.Sort(row.Missed)
	slices.Sort(row.Unexpected)
	return []Result{row}
}

// foundLines returns the lines on which findings of the rule start.
func (r *Rule) foundLines(lang *syntax.Language, text string, o TestOptions) (map[int]bool, error) {
	tree, err := syntax.Parse(lang, text, fixtureLimit)
	if err != nil {
		return nil, err
	}
	report := NewSet(&Pack{Rules: []*Rule{r}, models: r.pack.models}).Check(tree, CheckOptions{Deadline: time.Now().Add(fixtureLimit), NoCalls: !o.Calls})
	lines, found := syntax.NewLineIndex(text), map[int]bool{}
	for _, f := range report.Findings {
		line, _ := lines.LineColumn(f.Span.Start)
		found[line] = true
	}
	if len(report.Unknown) > 0 {
		return found, fmt.Errorf("could not analyse: %s", report.Unknown[0].Reason)
	}
	return found, nil
}

// summarise counts rules, not rows: a rule with fixtures in two languages is one, and fails if either
// does.
func summarise(rows []Result) TestReport {
	t := TestReport{Results: append([]Result{}, rows...)}
	type key struct{ id, dir string }
	worst := map[key]Status{}
	for i := range t.Results {
		row := &t.Results[i]
		if row.Missed == nil {
			row.Missed, row.Unexpected = []int{}, []int{}
		}
		k := key{row.ID, filepath.Dir(row.File)}
		if worst[k] != Failed {
			worst[k] = row.Status
		}
	}
	for _, s := range worst {
		switch t.Rules++; s {
		case Passed:
			t.Passed++
		case Failed:
			t.Failed++
		case SkippedRule:
			t.Skipped++
		}
	}
	return t
}
