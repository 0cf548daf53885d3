package packs

import (
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// unmutated are rules whose safe form no replaced lines make bad, and why.
var unmutated = map[string]string{}

// TestMutations makes each rule's safe form bad, one change at a time: lines of a near miss become those of a
// violation, where they stand, and only then the rule finds something there.
func TestMutations(t *testing.T) {
	set, shown := rules.NewSet(Builtin()), map[string]bool{}
	for _, result := range rules.Test(Builtin()).Results {
		if shown[result.ID] {
			continue
		}
		data, err := files.ReadFile(result.File)
		if err != nil {
			t.Fatal(err)
		}
		shown[result.ID] = mutates(t, set, result.ID, syntax.ByPath(result.File), strings.Split(string(data), "\n"))
	}
	for _, r := range Builtin().Rules {
		if reason := unmutated[r.ID]; !shown[r.ID] && reason == "" {
			t.Errorf("%s finds nothing in its safe form made bad", r.ID)
		} else if shown[r.ID] && reason != "" {
			t.Errorf("%s is listed as unmutated: %s", r.ID, reason)
		}
	}
}

// mutates reports whether some lines of a violation, in the place of those of a near miss, make the rule find what it
// did not.
func mutates(t *testing.T, set *rules.Set, id string, lang *syntax.Language, lines []string) bool {
	bad, good := marked(lines, "ruleid:", id), marked(lines, "ok:", id)
	for _, span := range []int{1, 2, 3, 4, 5, 6, 8, 12} {
		for _, b := range bad {
			for _, g := range good {
				for _, above := range []int{0, span - 1} {
					safe := func(l int) bool { return l < g-above || l >= g-above+span }
					if slices.ContainsFunc(bad, func(l int) bool { return !safe(l) }) {
						continue // it finds something there already
					}
					if mutated, at, ok := graft(lines, b, g, span, above); ok && finds(t, set, id, lang, mutated, at) {
						return true
					}
				}
			}
		}
	}
	return false
}

// marked returns the lines that a comment marks for a rule.
func marked(lines []string, word, id string) (out []int) {
	for i, l := range lines {
		if _, ids, ok := strings.Cut(l, " "+word); ok && slices.ContainsFunc(strings.Split(ids, ","), func(s string) bool { return strings.TrimSpace(s) == id }) && i+1 < len(lines) {
			out = append(out, i+1)
		}
	}
	return out
}

// graft puts span lines of a violation, above of them before the marked one, in the place of as many at the near miss. It
// returns where they stand then.
func graft(lines []string, bad, good, span, above int) (text string, at [2]int, ok bool) {
	from, to := bad-above, good-above
	if from < 0 || to < 0 || from+span > len(lines) || to+span > len(lines) || from < to+span && to < from+span {
		return "", at, false
	}
	out := slices.Clone(lines)
	copy(out[to:to+span], lines[from:from+span])
	return strings.Join(out, "\n"), [2]int{to, to + span}, true
}

// finds reports whether the rule finds something in the lines of a text that parses.
func finds(t *testing.T, set *rules.Set, id string, lang *syntax.Language, text string, at [2]int) bool {
	t.Helper()
	tree := parse(t, lang, text)
	index := syntax.NewLineIndex(text)
	only := rules.CheckOptions{Only: func(r *rules.Rule) bool { return r.ID == id }}
	return !tree.Root().HasError() && slices.ContainsFunc(set.Check(tree, only).Findings, func(f rules.Finding) bool {
		line, _ := index.LineColumn(f.Span.Start)
		return line-1 >= at[0] && line-1 < at[1]
	})
}
