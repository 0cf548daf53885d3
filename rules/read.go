package rules

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// readRule reads and compiles one rule. An error that wraps *match.Unsupported means that the rule is
// sound and sluice lacks what it uses. The rule that comes with an error has what could be read of it.
func readRule(n ast.Node) (*Rule, error) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		return &Rule{Line: lineOf(n)}, errorAt(n, "a rule must be a mapping")
	}
	r := &Rule{Line: lineOf(m)}
	for _, read := range []func(*Rule, *ast.MappingNode) error{
		readID, readText, readMetadata, readPaths, readFix, readLanguages, readBody,
	} {
		if err := read(r, m); err != nil {
			return r, err
		}
	}
	canonical, err := json.Marshal(value(m))
	if err != nil {
		return r, errorAt(m, "reading the rule: %w", err)
	}
	r.digest = sha256.Sum256(canonical)
	return r, nil
}

// text returns the scalar at a key, with an error where something else stands there.
func text(m *ast.MappingNode, key string, required bool) (string, error) {
	n := entry(m, key)
	if _, null := n.(*ast.NullNode); n == nil || null {
		if required {
			return "", errorAt(m, "the rule has no %s", key)
		}
		return "", nil
	}
	s, ok := scalarText(n)
	if !ok || required && strings.TrimSpace(s) == "" {
		return "", errorAt(n, "%s must be a text", key)
	}
	return s, nil
}

// texts returns the scalars at a key that holds a list or a single scalar.
func texts(m *ast.MappingNode, key string) ([]string, error) {
	n := entry(m, key)
	if s, ok := scalarText(n); ok {
		return []string{s}, nil
	}
	if _, null := n.(*ast.NullNode); n == nil || null {
		return nil, nil
	}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return nil, errorAt(n, "%s must be a list", key)
	}
	var out []string
	for _, v := range list.Values {
		s, ok := scalarText(v)
		if !ok {
			return nil, errorAt(v, "%s must hold texts", key)
		}
		out = append(out, s)
	}
	return out, nil
}

// section returns the mapping at a key, an empty one where the key is absent or null.
func section(m *ast.MappingNode, key string) (*ast.MappingNode, error) {
	switch n := entry(m, key).(type) {
	case nil, *ast.NullNode:
		return &ast.MappingNode{}, nil
	case *ast.MappingNode:
		return n, nil
	default:
		return nil, errorAt(n, "%s must be a mapping", key)
	}
}

var ruleID = regexp.MustCompile(`^[A-Za-z0-9_./-]+$`)

// readID keeps ids to what a comment, a command line and a URI can all hold without quoting.
func readID(r *Rule, m *ast.MappingNode) (err error) {
	if r.ID, err = text(m, "id", true); err != nil {
		return err
	}
	if n := entry(m, "id"); !ruleID.MatchString(r.ID) || len(r.ID) > 200 {
		return errorAt(n, "the id %.40q must consist of letters, digits and . _ - /", r.ID)
	} else {
		r.Line = lineOf(n)
	}
	return nil
}

// readText reads the message and the severity, which Semgrep requires too.
func readText(r *Rule, m *ast.MappingNode) error {
	message, err := text(m, "message", true)
	if err != nil {
		return err
	}
	r.Message = strings.TrimSpace(message)
	severity, err := text(m, "severity", true)
	if err != nil {
		return err
	}
	var ok bool
	if r.Severity, ok = ParseSeverity(severity); !ok {
		return errorAt(entry(m, "severity"), "the severity %q is none of ERROR, WARNING, INFO, CRITICAL, HIGH, MEDIUM, LOW", severity)
	}
	return nil
}

var cweNumber = regexp.MustCompile(`(?i)^\s*(?:CWE[-:\s]*)?0*([1-9][0-9]{0,5})\b`)

// readMetadata takes the metadata that has a meaning here and leaves the rest for those who print it.
// Semgrep gives it no form, so what is not of ours breaks no rule: only our own additions are checked.
func readMetadata(r *Rule, m *ast.MappingNode) error {
	meta, err := section(m, "metadata")
	if err != nil {
		return err
	}
	r.Metadata, _ = value(meta).(map[string]any)
	cwes, _ := texts(meta, "cwe")
	for _, c := range cwes {
		if n := cweNumber.FindStringSubmatch(c); n != nil {
			r.CWE = append(r.CWE, "CWE-"+n[1])
		}
	}
	r.References, _ = texts(meta, "references")
	kinds, _ := texts(meta, "subcategory")
	r.audit = slices.Contains(kinds, "audit")
	r.Confidence = Medium
	if written, ok := scalarText(entry(meta, "confidence")); ok {
		if c, known := ParseConfidence(written); known {
			r.Confidence = c
		}
	}
	return readAdditions(r, meta)
}

