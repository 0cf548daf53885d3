package server

import (
	"context"
	"math/rand/v2"
	"testing"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/server/lsp"
)

func change(startLine, start, endLine, end int, text string) obj {
	return obj{"range": lines2(startLine, start, endLine, end), "text": text}
}

func lines2(startLine, start, endLine, end int) obj {
	return obj{"start": obj{"line": startLine, "character": start}, "end": obj{"line": endLine, "character": end}}
}

// textNow returns the text that a completion sees, and why there is none.
func textNow(p *peer, texts <-chan string, id int) string {
	p.t.Helper()
	p.request(id, "textDocument/inlineCompletion", inlineAt(doc, 0, 0, 1))
	p.result(id, nil)
	select {
	case text := <-texts:
		return text
	default:
		return "(not asked)"
	}
}

func TestDidChange(t *testing.T) {
	tests := []struct {
		name, text string
		changes    []obj
		want       string
	}{
		{"insert", "ab\ncd", []obj{change(1, 1, 1, 1, "X")}, "ab\ncXd"},
		{"replace across lines", "ab\r\ncd", []obj{change(0, 1, 1, 1, "-")}, "a-d"},
		{"behind an emoji", "😀x", []obj{change(0, 2, 0, 3, "y")}, "😀y"},
		{"one after the other", "abc", []obj{change(0, 0, 0, 1, ""), change(0, 0, 0, 1, "B")}, "Bc"},
		{"whole", "abc", []obj{{"text": "new"}}, "new"},
		{"whole, then a part", "abc", []obj{{"text": "new"}, change(0, 0, 0, 1, "k")}, "kew"},
		{"to behind the end", "ab\ncd", []obj{change(0, 1, 99, 0, "")}, "a"},
		{"at the line behind the last", "ab\n", []obj{change(2, 0, 2, 0, "c")}, "ab\nc"},
		{"behind a line's end", "ab\ncd", []obj{change(0, 99, 0, 99, "!")}, "ab!\ncd"},
		{"no changes", "ab", []obj{}, "ab"},
		{"start behind end", "abc", []obj{change(0, 2, 0, 1, "")}, "(not asked)"},
		{"start behind the text", "abc", []obj{change(7, 0, 7, 0, "x")}, "(not asked)"},
		{"within a surrogate pair", "😀", []obj{change(0, 1, 0, 2, "")}, "(not asked)"},
		{"wrong, then right", "abc", []obj{change(9, 0, 9, 0, "x"), change(0, 0, 0, 1, "")}, "(not asked)"},
		{"wrong, then whole", "abc", []obj{change(9, 0, 9, 0, "x"), {"text": "whole"}}, "whole"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			texts := make(chan string, 1)
			p := begin(t, with(func(_ context.Context, r completion.Request) completion.Response {
				texts <- r.Document.Text
				return completion.Response{}
			}), nil)
			p.open(doc, "python", tt.text)
			p.notify("textDocument/didChange", obj{"textDocument": obj{"uri": doc, "version": 2}, "contentChanges": tt.changes})
			if got := textNow(p, texts, 1); got != tt.want {
				t.Errorf("text %q, want %q", got, tt.want)
			}
			p.notify("textDocument/didChange", obj{"textDocument": obj{"uri": doc, "version": 3}, "contentChanges": []obj{{"text": "again"}}})
			if got := textNow(p, texts, 2); got != "again" {
				t.Errorf("after the whole text: %q", got)
			}
		})
	}
}

// TestChangesFollowAnEditor replays random edits as an editor counts them, in every encoding.
func TestChangesFollowAnEditor(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"a", "é", "😀", "\r\n", "\n", "\r", "x = 1"}
	for _, e := range []lsp.PositionEncoding{lsp.UTF8, lsp.UTF16, lsp.UTF32} {
		runes := []rune("def f():\r\n    return 'é😀'\n")
		d := &document{now: newSnapshot(&completion.Document{Text: string(runes)}, "python", e)}
		for range 3000 {
			i := random.IntN(len(runes) + 1)
			j := i + random.IntN(min(4, len(runes)-i+1))
			text := string(runes)
			start, end := len(string(runes[:i])), len(string(runes[:j]))
			if within(text, start) || within(text, end) {
				continue // no editor edits between \r and \n
			}
			insert := pieces[random.IntN(len(pieces))]
			r := protocol.Range{Start: slowPosition(text, start, e), End: slowPosition(text, end, e)}
			if err := d.apply(lsp.ContentChange{Range: &r, Text: insert}, e); err != nil {
				t.Fatal(err)
			}
			runes = append(append(runes[:i:i], []rune(insert)...), runes[j:]...)
			if d.now.Text != string(runes) {
				t.Fatalf("%s: text %q, want %q", e, d.now.Text, string(runes))
			}
		}
	}
}

func within(text string, i int) bool {
	return i > 0 && i < len(text) && text[i-1] == '\r' && text[i] == '\n'
}

func FuzzChange(f *testing.F) {
	f.Add("a\r\n😀b", uint32(0), uint32(1), uint32(1), uint32(2), "x")
	f.Fuzz(func(t *testing.T, text string, l1, c1, l2, c2 uint32, insert string) {
		for _, e := range encodings {
			d := &document{now: newSnapshot(&completion.Document{Text: text}, "python", e)}
			r := protocol.Range{Start: at(l1, c1), End: at(l2, c2)}
			if err := d.apply(lsp.ContentChange{Range: &r, Text: insert}, e); err != nil && d.now.Text != text {
				t.Fatal("a refused change changed the text")
			}
		}
	})
}

func TestPathOf(t *testing.T) {
	tests := []struct{ uri, want string }{
		{"file:///a/b%20c.py", "/a/b c.py"},
		{"file:///a/../b.py", "/b.py"},
		{"untitled:Untitled-1", ""},
		{"vscode-notebook-cell:/a.ipynb#x", ""},
		{"file:///a%00b", ""},
		{"%zz", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := pathOf(tt.uri); got != tt.want {
			t.Errorf("%q: path %q, want %q", tt.uri, got, tt.want)
		}
	}
	folders := []folder{{"", "/w"}, {"", "/w/inner"}, {"", "/other"}}
	for path, want := range map[string]string{"/w/a.py": "/w", "/w/inner/a.py": "/w/inner", "/wide/a.py": "", "/x": ""} {
		if got := rootOf(folders, path); got != want {
			t.Errorf("%q: root %q, want %q", path, got, want)
		}
	}
}
