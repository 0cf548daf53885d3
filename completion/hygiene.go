package completion

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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

// disguised finds a name that is written with characters for others: the rules, and people, know it by its
// plain letters. Python folds compatibility characters to those, JavaScript and Java read escapes in names, and
// Java even where they end a string or a comment.
func (p *Place) disguised(insert string) (at int, reason string) {
	l := p.doc.Language
	python, java, js := l == syntax.Python, l == syntax.Java, l == syntax.JavaScript || l == syntax.TypeScript || l == syntax.TSX
	if !(python && !ascii(insert) || (java || js) && strings.Contains(insert, `\u`)) {
		return 0, ""
	}
	for x := range l.LexFrom(p.mode, insert) {
		text := insert[x.Span.Start:x.Span.End]
		switch quoted := x.Kind == syntax.LexString || x.Kind == syntax.LexComment; {
		case python && x.Kind == syntax.LexName && !ascii(text) && ascii(norm.NFKC.String(text)):
			return x.Span.Start, "a name is written with characters that look like its letters (CWE-1007)"
		case !quoted && (java || js) && (strings.Contains(text, `\u`) || text == `\` && strings.HasPrefix(insert[x.Span.End:], "u")):
			return x.Span.Start, "a name is written with escapes (CWE-1007)"
		case quoted && java && escapesEnd(text):
			return x.Span.Start, "an escape ends a string or a comment (CWE-1007)"
		}
	}
	return 0, ""
}

// blockAsLiteral finds where Go's grammar takes a block for the body of a literal: the compiler ends the statement at the end of
// the line before.
func blockAsLiteral(e examination, l *syntax.Language, length int) (at int, reason string) {
	if l != syntax.Go {
		return 0, ""
	}
	candidate := syntax.Span{Start: e.start, End: e.start + length}
	for n := range e.tree.Root().Subtree() {
		body := n.ChildByFieldName("body")
		if n.KindName() != "composite_literal" || !body.Valid() || !n.Span().Overlaps(candidate) {
			continue
		}
		if kind := n.ChildByFieldName("type"); kind.Valid() && strings.Contains(e.text[kind.End():body.Start()], "\n") {
			return max(body.Start()-e.start, 0), "a bracket on a line of its own would begin a block, not the body of a literal"
		}
	}
	return 0, ""
}

func ascii(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// javaEnd matches escapes that javac reads, before all else, as a quote, a backslash, the end of a line or a
// part of the end of a comment.
var javaEnd = regexp.MustCompile(`(?i)\\(\\|u+00(22|27|5c|0a|0d|2a|2f))`)

func escapesEnd(text string) bool {
	for _, m := range javaEnd.FindAllString(text, -1) {
		if m != `\\` {
			return true
		}
	}
	return false
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