// readAdditions reads metadata.sluice, which Semgrep does not look at.
func readAdditions(r *Rule, meta *ast.MappingNode) error {
	own, err := section(meta, "sluice")
	if err != nil {
		return err
	}
	for _, v := range own.Values {
		s, ok := scalarText(v.Value)
		switch key := keyName(v); {
		case !ok:
			return errorAt(v.Value, "metadata.sluice.%s must be a text", key)
		case key == "prefer":
			r.Prefer = s
		case key == "constrain" && (s == "phrases" || s == "hole" || s == "none"):
			r.Constrain = s
		case key == "incomplete" && s == "wait":
			r.incomplete = incompleteWait
		case key == "incomplete" && s == "definite":
			r.incomplete = incompleteDefinite
		case key == "constrain" || key == "incomplete":
			return errorAt(v.Value, "metadata.sluice.%s has the unknown value %q", key, s)
		default:
			return errorAt(v, "metadata.sluice has no %s; it has prefer, constrain and incomplete", key)
		}
	}
	return nil
}

// readPaths compiles the globs, so that a malformed one is found before the first file.
func readPaths(r *Rule, m *ast.MappingNode) error {
	paths, err := section(m, "paths")
	if err != nil {
		return err
	}
	for key, globs := range map[string]*[]string{"include": &r.paths.include, "exclude": &r.paths.exclude} {
		list, err := texts(paths, key)
		if err != nil {
			return err
		}
		for _, g := range list {
			if g, err = compileGlob(g); err != nil {
				return errorAt(entry(paths, key), "paths.%s: %w", key, err)
			}
			*globs = append(*globs, g)
		}
	}
	return nil
}

// readFix reads `fix`, or else `fix-regex`: where a rule has both, the first counts.
func readFix(r *Rule, m *ast.MappingNode) error {
	if entry(m, "fix") != nil {
		fix, err := text(m, "fix", false)
		// A block scalar ends in a newline that nobody means to insert.
		r.fix = &fixTemplate{text: strings.TrimSuffix(fix, "\n")}
		return err
	}
	own, err := section(m, "fix-regex")
	if err != nil || len(own.Values) == 0 {
		return err
	}
	regex, err := text(own, "regex", true)
	if err != nil {
		return err
	}
	replacement, err := text(own, "replacement", false)
	if err != nil {
		return err
	}
	count := -1
	if n, ok := scalarText(entry(own, "count")); ok {
		if count, err = strconv.Atoi(n); err != nil || count < 1 {
			return errorAt(entry(own, "count"), "count must be a number above zero")
		}
	}
	if r.fix, err = newFixRegex(regex, replacement, count); err != nil {
		return errorAt(own, "%w", err)
	}
	return nil
}

// readLanguages finds the rule's languages. Those that sluice does not parse are left out as long as
// one remains. TypeScript rules run on TSX too, which is a grammar of its own.
func readLanguages(r *Rule, m *ast.MappingNode) error {
	names, err := texts(m, "languages")
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return errorAt(m, "the rule has no languages")
	}
	seen := map[*syntax.Language]bool{}
	add := func(l *syntax.Language) {
		if l != nil && !seen[l] {
			seen[l] = true
			r.Languages = append(r.Languages, l)
		}
	}
	for _, n := range names {
		l := syntax.ByName(n)
		add(l)
		if l == syntax.TypeScript {
			add(syntax.TSX)
		}
	}
	if len(r.Languages) == 0 {
		n := entry(m, "languages")
		return &lineError{lineOf(n), &match.Unsupported{Operator: "languages: " + strings.Join(names, ", "), Line: lineOf(n)}}
	}
	return nil
}

// readBody compiles the patterns for every language of the rule. One that is no code in some language
// fails the whole rule: half a rule looks like a clean file.
func readBody(r *Rule, m *ast.MappingNode) error {
	if flow.IsTaint(m) {
		return readTaint(r, m)
	}
	if mode, _ := scalarText(entry(m, "mode")); mode != "" && mode != "search" {
		n := entry(m, "mode")
		return &lineError{lineOf(n), &match.Unsupported{Operator: "mode: " + mode, Line: lineOf(n)}}
	}
	formula, err := match.ParseFormula(m)
	if err != nil {
		return err
	}
	r.matchers = map[*syntax.Language]*match.Matcher{}
	var compiled []*syntax.Language
	for _, l := range r.Languages {
		matcher, err := match.Compile(formula, l)
		if err != nil && l == syntax.TSX && r.matchers[syntax.TypeScript] != nil {
			continue // what TSX cannot say, such as <T>x, cannot be found in it either
		}
		if err != nil {
			return fmt.Errorf("compiling for %s: %w", l.Name, err)
		}
		r.matchers[l] = matcher
		compiled = append(compiled, l)
	}
	r.Languages = compiled
	return nil
}
