package rules

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Pack is the rules of one file or folder, with what could not be loaded. It is immutable.
type Pack struct {
	Rules   []*Rule // by file, and in a file as they stand
	Skipped []Skipped
	Errors  []*LoadError

	models map[*syntax.Language]*flow.Models // of models.yaml, by language
	fsys   fs.FS                             // where the rule files and the fixtures beside them are read
}

// A LoadError says what is wrong with a rule file, and where.
type LoadError struct {
	Path string // as loaded
	Line int    // 1-based
	Rule string // "" where it is not about one rule
	Err  error
}

// Error reads like a compiler's message, so that editors find the place.
func (e *LoadError) Error() string {
	where := fmt.Sprintf("%s:%d: ", e.Path, e.Line)
	if e.Rule != "" {
		where += "rule " + e.Rule + ": "
	}
	return where + e.Err.Error()
}

func (e *LoadError) Unwrap() error { return e.Err }

// Load reads the rules at root, a rule file or a folder of them, and compiles them. Below a folder it
// takes *.yaml and *.yml that hold rules, without hidden ones and without test targets (*.test.yaml).
// A bad file or rule is listed in the pack's Errors and the rest is loaded; the error is of a root
// that cannot be read.
func Load(fsys fs.FS, root string) (*Pack, error) { return load(fsys, root, "") }

// LoadPath is Load for a file or folder of the operating system. Rules know their files by path,
// joined with the path below it.
func LoadPath(name string) (*Pack, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("loading rules: %w", err)
	case info.IsDir():
		return load(os.DirFS(name), ".", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("loading rules: %s is neither a file nor a folder", name)
	}
	dir, base := filepath.Split(name)
	return load(os.DirFS(filepath.Clean(dir)), base, dir)
}

// load is Load with the prefix that turns a path of the file system into the one that users know. Files
// are compiled in parallel, each into a pack of its own, and put together in their order.
func load(fsys fs.FS, root, prefix string) (*Pack, error) {
	files, err := ruleFiles(fsys, root)
	if err != nil {
		return nil, fmt.Errorf("loading rules: %w", err)
	}
	files = withModels(fsys, files, root)
	loaded := make([]*Pack, len(files))
	inParallel(len(files), func(i int) {
		display := files[i]
		if prefix != "" {
			display = filepath.Join(prefix, filepath.FromSlash(display))
		}
		l := fileLoader{fsys: fsys, file: files[i], path: display, named: files[i] == root, pack: &Pack{}}
		l.load()
		loaded[i] = l.pack
	})
	pack := &Pack{fsys: fsys}
	for _, p := range loaded {
		pack.Rules = append(pack.Rules, p.Rules...)
		pack.Skipped = append(pack.Skipped, p.Skipped...)
		pack.Errors = append(pack.Errors, p.Errors...)
		pack.models = mergeModels(pack.models, p.models)
	}
	for _, r := range pack.Rules {
		r.pack = pack
	}
	return pack, nil
}

// inParallel calls work with 0 to n-1, on as many goroutines as there are processors, and waits.
func inParallel(n int, work func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// ruleFiles lists what may hold rules, in lexical order. Links below a folder are not followed: a
// hostile workspace could name any file by one.
func ruleFiles(fsys fs.FS, root string) ([]string, error) {
	var files []string
	err := fs.WalkDir(fsys, root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && p == root:
			return err
		case err != nil:
			return nil
		case p == root && !d.IsDir():
			files = append(files, p)
		case p != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular() && isRuleFile(d.Name()):
			files = append(files, p)
		}
		return nil
	})
	return files, err
}

// isRuleFile tells rule files by name from the targets and expected fixes of rules that are about YAML.
func isRuleFile(name string) bool {
	kind := path.Ext(stemOf(name))
	return isYAML(name) && kind != ".test" && kind != ".fixed"
}

func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

