package local

import "strings"

// render returns a token's text as the cursor needs it: line breaks and blanks as the document has
// them, without the stem.
func (g *generation) render(t token, stem string) string {
	if t.isLine() {
		return g.renderLine(t)
	}
	text := g.lexicon.text(t)[len(stem):]
	if g.closesString() && len(g.steps) == 0 {
		text = strings.TrimSuffix(text, g.cursor.rest[:1])
	}
	switch {
	case len(g.steps) > 0:
		if g.space(t, g.lexicon.kind(t), g.reader.inParen()) {
			return " " + text
		}
	case stem == "":
		text = g.cursor.opening + text
		if !g.cursor.spaced && g.space(t, g.lexicon.kind(t), g.reader.inParen()) {
			return " " + text
		}
	}
	return text
}

// closesString reports whether the text after the cursor closes the string that the cursor is in.
func (g *generation) closesString() bool {
	return g.cursor.stemKind == literal && g.cursor.rest != "" && strings.Contains("\"'`", g.cursor.rest[:1])
}

func (g *generation) renderLine(t token) string {
	next := g.reader.clone()
	next.turn(t, g.cursor.unit)
	breaks := g.cursor.newline
	if t != t.plain() {
		breaks += g.cursor.newline
	}
	return breaks + next.indents[len(next.indents)-1]
}
