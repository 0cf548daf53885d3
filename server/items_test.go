package server

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// answerWith answers every request with these items.
func answerWith(items ...completion.Item) completerFunc {
	return func(context.Context, completion.Request) completion.Response {
		return completion.Response{Items: items}
	}
}

type wireRange struct{ Start, End struct{ Line, Character int } }

func lines(startLine, start, endLine, end int) (r wireRange) {
	r.Start.Line, r.Start.Character, r.End.Line, r.End.Character = startLine, start, endLine, end
	return r
}

type wireInline struct {
	InsertText string
	Range      wireRange
}

func TestInlineCompletion(t *testing.T) {
	tests := []struct {
		name, text      string
		line, character int
		items           []completion.Item
		want            []wireInline
	}{
		{"at the cursor", "x = ", 0, 4, []completion.Item{passed("1", 4, 4)}, []wireInline{{"1", lines(0, 4, 0, 4)}}},
		{"behind an emoji", "s = '😀' + ", 0, 11, []completion.Item{passed("t", 13, 13)}, []wireInline{{"t", lines(0, 11, 0, 11)}}},
		{"over the rest of the line", "f(x)\r\n", 0, 2, []completion.Item{passed("y)", 2, 4)}, []wireInline{{"y)", lines(0, 2, 0, 4)}}},
		{"over a line's end, given back", "f(\nx", 0, 2, []completion.Item{passed("1)\n", 2, 3)}, []wireInline{{"1)", lines(0, 2, 0, 2)}}},
		{"over a line's end", "f(\nx", 0, 2, []completion.Item{passed("1)", 2, 3)}, []wireInline{}},
		{"not at the cursor", "abc", 0, 1, []completion.Item{passed("y", 2, 3)}, []wireInline{}},
		{"outside of the text", "abc", 0, 3, []completion.Item{passed("y", 3, 9)}, []wireInline{}},
		{"nothing", "abc", 0, 3, nil, []wireInline{}},
		{"withheld by mistake among the items", "abc", 0, 3, []completion.Item{{
			Insert: "bad", Span: syntax.Span{Start: 3, End: 3}, Verdict: verdict.Verdict{Kind: verdict.Withheld},
		}}, []wireInline{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := begin(t, with(answerWith(tt.items...)), nil)
			p.open(doc, "python", tt.text)
			p.request(1, "textDocument/inlineCompletion", inlineAt(doc, tt.line, tt.character, 1))
			var got struct{ Items []wireInline }
			p.result(1, &got)
			if diff := cmp.Diff(tt.want, got.Items); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
		})
	}
}

// TestUnknownDocument: both methods answer an empty list, never null, for what is not open.
func TestUnknownDocument(t *testing.T) {
	p := begin(t, with(insert("y")), nil)
	p.request(1, "textDocument/inlineCompletion", inlineAt(doc, 0, 0, 1))
	p.request(2, "textDocument/completion", place(doc, 0, 0))
	if got := string(p.reply(1).Result); got != `{"items":[]}` {
		t.Errorf("inline: %s", got)
	}
	if got := string(p.reply(2).Result); got != `{"isIncomplete":false,"items":[]}` {
		t.Errorf("menu: %s", got)
	}
}

func TestSelectedCompletionInfo(t *testing.T) {
	seen := make(chan *completion.Selected, 1)
	p := begin(t, with(func(_ context.Context, r completion.Request) completion.Response {
		seen <- r.Selected
		return completion.Response{Items: []completion.Item{
			passed("sha256(data)", 8, 10), // extends the entry
			passed("md5()", 8, 10),        // has another text
			passed("a256(data)", 10, 10),  // has another range
		}}
	}), nil)
	p.open(doc, "python", "hashlib.sh")
	params := inlineAt(doc, 0, 10, 2)
	params["context"].(obj)["selectedCompletionInfo"] = obj{
		"range": obj{"start": obj{"line": 0, "character": 8}, "end": obj{"line": 0, "character": 10}}, "text": "sha256",
	}
	p.request(1, "textDocument/inlineCompletion", params)
	var got struct{ Items []wireInline }
	p.result(1, &got)
	if diff := cmp.Diff([]wireInline{{"sha256(data)", lines(0, 8, 0, 10)}}, got.Items); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	want := &completion.Selected{Span: syntax.Span{Start: 8, End: 10}, Text: "sha256"}
	if diff := cmp.Diff(want, <-seen); diff != "" {
		t.Errorf("selected (-want +got):\n%s", diff)
	}
}