// fileLoader loads one file into a pack of its own.
type fileLoader struct {
	fsys       fs.FS
	file, path string
	named      bool // the user named this very file: it must hold rules
	pack       *Pack
}

// fail lists an error of the file; line is 1-based.
func (l *fileLoader) fail(line int, rule string, err error) {
	l.pack.Errors = append(l.pack.Errors, &LoadError{l.path, line, rule, err})
}

// holdsRules tells rule files from the other YAML of a repository before anything is parsed.
var holdsRules = regexp.MustCompile(`(?m)^\s*\{?\s*["']?rules["']?\s*:`)

// load reads all documents of the file. In a folder, what holds no rules is none of our business: a
// repository's other YAML may be templates that no parser takes.
func (l *fileLoader) load() {
	text, err := readBounded(l.fsys, l.file)
	if err != nil {
		l.fail(1, "", err)
		return
	}
	if path.Base(l.file) == modelsFile {
		l.models(text)
		return
	}
	if !l.named && !holdsRules.MatchString(text) {
		return
	}
	docs, err := parseYAML(text)
	if err != nil {
		l.fail(errorLine(err, 1), "", err)
		return
	}
	found := false
	for _, d := range docs {
		if m, ok := d.(*ast.MappingNode); ok && entry(m, "rules") != nil {
			found = true
			l.rules(entry(m, "rules"))
		}
	}
	if !found && l.named {
		l.fail(1, "", errors.New("the file has no list of rules"))
	}
}

// readBounded reads a file up to one byte beyond the bound, so that a larger one is noticed and an
// endless one ends. A byte order mark is no part of the text.
func readBounded(fsys fs.FS, file string) (string, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	return strings.TrimPrefix(string(text), "\ufeff"), err
}

// errorLine finds the line that an error speaks of. Errors of package match wrap their own.
func errorLine(err error, otherwise int) int {
	var u *match.Unsupported
	if errors.As(err, &u) && u.Line > 0 {
		return u.Line
	}
	var at *lineError
	if errors.As(err, &at) {
		return at.line
	}
	return otherwise
}

// rules reads a list of rules. Each ends up in exactly one of the pack's three lists.
func (l *fileLoader) rules(n ast.Node) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		l.fail(lineOf(n), "", errors.New("rules must be a list"))
		return
	}
	lines := map[string]int{}
	for _, n := range list.Values {
		r, err := readRule(n)
		r.Path, r.file = l.path, l.file
		var u *match.Unsupported
		switch first, twice := lines[r.ID]; {
		case errors.As(err, &u):
			l.pack.Skipped = append(l.pack.Skipped, skipped(r, u))
		case err != nil:
			l.fail(errorLine(err, r.Line), r.ID, err)
		case twice:
			l.fail(r.Line, r.ID, fmt.Errorf("the id stands on line %d already", first))
		default:
			lines[r.ID] = r.Line
			l.pack.Rules = append(l.pack.Rules, r)
		}
	}
}

// skipped keeps what is known of the rule: its fixtures still ask for it by its id.
func skipped(r *Rule, u *match.Unsupported) Skipped {
	reason := u.Operator + " is not supported"
	if u.Reason != "" {
		reason += ": " + u.Reason
	}
	return Skipped{ID: r.ID, Path: r.Path, Line: r.Line, Reason: reason, languages: r.Languages, file: r.file}
}

// Untrusted returns the pack as a repository may bring it: its rules check, and their fixes, which
// would write text, are taken away and reported.
func (p *Pack) Untrusted() *Pack {
	out := *p
	out.Rules = nil
	out.Errors = p.Errors[:len(p.Errors):len(p.Errors)]
	for _, r := range p.Rules {
		if r.fix != nil {
			bare := *r
			bare.fix, r = nil, &bare
			out.Errors = append(out.Errors, &LoadError{r.Path, r.Line, r.ID, errors.New("the fix is not used: the workspace is not trusted")})
		}
		out.Rules = append(out.Rules, r)
	}
	out.distrustModels()
	return &out
}
