package backend

import (
	"regexp"
	"strings"

	"github.com/sashabaranov/go-openai"

	"github.com/sluice-lsp/sluice/completion/decode"
)

const chatInstruction = "You complete code. The user's message holds a file with the mark " + chatHole + " where the cursor is. " +
	"Reply with exactly the text that belongs in the place of the mark, and with nothing else: " +
	"no explanation, no code fence, nothing of what stands before or behind the mark. " +
	"Stop at the end of the statement or block that the cursor is in."

// chatHole marks the cursor. It is no control token of any model.
const chatHole = "⟦cursor⟧"

// chatMessages asks a model that only chats to fill the hole.
func chatMessages(r decode.Request) []openai.ChatCompletionMessage {
	file := comments(r) + strings.ReplaceAll(r.Prefix, chatHole, "") + chatHole + strings.ReplaceAll(r.Suffix, chatHole, "")
	return []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: chatInstruction},
		{Role: openai.ChatMessageRoleUser, Content: "Language: " + r.Language + "\nFile: " + r.Path + "\n\n" + file},
	}
}

// An unwrapper takes code out of a chat's reply as it comes: thoughts, prose before a code fence, the
// fence and what follows it go, and so does the beginning of the line when the reply repeats it. It
// waits for the first line of the code, and passes on what comes after that with a line's delay.
type unwrapper struct {
	line string // before the cursor
	held string
	at   unwrapState
}

type unwrapState int

const (
	atStart  unwrapState = iota // thoughts, prose or code may come
	atAnswer                    // thoughts are over; prose or code may come, after blank lines
	atProse                     // a fence must come before any code
	atFirst                     // the first line of code
	atCode                      // code goes on
	atEnd                       // the code is over
)

// prose matches a first line that announces code rather than being any.
var prose = regexp.MustCompile(`(?i)^\s*(?:sure|certainly|of course|okay|here(?:'s| is| are)|the (?:completion|code|following|text)|to complete|i(?:'ll| will)|you can|based on)\b.*[.:!]\s*$`)

func (u *unwrapper) push(text string) string {
	u.held += text
	var out strings.Builder
	for u.at != atStart || !u.inThoughts() {
		line, rest, whole := strings.Cut(u.held, "\n")
		if !whole {
			break
		}
		u.held = rest
		out.WriteString(u.take(line + "\n"))
	}
	return out.String()
}

// finish returns what a reply without a last line feed still holds.
func (u *unwrapper) finish() string {
	if u.at == atStart && u.inThoughts() && strings.Contains(u.held, thought) {
		return ""
	}
	out := u.take(u.held)
	u.held = ""
	return out
}

const thought, thoughtOver = "<think>", "</think>"

// inThoughts drops a finished <think>…</think>, and reports whether one is still going on or may begin.
func (u *unwrapper) inThoughts() bool {
	text := strings.TrimLeft(u.held, " \t\r\n")
	if !strings.HasPrefix(text, thought) {
		return text != "" && strings.HasPrefix(thought, text)
	}
	_, answer, over := strings.Cut(text, thoughtOver)
	if over {
		u.held, u.at = answer, atAnswer
	}
	return !over
}

// take returns what a line of the reply is of the code.
func (u *unwrapper) take(line string) string {
	fence := strings.HasPrefix(strings.TrimSpace(line), "```")
	switch u.at {
	case atStart, atAnswer, atProse:
		switch {
		case u.at == atAnswer && strings.TrimSpace(line) == "":
			return ""
		case fence:
			u.at = atFirst
			return ""
		case u.at == atProse, prose.MatchString(line):
			u.at = atProse
			return ""
		}
		u.at = atFirst
		return u.take(line)
	case atFirst:
		if fence {
			u.at = atEnd
			return ""
		}
		u.at = atCode
		return withoutRepeat(u.line, line)
	case atCode:
		if !fence {
			return line
		}
		u.at = atEnd
	}
	return ""
}

// withoutRepeat takes from a reply's first line what already stands before the cursor.
func withoutRepeat(before, line string) string {
	standing := strings.TrimLeft(before, " \t")
	if strings.TrimSpace(standing) == "" {
		return line
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), standing); ok {
		return rest
	}
	return line
}
