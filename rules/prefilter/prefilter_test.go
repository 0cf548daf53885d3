package prefilter

import (
	"slices"
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	needs := []Need{
		Word("md5"),
		Word("crypto/md5"),
		All(Word("a"), Any(Word("b"), Word("c"))),
		Any(Word("a"), Need{}),
		All(Need{}, Word("b")),
		Literal("AKIA"),
		Any(),
		{},
	}
	for text, want := range map[string][]bool{
		"":               {false, false, false, true, false, false, true, true},
		"md5(x)":         {true, false, false, true, false, false, true, true},
		"xmd5 md5x md_5": {false, false, false, true, false, false, true, true},
		`"crypto/md5"`:   {true, true, false, true, false, false, true, true},
		"c=a":            {false, false, true, true, false, false, true, true},
		"b":              {false, false, false, true, true, false, true, true},
		"x = 'myAKIA12'": {false, false, false, true, false, true, true, true},
		"é.md5 md5\xff":  {true, false, false, true, false, false, true, true},
	} {
		if got := NewIndex(needs).Scan(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// An index says what a plain look at the text says.
func FuzzScan(f *testing.F) {
	f.Add("a.b(c)", "a", "b c", "c")
	f.Fuzz(func(t *testing.T, text, one, two, three string) {
		n := Any(All(Word(one), Literal(two)), Word(three))
		if got, want := NewIndex([]Need{Word("x"), n}).Scan(text)[1], plain(n, text); got != want {
			t.Errorf("%s in %q: got %v, want %v", n, text, got, want)
		}
	})
}

func plain(n Need, text string) bool {
	switch {
	case n.Nothing():
		return true
	case n.word != "":
		return slices.Contains(slices.Collect(words(text)), n.word)
	case n.literal != "":
		return strings.Contains(text, n.literal)
	}
	lacks := func(kid Need) bool { return !plain(kid, text) }
	if n.any {
		return slices.ContainsFunc(n.kids, func(kid Need) bool { return plain(kid, text) })
	}
	return !slices.ContainsFunc(n.kids, lacks)
}

func BenchmarkScan(b *testing.B) {
	var needs []Need
	for _, name := range strings.Fields(strings.Repeat("md5 Open Sum exec Command Query ", 50)) {
		needs = append(needs, All(Word(name), Word("x")))
	}
	x, text := NewIndex(needs), strings.Repeat("func (s *server) handle(w writer) error { return s.next(w) }\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		x.Scan(text)
	}
}
