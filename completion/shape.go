package completion

import "strings"

// shape makes a draft into what would be inserted: without what the text behind the cursor says
// already, without blank ends, and with the document's own line ends.
func (c *cursor) shape(draft string) string {
	text := strings.ReplaceAll(draft, "\r\n", "\n")
	text = strings.TrimRight(text, " \t\n")
	text = c.dropOverlap(text)
	if strings.TrimSpace(text) == "" {
		return ""
	}
	if strings.Contains(c.request.Document.Text, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if c.request.Selected != nil {
		text = c.request.Selected.Text + text
	}
	return text
}

// dropOverlap cuts the end of a text that repeats the line behind the cursor, or its next lines.
func (c *cursor) dropOverlap(text string) string {
	rest := strings.TrimSpace(c.lineSuffix)
	for n := min(len(rest), len(text)); n > 0; n-- {
		if strings.HasSuffix(text, rest[:n]) && c.closesMore(text, rest[:n]) {
			return text[:len(text)-n]
		}
	}
	for _, next := range nextLines(c.suffix) {
		if i := strings.Index(text, "\n"+next); i >= 0 && endsLine(text, i+1+len(next)) {
			return strings.TrimRight(text[:i], " \t\n")
		}
	}
	return text
}

// closesMore reports whether the overlap is text that the draft would write twice: anything but
// closing brackets that the draft opened itself.
func (c *cursor) closesMore(text, overlap string) bool {
	if strings.Trim(overlap, ")]}") != "" {
		return true
	}
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
	}
	return depth < 0
}

// nextLines returns the first line behind the cursor's that says something.
func nextLines(suffix string) []string {
	_, rest, _ := strings.Cut(suffix, "\n")
	for line := range strings.SplitSeq(rest, "\n") {
		if len(strings.TrimSpace(line)) > 3 {
			return []string{strings.TrimRight(line, " \t\r")}
		}
	}
	return nil
}

func endsLine(text string, i int) bool { return i >= len(text) || text[i] == '\n' }
