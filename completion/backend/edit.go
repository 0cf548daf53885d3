package backend

import (
	"strings"

	"github.com/sashabaranov/go-openai"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// editMessages asks a model that rewrites a region, which is the line of the cursor: Mercury's layout.
func editMessages(r decode.Request) []openai.ChatCompletionMessage {
	before, behind := lastLine(r.Prefix), firstLine(r.Suffix)
	var b strings.Builder
	b.WriteString("<|recently_viewed_code_snippets|>\n")
	for _, s := range r.Context {
		b.WriteString("<|recently_viewed_code_snippet|>\ncode_snippet_file_path: " + s.Path + "\n" + s.Text + "\n<|/recently_viewed_code_snippet|>\n")
	}
	b.WriteString("<|/recently_viewed_code_snippets|>\n\n<|current_file_content|>\ncurrent_file_path: " + r.Path + "\n")
	b.WriteString(strings.TrimSuffix(r.Prefix, before) + "<|code_to_edit|>\n" + before + "<|cursor|>" + behind + "\n<|/code_to_edit|>")
	b.WriteString(strings.TrimPrefix(r.Suffix, behind) + "\n<|/current_file_content|>\n\n<|edit_diff_history|>\n<|/edit_diff_history|>\n")
	return []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: b.String()}}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// A region takes what was inserted out of a region that was written anew. Nothing is known of it before
// all of it is there. A reply that changes what stood in the region is no completion.
type region struct {
	before, behind string
	held           strings.Builder
}

func (r *region) push(piece string) string {
	r.held.WriteString(piece)
	return ""
}

func (r *region) finish() string {
	code := unwrapper{}
	text := code.push(r.held.String()) + code.finish()
	text, ok := strings.CutPrefix(strings.TrimRight(text, "\n"), r.before)
	if text, whole := strings.CutSuffix(text, r.behind); ok && whole {
		return text
	}
	return ""
}
