package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// kept returns the lines whose findings the comments of a Python text leave, when the rule a.md5
// found every `hit`, and the lines of directives without a reason.
func kept(t *testing.T, text string) (lines, unsaid []int) {
	t.Helper()
	tree, err := syntax.Parse(syntax.Python, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	rule := &Rule{ID: "a.md5"}
	var all []Finding
	for at := 0; ; {
		i := strings.Index(text[at:], "hit")
		if i < 0 {
			break
		}
		all = append(all, Finding{Rule: rule, Span: syntax.Span{Start: at + i, End: at + i + 3}})
		at += i + 3
	}
	for _, f := range suppress(tree, all, syntax.Span{}) {
		line, _ := tree.Line(f.Span.Start)
		if f.Rule == rule {
			lines = append(lines, line)
		} else {
			unsaid = append(unsaid, line)
		}
	}
	return lines, unsaid
}

// What Semgrep does with each of these lines was tried with Semgrep 1.182.
func TestSemgrepSuppressions(t *testing.T) {
	for text, want := range map[string]bool{ // whether the finding is kept
		"hit # nosemgrep":                 false,
		"hit # nosem":                     false,
		"hit # nosemgrep: a.md5":          false,
		"hit # nosemgrep: md5":            false,
		"hit # nosemgrep: other":          true,
		"hit # nosemgrep: other, a.md5":   false,
		"hit # nosemgrep:a.md5":           false,
		"hit # nosemgrep other text":      false,
		"hit #nosemgrep":                  true,
		"# nosemgrep\nhit":                false,
		"# nosemgrep: a.md5\nhit":         false,
		"x = 1 # nosemgrep\nhit":          true,
		"# hello nosemgrep\nhit":          true,
		"hit(  # nosemgrep\n15)":          false,
		"hit(\n16)  # nosemgrep":          true,
		"s = ' nosemgrep'; hit":           false,
		"hit # xnosemgrep":                true,
		"hit # nosemgrep: a.md5 because":  false,
		"hit # nosemgrep : a.md5":         false,
		"hit # NOSEMGREP":                 false,
		"hit # nosemgrep:  other,  a.md5": false,
		"hit # nosemgrep: \"a.md5\"":      false,
		"hit # nosemgrep=a.md5":           false,
		"hit # nosemgrep: rules.a.md5":    true,
		"# nosemgrep\n\nhit":              true,
	} {
		if lines, _ := kept(t, text); (len(lines) > 0) != want {
			t.Errorf("%q: kept %v", text, lines)
		}
	}
}

func TestSluiceIgnore(t *testing.T) {
	for text, want := range map[string]string{ // kept, unsaid
		"hit # sluice:ignore a.md5: a checksum":           "[] []",
		"# sluice:ignore a.md5: a checksum\nhit":          "[] []",
		"# sluice:ignore b, a.md5: both\nhit":             "[] []",
		"# sluice:ignore a.md5: why\n\nhit":               "[3] []",
		"x # sluice:ignore a.md5: why\nhit":               "[2] []",
		"hit # sluice:ignore b: why":                      "[1] []",
		"hit # sluice:ignore md5: why":                    "[1] []",
		"hit # sluice:ignore a.md5":                       "[1] [1]",
		"hit # sluice:ignore a.md5:":                      "[1] [1]",
		"hit # sluice:ignore":                             "[1] [1]",
		"hit # sluice:ignore: because":                    "[1] [1]",
		"s = 'sluice:ignore a.md5: why'; hit":             "[1] []",
		"hit # sluice:ignored a.md5: why":                 "[1] []",
		"hit hit # sluice:ignore a.md5: why\nhit # plain": "[2] []",
	} {
		lines, unsaid := kept(t, text)
		if diff := cmp.Diff(want, fmt.Sprint(lines, unsaid)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestSluiceIgnoreInBlockComments(t *testing.T) {
	text := "/* sluice:ignore a: why */\nhit();\nhit(); /* sluice:ignore a: */\n// sluice:ignore a: why\nhit();\n"
	tree, err := syntax.Parse(syntax.C, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	s := newSuppressions(tree)
	if diff := cmp.Diff(map[int][]string{1: {"a"}, 2: {"a"}, 4: {"a"}, 5: {"a"}}, s.ignored); diff != "" {
		t.Error(diff)
	}
	if len(s.unsaid) != 1 {
		t.Errorf("got %d directives without a reason, want 1", len(s.unsaid))
	}
}

func TestSettled(t *testing.T) {
	span := syntax.Span{Start: 2, End: 5}
	for _, c := range []struct {
		incomplete incomplete
		sealed     bool
		at         int
		want       bool
	}{
		{incompleteDerived, false, 9, true},
		{incompleteDerived, false, 8, false},
		{incompleteDerived, true, 8, true},
		{incompleteDerived, true, 7, false},
		{incompleteWait, true, 100, false},
		{incompleteDefinite, false, 3, true},
		{incompleteDefinite, false, 2, false},
	} {
		f := Finding{Rule: &Rule{incomplete: c.incomplete}, Span: span, extent: syntax.Span{End: 8}, sealed: c.sealed}
		if got := f.Settled(c.at); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}