func TestTriggerKinds(t *testing.T) {
	tests := []struct {
		kinds []any
		want  bool // of the last one
	}{
		{[]any{1}, true},
		{[]any{2}, false},
		{[]any{0}, true},
		{[]any{0, 1}, false}, // a client that counts from 0
		{[]any{3}, false},
		{[]any{nil}, false},
	}
	for _, tt := range tests {
		explicit := make(chan bool, 1)
		p := begin(t, with(func(_ context.Context, r completion.Request) completion.Response {
			explicit <- r.Explicit
			return completion.Response{}
		}), nil)
		p.open(doc, "python", "x")
		var got bool
		for i, kind := range tt.kinds {
			params := place(doc, 0, 1)
			params["context"] = obj{"triggerKind": kind}
			p.request(i, "textDocument/inlineCompletion", params)
			p.result(i, nil)
			got = <-explicit
		}
		if got != tt.want {
			t.Errorf("kinds %v: explicit %v, want %v", tt.kinds, got, tt.want)
		}
	}
}

func TestMenu(t *testing.T) {
	item := passed("5(data)\nprint('``` _x_')\n", 10, 12)
	item.Verdict = verdict.Verdict{Kind: verdict.Trimmed, Rules: []string{"weak-hash"}, Reason: "cut *here*", EnforcedBy: []string{"gate"}}
	explicit := make(chan bool, 1)
	opts := with(func(_ context.Context, r completion.Request) completion.Response {
		explicit <- r.Explicit
		return completion.Response{Items: []completion.Item{item}, Cut: true}
	})
	p := begin(t, opts, obj{"textDocument": obj{"completion": obj{"completionItem": obj{"documentationFormat": []string{"markdown", "plaintext"}}}}})
	p.open(doc, "python", "hashlib.md()\n")
	params := place(doc, 0, 10)
	params["context"] = obj{"triggerKind": 1}
	p.request(1, "textDocument/completion", params)
	var got struct {
		IsIncomplete bool
		Items        []struct {
			Label, FilterText, SortText string
			Preselect                   bool
			TextEdit                    struct {
				Range   wireRange
				NewText string
			}
			Documentation struct{ Kind, Value string }
		}
	}
	p.result(1, &got)
	if <-explicit {
		t.Error("a menu request counts as explicit")
	}
	if !got.IsIncomplete || len(got.Items) != 1 {
		t.Fatalf("got %+v", got)
	}
	i := got.Items[0]
	if i.Label != "md5(data) …" || i.FilterText != "md" || i.Preselect || i.SortText == "" {
		t.Errorf("got %+v", i)
	}
	if i.TextEdit.NewText != "md5(data)\nprint('``` _x_')\n" || i.TextEdit.Range != lines(0, 8, 0, 12) {
		t.Errorf("edit %+v", i.TextEdit)
	}
	want := "````python\nmd5(data)\nprint('``` _x_')\n````\n\nsluice: trimmed by weak-hash: cut \\*here\\* (enforced by gate)"
	if i.Documentation.Kind != "markdown" || i.Documentation.Value != want {
		t.Errorf("documentation %q\nwant %q", i.Documentation.Value, want)
	}
}

func TestLabel(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a", "a"},
		{"\n  a(1,\n  2)", "a(1, …"},
		{"a\tb\n", "a b"},
		{strings.Repeat("é", 61), strings.Repeat("é", 60) + "…"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := label(tt.text); got != tt.want {
			t.Errorf("%q: label %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestCompletionSeesItsOwnText: what is typed after a request was sent does not reach it.
func TestCompletionSeesItsOwnText(t *testing.T) {
	release := make(chan struct{})
	p := begin(t, with(func(_ context.Context, r completion.Request) completion.Response {
		<-release
		return completion.Response{Items: []completion.Item{passed("saw "+r.Document.Text, r.Offset, r.Offset)}}
	}), nil)
	p.open(doc, "python", "before")
	p.request(1, "textDocument/inlineCompletion", inlineAt(doc, 0, 6, 1))
	p.notify("textDocument/didChange", obj{
		"textDocument": obj{"uri": doc, "version": 2}, "contentChanges": []obj{{"text": "after"}},
	})
	p.request(2, "workspace/executeCommand", obj{"command": "sluice.server.explain", "arguments": []string{doc}})
	p.result(2, nil) // the change was handled by now
	close(release)
	var got struct{ Items []wireInline }
	p.result(1, &got)
	if len(got.Items) != 1 || got.Items[0].InsertText != "saw before" {
		t.Errorf("got %+v", got)
	}
}

func TestEscaped(t *testing.T) {
	for in, want := range map[string]string{
		"use safe_join or a_b_c":     "use safe_join or a_b_c",
		"_so_ *that* <b> [x](y) `c`": "\\_so\\_ \\*that\\* \\<b> \\[x\\](y) \\`c\\`",
		`\_x`:                        `\\\_x`,
		"__init__.py\nnext":          "\\_\\_init\\_\\_.py next",
	} {
		if got := escaped(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
