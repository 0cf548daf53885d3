package rules

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseYAMLExpandsAliasesAndMerges(t *testing.T) {
	docs, err := parseYAML(`
base: &base {severity: ERROR, languages: [python]}
list: &list [a, b]
one:
  <<: *base
  severity: INFO
two: *list
three: {<<: [*base, {severity: LOW, extra: 1}]}
text: !!str 12
block: |
  line
none: ~
`)
	if err != nil {
		t.Fatal(err)
	}
	languages := []any{"python"}
	want := map[string]any{
		"base":  map[string]any{"severity": "ERROR", "languages": languages},
		"list":  []any{"a", "b"},
		"one":   map[string]any{"severity": "INFO", "languages": languages},
		"two":   []any{"a", "b"},
		"three": map[string]any{"severity": "ERROR", "languages": languages, "extra": uint64(1)},
		"text":  "12", "block": "line\n", "none": nil,
	}
	if diff := cmp.Diff(want, value(docs[0])); diff != "" {
		t.Error(diff)
	}
}

func TestParseYAMLRefusesHostileFiles(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 12 {
		prev, next := string(rune('a'+i)), string(rune('b'+i))
		bomb += next + "0: &" + next + "0 [" + strings.Repeat("*"+prev+"0, ", 9) + "*" + prev + "0]\n"
	}
	for name, c := range map[string]struct {
		text, want string
		line       int
	}{
		"bomb":            {bomb, "aliases expand", 6},
		"deep flow":       {"a: 1\nb: " + strings.Repeat("[", 100_000), "nested too deeply", 2},
		"deep block":      {strings.Repeat("- ", 100_000), "indented too far", 1},
		"unknown alias":   {"a: 1\nb: *nope", "no anchor", 2},
		"own alias":       {"a: &a [*a]", "no anchor", 1},
		"duplicate key":   {"a: 1\na: 2", "already defined", 2},
		"open quote":      {"a: 1\nb: \"open\n", "", 2},
		"tag":             {"a: !!binary AAAA", "no meaning", 1},
		"merge of scalar": {"a:\n  <<: 3\n", "<< takes", 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseYAML(c.text)
			var at *lineError
			if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &at) {
				t.Fatalf("got %v", err)
			}
			if at.line != c.line {
				t.Errorf("got line %d, want %d: %v", at.line, c.line, err)
			}
		})
	}
}

func FuzzParseYAML(f *testing.F) {
	for _, seed := range []string{
		"rules:\n- id: a\n  pattern: f(...)\n", "a: &a {b: *a}", "a: !!str 1", "- - - a", "? a\n: b", "<<: {a: b}",
		"a: |\n  x\n y", "%YAML 1.2\n---\na", "{a: [b, c: d]}", "\xff\xfe", "a: \"\\u0000\"", "---\n...\n---\nb",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		docs, err := parseYAML(text)
		if err != nil {
			return
		}
		for _, d := range docs {
			value(d)
		}
	})
}
