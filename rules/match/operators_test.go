package match

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// features are what the operator table has a row for, each with what tells that a rule uses it.
var features = []struct{ name, uses string }{
	{"pattern", `(?m)^pattern:`},
	{"patterns", `(?m)^patterns:`},
	{"pattern-either", `pattern-either:`},
	{"pattern-not", `pattern-not:`},
	{"pattern-inside", `pattern-inside:`},
	{"pattern-not-inside", `pattern-not-inside:`},
	{"pattern-regex", `pattern-regex:`},
	{"pattern-not-regex", `pattern-not-regex:`},
	{"metavariable-regex", `metavariable-regex:`},
	{"metavariable-pattern", `metavariable-pattern:`},
	{"metavariable-comparison", `metavariable-comparison:`},
	{"metavariable-type", `metavariable-type:`},
	{"metavariable-analysis", `metavariable-analysis:`},
	{"focus-metavariable", `focus-metavariable:`},
	{"`$X`", `\$[A-Z]`},
	{"`$...X`", `\$\.\.\.[A-Z]`},
	{"`...` in lists", `[\w$]\s*\([^)\n]*\.\.\.|\[\.\.\.|\{\.\.\.,|\.\.\., `},
	{"`...` between statements", `(?m)^\s*\.\.\.\s*$|\{ \.\.\. \}`},
	{"`<... P ...>`", `<\.\.\.`},
	{"chains `a. ... .b()`", `\. \.\.\. \.`},
	{"`\"...\"`", `"\.\.\."`},
	{"`\"$X\"`", `"\$[A-Z]`},
	{"`\"=~/re/\"`", `"=~/`},
	{"typed metavariables", `\(\$[A-Z]\w*\s*:|\([\w.]+ \*?\$[A-Z]\w*\)`},
	{"functions and methods", `def |func |function|\) \{ |=> `},
	{"classes", `class \$`},
	{"decorators and annotations", `(?m)^\s*(pattern: )?@|, @`},
	{"imports", `import |require\(|#include`},
	{"assignments", `\$[A-Z]\w* :?= `},
	{"conditions and loops", `\b(if|for|while|switch|do)\b`},
	{"try and catch", `\btry\b|\bcatch\b`},
	{"dictionaries and objects", `\{\.\.\., |\{"?\w+"?: |Config\{`},
	{"new", `\bnew \S`},
	{"JSX", `<\$T|<div|<a `},
}

// operatorTable is the table of the documentation: of the pairs that use an operator, how many agree
// with Semgrep.
func operatorTable(t *testing.T) string {
	var b strings.Builder
	b.WriteString("# Operators\n\nOf the pairs of the differential corpus that use an operator, how many give what Semgrep gives.\n" +
		"`go test ./rules/match -run TestOperatorTable -update` writes this file; it is not to be edited.\n\n")
	langs := languages(t)
	b.WriteString("| operator | " + strings.Join(langs, " | ") + " |\n|" + strings.Repeat(" --- |", len(langs)+1) + "\n")
	for _, f := range features {
		row := "| " + f.name + " |"
		for _, lang := range langs {
			row += " " + agreement(t, lang, regexp.MustCompile(f.uses)) + " |"
		}
		b.WriteString(row + "\n")
	}
	return b.String()
}

func agreement(t *testing.T, lang string, uses *regexp.Regexp) string {
	want, same, all := golden(t, lang), 0, 0
	for _, p := range corpus(t, lang) {
		if !uses.MatchString(p.rule) {
			continue
		}
		all++
		if p.difference(t, want[p.name]) == "" {
			same++
		}
	}
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", same, all)
}

func TestOperatorTable(t *testing.T) {
	table := operatorTable(t)
	if *update {
		if err := os.WriteFile("OPERATORS.md", []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stored, err := os.ReadFile("OPERATORS.md")
	if err != nil || string(stored) != table {
		t.Error("OPERATORS.md is not what the differential test shows; run this test with -update")
	}
}
