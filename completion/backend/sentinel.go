package backend

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Control tokens steer a model: where a prefix ends, where a reply begins. Servers turn their text into
// the tokens themselves, so a file that holds such a text could end its own section of the prompt and
// begin another. No user text reaches a prompt before neutralise went over it, whatever the model is.

// unmistakable matches control tokens that no language's code holds by chance: <|name|> and its
// full-width twin, StarCoder's and Seed's sentinels. A reply is cut at any of them.
var unmistakable = regexp.MustCompile(`<[|｜][A-Za-z0-9_.▁/-]{1,40}[|｜]>` +
	`|</?fim[_-](?:prefix|suffix|middle|pad)>|<\[fim-(?:prefix|suffix|middle)\]>` +
	`|<\[(?:begin|end)▁of▁sentence\]>|<(?:file_sep|gh_stars|end_of_turn|start_of_turn)>`)

// ambiguous are control tokens of some family that other code may hold honestly. They are broken in
// prompts, and cut from replies of the families that use them only.
var ambiguous = []string{"<PRE>", "<SUF>", "<MID>", "<EOT>", "<s>", "</s>", "<unk>", "<pad>", "<bos>", "<eos>",
	"[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "[SUFFIX]", "[PREFIX]", "[MIDDLE]", "[AVAILABLE_TOOLS]", "[TOOL_CALLS]",
	"[gMASK]", "[MASK]", "<filename>", "<repo_name>", "<think>", "</think>"}

// neutralise breaks every control token in a text by a blank behind its first character, as in
// "< |fim_prefix|>". No control token holds a blank there, so the result holds none: neither one that
// was there nor one that breaking another left over.
func neutralise(text string) string {
	if !strings.ContainsAny(text, "<[") {
		return text
	}
	var out strings.Builder
	for text != "" {
		i := strings.IndexAny(text, "<[")
		if i < 0 {
			break
		}
		out.WriteString(text[:i+1])
		if tokenAt(text[i:]) {
			out.WriteByte(' ')
		}
		text = text[i+1:]
	}
	out.WriteString(text)
	return out.String()
}

// tokenAt reports whether a control token begins the text.
func tokenAt(text string) bool {
	for _, token := range ambiguous {
		if strings.HasPrefix(text, token) {
			return true
		}
	}
	window := text[:min(len(text), maxToken)]
	at := unmistakable.FindStringIndex(window)
	return at != nil && at[0] == 0
}

// maxToken bounds the bytes of a control token: 40 characters of three bytes, and its brackets.
const maxToken = 132

// controlStart returns where the first control token of a reply begins, and how much of its end might
// still become one: text from there on must wait for more. Either is len(text) if there is none.
func controlStart(text string) (token, open int) {
	token = len(text)
	if at := unmistakable.FindStringIndex(text); at != nil {
		token = at[0]
	}
	for i := max(0, len(text)-maxToken); i < len(text); i++ {
		if text[i] == '<' && mayOpen(text[i:]) {
			return token, i
		}
	}
	return token, len(text)
}

// mayOpen reports whether a text that begins with '<' and reaches the end of what came so far could be
// the beginning of an unmistakable token.
func mayOpen(text string) bool {
	if len(text) == 1 {
		return true
	}
	inside := text[1:]
	for i, r := range inside {
		if r == utf8.RuneError {
			return !utf8.FullRuneInString(inside[i:])
		}
		if i == 0 && !strings.ContainsRune("|｜[/fegs", r) || strings.ContainsRune("<> \t\r\n(){};,\"'=", r) {
			return false
		}
	}
	return true
}
