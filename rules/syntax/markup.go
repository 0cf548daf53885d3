package syntax

import "strings"

// tag takes what only markup has at this place: the edges of its tags.
func (s *scanner) tag() bool {
	rest := s.text[s.pos:]
	switch frame := s.mode.frame(); {
	case frame == frameTag && strings.HasPrefix(rest, "/>"):
		s.pos += 2
		s.endElement()
	case frame == frameTag && rest[0] == '>':
		s.pos++
		s.mode = Mode{Kind: ModeText, holes: s.mode.holes[:len(s.mode.holes)-1] + string(rune(frameText))}
	case frame == frameEnd && rest[0] == '>':
		s.pos++
		s.endElement()
	case rest[0] == '<' && !s.mode.operand && len(s.mode.holes) < maxHoles && s.startsElement(rest):
		s.pos++
		s.mode.holes += string(rune(frameTag))
	default:
		return false
	}
	return true
}

// startsElement tells an element from a comparison and from the type parameters of a function.
func (s *scanner) startsElement(rest string) bool {
	if len(rest) < 2 {
		return false
	}
	if rest[1] == '>' {
		return true
	}
	if !s.x.NameStart.Has(rest[1]) {
		return false
	}
	i := 2
	for i < len(rest) && s.x.NamePart.Has(rest[i]) {
		i++
	}
	return !strings.HasPrefix(rest[i:], ",") && !strings.HasPrefix(rest[i:], " extends ")
}

// endElement goes back to what stands around an element: text, or code in which it is an operand.
func (s *scanner) endElement() {
	s.mode.pop()
	s.mode = Mode{holes: s.mode.holes, operand: true}
	if s.mode.frame() == frameText {
		s.mode.Kind = ModeText
	}
}

// markupText takes the text between two tags, or the edge that ends it.
func (s *scanner) markupText() LexKind {
	n := strings.IndexAny(s.text[s.pos:], "{<")
	switch {
	case n < 0:
		s.pos = len(s.text)
		return LexString
	case n > 0:
		s.pos += n
		return LexString
	}
	holes := s.mode.holes
	if len(holes) >= maxHoles && s.at(s.pos+1) != '/' {
		s.pos++
		return LexString
	}
	switch {
	case s.text[s.pos] == '{':
		s.pos++
		holes += "{"
	case s.at(s.pos+1) == '/':
		s.pos += 2
		holes = holes[:len(holes)-1] + string(rune(frameEnd))
	default:
		s.pos++
		holes += string(rune(frameTag))
	}
	s.mode = Mode{holes: holes}
	return LexOperator
}
