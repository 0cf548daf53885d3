package match

import "strings"

// matching returns where the bracket at i closes, -1 if it does not. Strings are skipped.
func matching(src string, i int) int {
	depth := 0
	for ; i < len(src); i++ {
		switch c := src[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'', '`':
			for i++; i < len(src) && src[i] != c; i++ {
				if src[i] == '\\' {
					i++
				}
			}
		}
	}
	return -1
}

// colonInside reports whether a colon stands outside of brackets in text.
func colonInside(text string) bool {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(', '[', '{':
			if end := matching(text, i); end > i {
				i = end
			}
		case '"', '\'':
			if end := strings.IndexByte(text[i+1:], text[i]); end >= 0 {
				i += end + 1
			}
		case ':':
			return true
		}
	}
	return false
}

func isJSName(name string) bool {
	return name == "javascript" || name == "typescript" || name == "tsx"
}

// lastStatement returns what stands behind the last statement or brace of text.
func lastStatement(text string) string {
	return text[strings.LastIndexAny(text, ";{}")+1:]
}
