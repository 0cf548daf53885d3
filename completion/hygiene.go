package completion

import (
	"strings"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// unreadable returns why a candidate's text cannot be taken for what it shows, and where: what the
// grammar reads, the compiler reads and a person sees must be the same code. The reason is "" if it is.
func unreadable(text string) (at int, reason string) {
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			return i, "it is not valid UTF-8"
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return i, "it holds characters that change the order in which text is shown (CWE-1007)"
		case r == 0x200B, r >= 0x200C && r <= 0x200D && !joins(text, i), r == 0x2060, r == 0xFEFF && i > 0:
			return i, "it holds characters that cannot be seen (CWE-1007)"
		case r == 0:
			return i, "it holds a NUL character"
		}
	}
	return 0, ""
}

// splicedName finds a line splice inside a name that the candidate makes, with the user's text around it.
func (p *Place) splicedName(insert string) (at int, reason string) {
	if l := p.doc.Language; l != syntax.C && l != syntax.CPP {
		return 0, ""
	}
	before, after := p.whole.before, p.whole.after
	before, after = before[max(0, len(before)-4):], after[:min(4, len(after))]
	at, reason = spliced(before + insert + after)
	return max(at-len(before), 0), reason
}

// joins reports whether a joiner stands between letters beyond ASCII, where scripts and emoji need it.
func joins(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[min(i+3, len(text)):])
	return before >= 0x80 && after >= 0x80
}

// spliced finds a line splice of C inside a name: the compiler joins what the grammar keeps apart.
func spliced(text string) (at int, reason string) {
	for _, splice := range []string{"\\\n", "\\\r\n", "??/\n"} {
		for i := 0; ; i++ {
			k := strings.Index(text[i:], splice)
			if k < 0 {
				break
			}
			i += k
			end := i + len(splice)
			if i > 0 && end < len(text) && inName(text[i-1]) && inName(text[end]) {
				return i, "a line splice stands inside a name"
			}
		}
	}
	return 0, ""
}

func inName(b byte) bool { return syntax.C.Lexical.NamePart.Has(b) }
