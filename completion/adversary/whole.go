package adversary

import (
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Worse returns the rules that find more in a whole text with an insert than in what the user had, which is
// read as it is and as it would be once it was closed. It shares nothing with the gate but the rules.
func Worse(set *rules.Set, t rules.Threshold, l *syntax.Language, before, insert, after string) (ids []string) {
	closing := l.Close(before, after)
	plain, closed := counts(set, t, l, before+after), counts(set, t, l, before+closing.Placeholder+closing.Text+after)
	for id, n := range counts(set, t, l, before+insert+after) {
		if n > max(plain[id], closed[id]) {
			ids = append(ids, id)
		}
	}
	return ids
}

// counts says how often each rule that blocks finds something in a text.
func counts(set *rules.Set, t rules.Threshold, l *syntax.Language, text string) map[string]int {
	found := map[string]int{}
	tree, err := syntax.Parse(l, text, 0)
	if err != nil {
		return found
	}
	for _, f := range set.Check(tree, rules.CheckOptions{Unmask: true, Exhaustive: true}).Findings {
		if f.Rule.Blocks(t) {
			found[f.Rule.ID]++
		}
	}
	return found
}
