package smoke

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// words splits a line at blanks; a word may be a Go string. What follows a # is a comment.
func words(line string) ([]string, error) {
	var list []string
	for line = strings.TrimSpace(line); line != "" && line[0] != '#'; line = strings.TrimSpace(line) {
		if line[0] != '"' && line[0] != '`' {
			i := strings.IndexAny(line, " \t")
			if i < 0 {
				i = len(line)
			}
			list, line = append(list, line[:i]), line[i:]
			continue
		}
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", line, err)
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", quoted, err)
		}
		list, line = append(list, text), line[len(quoted):]
	}
	return list, nil
}

func TestWords(t *testing.T) {
	got, err := words(`  open "a b\n" x#y # the rest`)
	if want := []string{"open", "a b\n", "x#y"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	if _, err := words(`say "open`); err == nil {
		t.Error("a string without an end was read")
	}
}

type obj = map[string]any

// position reads LINE:CHARACTER.
func position(text string) (obj, error) {
	var line, character int
	if _, err := fmt.Sscanf(text, "%d:%d", &line, &character); err != nil {
		return nil, fmt.Errorf("%q is no LINE:CHARACTER", text)
	}
	return obj{"line": line, "character": character}, nil
}

// span reads LINE:CHARACTER-LINE:CHARACTER.
func span(text string) (obj, error) {
	from, to, ok := strings.Cut(text, "-")
	start, err := position(from)
	end, err2 := position(to)
	if !ok || err != nil || err2 != nil {
		return nil, fmt.Errorf("%q is no LINE:CHARACTER-LINE:CHARACTER", text)
	}
	return obj{"start": start, "end": end}, nil
}
