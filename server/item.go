package server

import (
	"log/slog"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/completion"
)

// shown leaves out items whose verdict does not allow them to be shown. The engine has none among its
// items; if it ever had, this is the last place to notice.
func shown(items []completion.Item, log *slog.Logger) []completion.Item {
	var kept []completion.Item
	for _, item := range items {
		if !item.Verdict.Shown() {
			log.Error("an item without a good verdict was dropped", "verdict", string(item.Verdict.Kind))
			continue
		}
		kept = append(kept, item)
	}
	return kept
}

// onOneLine returns the item with its span on one line, as the protocol wants it of inline completions and
// of menu items: what the end of the span and the end of the new text have in common stays as it is. It
// reports whether that was enough.
func onOneLine(text string, item completion.Item, cursor int) (completion.Item, bool) {
	if item.Span.Start < 0 || item.Span.End > len(text) || item.Span.Start > cursor || item.Span.End < cursor {
		return item, false
	}
	for strings.ContainsAny(text[item.Span.Start:item.Span.End], "\r\n") {
		_, size := utf8.DecodeLastRuneInString(text[:item.Span.End])
		last := text[item.Span.End-size : item.Span.End]
		if item.Span.End-size < cursor || !strings.HasSuffix(item.Insert, last) {
			return item, false
		}
		item.Span.End -= size
		item.Insert = strings.TrimSuffix(item.Insert, last)
	}
	return item, true
}

// typedWord returns where the word starts that ends at the cursor; the cursor, if none does.
func typedWord(text string, cursor int) int {
	for cursor > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:cursor])
		if r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		cursor -= size
	}
	return cursor
}

// fromWord widens an item to the start of the typed word: menus replace the word that they filter by.
func fromWord(text string, item completion.Item, cursor int) completion.Item {
	if start := typedWord(text, cursor); start < item.Span.Start {
		item.Insert = text[start:item.Span.Start] + item.Insert
		item.Span.Start = start
	}
	return item
}

const labelLength = 60 // code points

// label returns the first line of a text that has something on it, shortened. A mark at its end says that
// there is more.
func label(text string) string {
	text = strings.TrimSpace(text)
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.Join(strings.Fields(line), " ")
	if runes := []rune(line); len(runes) > labelLength {
		return string(runes[:labelLength]) + "…"
	}
	if strings.TrimSpace(rest) != "" {
		return line + " …"
	}
	return line
}

// extends reports whether an item does what it must beside the editor's own menu: it begins with the
// selected entry, and replaces the same text.
func extends(item completion.Item, selected *completion.Selected) bool {
	return selected == nil || item.Span == selected.Span && strings.HasPrefix(item.Insert, selected.Text)
}
