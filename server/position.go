package server

import (
	"sort"
	"strings"
	"unicode/utf8"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/server/lsp"
)

// There are two notations for a place in a text. Inside sluice it is an offset: the number of bytes before
// it. On the wire it is a position: a line, and a character within the line. This file alone converts
// between them.
//
// Lines are what the protocol calls lines: they end at "\n", at "\r\n", and at an "\r" alone. An end belongs
// to the line that it ends, but no position lies behind it on that line: the character of a position that is
// too large means the last place before the end.
//
// What a character is depends on the encoding that client and server agreed upon: a byte (utf-8), a code
// unit (utf-16, which every client speaks) or a code point (utf-32). The letter é is 2, 1 or 1, an emoji 4, 2
// or 1. A position may therefore point into the middle of a code point, between the halves of a surrogate
// pair for instance. No place in the text is meant by that: offset takes the start of the code point, and
// exact says that the position is wrong.
//
// A byte that is not part of valid UTF-8 counts as one character in every encoding. Texts that arrived as
// JSON have none, since decoding replaces them, but nothing here relies on that.

// A mapper converts places of one text in one encoding. It is immutable.
type mapper struct {
	text     string
	encoding lsp.PositionEncoding
	starts   []int // offsets at which lines start; the first is 0
}

func newMapper(text string, encoding lsp.PositionEncoding) *mapper {
	return &mapper{text, encoding, lineStarts(text)}
}

// lineStarts looks for one byte at a time, which is much faster than looking for either of two.
func lineStarts(text string) []int {
	starts := make([]int, 1, 1+strings.Count(text, "\n"))
	returns := strings.IndexByte(text, '\r') >= 0
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		line := text[i:]
		if n >= 0 {
			line = text[i : i+n]
		}
		if returns {
			starts = appendReturns(starts, line, i, n >= 0)
		}
		if n < 0 {
			return starts
		}
		i += n + 1
		starts = append(starts, i)
	}
}

// appendReturns appends where lines start behind an "\r" in a part of the text without "\n", unless a "\n"
// follows it.
func appendReturns(starts []int, part string, offset int, followed bool) []int {
	for i := 0; ; {
		n := strings.IndexByte(part[i:], '\r')
		if n < 0 || followed && i+n+1 == len(part) {
			return starts
		}
		i += n + 1
		starts = append(starts, offset+i)
	}
}

// line returns the bounds of a line, its end left out.
func (m *mapper) line(n int) (start, end int) {
	start, end = m.starts[n], len(m.text)
	if n+1 < len(m.starts) {
		end = m.starts[n+1]
	}
	return start, start + len(strings.TrimRight(m.text[start:end], "\r\n"))
}

// offset returns the offset of a position, the nearest one before it where there is none.
func (m *mapper) offset(p protocol.Position) int {
	offset, _ := m.exact(p)
	return offset
}

// exact is offset, and reports whether the position means a place in the text. Characters behind the end of
// a line do, as the protocol wants it, and so does the line behind the last one, with which clients say
// "up to the end".
func (m *mapper) exact(p protocol.Position) (int, bool) {
	if uint64(p.Line) >= uint64(len(m.starts)) {
		return len(m.text), uint64(p.Line) == uint64(len(m.starts))
	}
	start, end := m.line(int(p.Line))
	left := uint64(p.Character)
	for i := start; i < end; {
		width, units := m.width(i)
		if left == 0 {
			return i, true
		}
		if left < uint64(units) {
			return i, false
		}
		left -= uint64(units)
		i += width
	}
	return end, true
}

// width returns the length of the code point at an offset in bytes, and in characters of the encoding.
func (m *mapper) width(i int) (width, units int) {
	if m.text[i] < utf8.RuneSelf {
		return 1, 1
	}
	r, width := utf8.DecodeRuneInString(m.text[i:])
	switch {
	case m.encoding == lsp.UTF8:
		return width, width
	case m.encoding == lsp.UTF16 && r > 0xFFFF:
		return width, 2
	}
	return width, 1
}

// position returns the position of an offset. Offsets outside of the text, within a code point or within
// the end of a line give the nearest position before.
func (m *mapper) position(offset int) protocol.Position {
	offset = min(max(offset, 0), len(m.text))
	n := sort.SearchInts(m.starts, offset+1) - 1
	start, end := m.line(n)
	character := 0
	for i := start; i < min(offset, end); {
		width, units := m.width(i)
		if i+width > offset {
			break
		}
		character += units
		i += width
	}
	return protocol.Position{Line: uint32(n), Character: uint32(character)}
}

// span returns the range between two offsets.
func (m *mapper) span(start, end int) protocol.Range {
	return protocol.Range{Start: m.position(start), End: m.position(end)}
}

// negotiate picks the encoding: bytes where the client can, since they are ours; else what every client can.
// A client that offers only utf-32 gets that.
func negotiate(offered []lsp.PositionEncoding) lsp.PositionEncoding {
	rank := map[lsp.PositionEncoding]int{lsp.UTF8: 3, lsp.UTF16: 2, lsp.UTF32: 1}
	best := lsp.PositionEncoding("")
	for _, e := range offered {
		if rank[e] > rank[best] {
			best = e
		}
	}
	if best == "" {
		return lsp.UTF16
	}
	return best
}
