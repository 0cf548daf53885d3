package server

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/server/lsp"
)

func at(line, character uint32) protocol.Position {
	return protocol.Position{Line: line, Character: character}
}

func TestOffset(t *testing.T) {
	const text = "aé😀b\r\nx\ry\n" // bytes: a0 é1-2 😀3-6 b7 \r8 \n9 x10 \r11 y12 \n13
	tests := []struct {
		encoding lsp.PositionEncoding
		position protocol.Position
		offset   int
		exact    bool
	}{
		{lsp.UTF8, at(0, 3), 3, true},
		{lsp.UTF8, at(0, 2), 1, false},
		{lsp.UTF8, at(0, 7), 7, true},
		{lsp.UTF16, at(0, 2), 3, true},
		{lsp.UTF16, at(0, 3), 3, false}, // between the surrogates
		{lsp.UTF16, at(0, 4), 7, true},
		{lsp.UTF32, at(0, 3), 7, true},
		{lsp.UTF16, at(0, 5), 8, true},
		{lsp.UTF16, at(0, 6), 8, true}, // never between \r and \n
		{lsp.UTF16, at(0, 4_000_000_000), 8, true},
		{lsp.UTF16, at(1, 0), 10, true},
		{lsp.UTF16, at(1, 9), 11, true},
		{lsp.UTF16, at(2, 0), 12, true},
		{lsp.UTF16, at(3, 0), 14, true},
		{lsp.UTF16, at(4, 0), 14, true},
		{lsp.UTF16, at(5, 0), 14, false},
		{lsp.UTF16, at(4_294_967_295, 4_294_967_295), 14, false},
	}
	for _, tt := range tests {
		got, exact := newMapper(text, tt.encoding).exact(tt.position)
		if got != tt.offset || exact != tt.exact {
			t.Errorf("%s %v: offset %d, exact %v; want %d, %v", tt.encoding, tt.position, got, exact, tt.offset, tt.exact)
		}
	}
}

func TestPosition(t *testing.T) {
	const text = "é😀\r\n\xff\xfez"
	tests := []struct {
		encoding lsp.PositionEncoding
		offset   int
		want     protocol.Position
	}{
		{lsp.UTF8, 6, at(0, 6)},
		{lsp.UTF16, 6, at(0, 3)},
		{lsp.UTF32, 6, at(0, 2)},
		{lsp.UTF16, 4, at(0, 1)}, // within the emoji
		{lsp.UTF16, 7, at(0, 3)}, // between \r and \n
		{lsp.UTF16, 8, at(1, 0)},
		{lsp.UTF16, 10, at(1, 2)}, // behind two bytes that are no UTF-8
		{lsp.UTF16, 99, at(1, 3)},
		{lsp.UTF16, -1, at(0, 0)},
	}
	for _, tt := range tests {
		if got := newMapper(text, tt.encoding).position(tt.offset); got != tt.want {
			t.Errorf("%s %d: got %v, want %v", tt.encoding, tt.offset, got, tt.want)
		}
	}
}

var encodings = []lsp.PositionEncoding{lsp.UTF8, lsp.UTF16, lsp.UTF32}

// slowPosition counts from the start of the text, rune by rune, with none of the mapper's indexes.
func slowPosition(text string, offset int, e lsp.PositionEncoding) (p protocol.Position) {
	for i := 0; i < offset; {
		r, width := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n', r == '\r' && !strings.HasPrefix(text[i:], "\r\n"):
			p.Line, p.Character = p.Line+1, 0
		case r == '\r':
		case e == lsp.UTF8:
			p.Character += uint32(width)
		case e == lsp.UTF16 && r > 0xFFFF:
			p.Character += 2
		default:
			p.Character++
		}
		i += width
	}
	return p
}

// checkMapper compares the mapper with slowPosition, and there and back, at every place of a text.
func checkMapper(t *testing.T, text string) {
	t.Helper()
	for _, e := range encodings {
		m := newMapper(text, e)
		for i := 0; i <= len(text); {
			p := m.position(i)
			within := i > 0 && i < len(text) && text[i-1] == '\r' && text[i] == '\n'
			if want := slowPosition(text, i, e); !within && p != want {
				t.Fatalf("%q %s %d: position %v, want %v", text, e, i, p, want)
			}
			if back, exact := m.exact(p); !within && (back != i || !exact) {
				t.Fatalf("%q %s: %d became %v and then %d", text, e, i, p, back)
			}
			_, width := utf8.DecodeRuneInString(text[i:])
			i += max(width, 1)
		}
	}
}

func TestMapperProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "é", "\u2028", "😀", "\r\n", "\r", "\n", "\xff", "\xe2\x82", "\t", "\uFFFD", "e\u0301"}
	for range 2000 {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		checkMapper(t, b.String())
	}
}

func FuzzMapper(f *testing.F) {
	f.Add("a\r\n😀\rb\xff\n", uint32(1), uint32(2))
	f.Fuzz(func(t *testing.T, text string, line, character uint32) {
		checkMapper(t, text)
		for _, e := range encodings {
			m := newMapper(text, e)
			offset := m.offset(at(line, character))
			if offset < 0 || offset > len(text) || m.offset(m.position(offset)) != offset {
				t.Fatalf("%q %s %d:%d: offset %d", text, e, line, character, offset)
			}
		}
	})
}

func TestNegotiate(t *testing.T) {
	tests := []struct {
		offered []lsp.PositionEncoding
		want    lsp.PositionEncoding
	}{
		{nil, lsp.UTF16},
		{[]lsp.PositionEncoding{"utf-16"}, lsp.UTF16},
		{[]lsp.PositionEncoding{"utf-32", "utf-16", "utf-8"}, lsp.UTF8},
		{[]lsp.PositionEncoding{"utf-32"}, lsp.UTF32},
		{[]lsp.PositionEncoding{"latin-1"}, lsp.UTF16},
	}
	for _, tt := range tests {
		if got := negotiate(tt.offered); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.offered, got, tt.want)
		}
	}
}
