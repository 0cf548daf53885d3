package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var lexNames = map[LexKind]string{
	LexSpace: "", LexNewline: "nl", LexName: "n", LexNumber: "0", LexString: "s", LexComment: "c",
	LexOperator: "", LexContinuation: "join",
}

// words writes lexemes without blanks: n:name s:"text" and operators as they are; "!" marks open ones.
func words(l *Language, text string) (out []string) {
	for x := range l.Lex(text) {
		word := text[x.Span.Start:x.Span.End]
		switch {
		case x.Kind == LexSpace:
			continue
		case x.Kind == LexNewline || x.Kind == LexContinuation:
			word = lexNames[x.Kind]
		case x.Kind != LexOperator:
			word = lexNames[x.Kind] + ":" + word
		}
		if x.Open {
			word += "!"
		}
		out = append(out, word)
	}
	return out
}

func TestLex(t *testing.T) {
	for _, c := range []struct {
		lang *Language
		text string
		want string // separated by " | "
	}{
		{Python, `x = f(rb'a"\'') # c`, `n:x | = | n:f | ( | s:rb'a"\'' | ) | c:# c`},
		{Python, "'''a\n'b''' \\\n\"open\nx", `s:'''a` + "\n" + `'b''' | join | s:"open! | nl | n:x`},
		{Python, `a**=b//c->d:=e...!=@`, `n:a | **= | n:b | // | n:c | -> | n:d | := | n:e | ... | != | @`},
		{Python, `f"a{b["c"]:>{w}}{{d}}" e`, `s:f"a | { | n:b | [ | s:"c" | ] | : | s:> | { | n:w | } | } | s:{{d}}" | n:e`},
		{Python, `f"\N{DASH}\{x!r}"`, `s:f"\N{DASH}\ | { | n:x | ! | n:r | } | s:"`},
		{Python, "f'{a\nb", `s:f' | { | n:a | nl | n:b`},
		{Python, `1_0.5e-3j 0xe+1 .5 3 .x`, `0:1_0.5e-3j | 0:0xe | + | 0:1 | 0:.5 | 0:3 | . | n:x`},
		{Go, "`a\\` + 'x' + '\\'' &^= <-c // d\r\nx", "s:`a\\` | + | s:'x' | + | s:'\\'' | &^= | <- | n:c | c:// d | nl | n:x"},
		{Go, "/* a\n*/ x := \"/*\" /* open", "c:/* a\n*/ | n:x | := | s:\"/*\" | c:/* open!"},
		{JavaScript, "`a${b + `c${d}`}e` / 2", "s:`a | ${ | n:b | + | s:`c | ${ | n:d | } | s:` | } | s:e` | / | 0:2"},
		{JavaScript, `x = /[/"]\/'/gi.test(a / b / c)`, `n:x | = | s:/[/"]\/'/gi | . | n:test | ( | n:a | / | n:b | / | n:c | )`},
		{JavaScript, "return /a/ ; `${ {a: {}} }`", "n:return | s:/a/ | ; | s:` | ${ | { | n:a | : | { | } | } | } | s:`"},
		{JavaScript, `a?.b ?? c?.5:d === () => this.#e`, `n:a | ?. | n:b | ?? | n:c | ? | 0:.5 | : | n:d | === | ( | ) | => | n:this | . | n:#e`},
		{JavaScript, `x = <a b="c" d={e}>don't {f}<br /></a> / 2`, `n:x | = | < | n:a | n:b | = | s:"c" | n:d | = | { | n:e | } | > | s:don't  | { | n:f | } | < | n:br | /> | </ | n:a | > | / | 0:2`},
		{TSX, `<T,>(a) => <></>`, `< | n:T | , | > | ( | n:a | ) | => | < | > | </ | >`},
		{TypeScript, `x = <T>y < z`, `n:x | = | < | n:T | > | n:y | < | n:z`},
		{JavaScript, "a\u00a0(b", "n:a | ( | n:b"},
		{Java, "'\"' + \"\"\"\n\"a\" \\\"\"\"\n\"\"\"; x->y::z>>>=1", "s:'\"' | + | s:\"\"\"\n\"a\" \\\"\"\"\n\"\"\" | ; | n:x | -> | n:y | :: | n:z | >>>= | 0:1"},
		{C, "#define A \\\n 'x' // a \\\n b\nc", "# | n:define | n:A | join | s:'x' | c:// a \\\n b | nl | n:c"},
		{C, `L"a" u8'b' p->q 0x1p-3`, `s:L"a" | s:u8'b' | n:p | -> | n:q | 0:0x1p-3`},
		{CPP, `R"x(a)" \)x" 1'000 'c' LR"(b)" RX"d"`, `s:R"x(a)" \)x" | 0:1'000 | s:'c' | s:LR"(b)" | n:RX | s:"d"`},
		{CPP, `R"(open`, `s:R"(open!`},
		{Python, "\xff\xfe$\x00", "n:\xff\xfe | $ | \x00"},
	} {
		if diff := cmp.Diff(c.want, strings.Join(words(c.lang, c.text), " | ")); diff != "" {
			t.Errorf("%s %q (-want +got)\n%s", c.lang.Name, c.text, diff)
		}
	}
}

func TestModeAt(t *testing.T) {
	for _, c := range []struct {
		lang *Language
		text string // the cursor is at "│"
		kind ModeKind
		form string // what opens the string
	}{
		{Python, `x = "a│`, ModeString, `"`},
		{Python, `x = "a"│`, ModeCode, ``},
		{Python, `x = '''a"│`, ModeString, `'''`},
		{Python, `x = f"{a│`, ModeCode, ``},
		{Python, `x = f"{a}│`, ModeString, `"`},
		{Python, `x = f"{a:>│`, ModeString, `"`},
		{Python, "# a│", ModeLineComment, ``},
		{Python, "# a\n│", ModeCode, ``},
		{Python, "'a\n│", ModeCode, ``},
		{Python, `'a\│`, ModeString, `'`},
		{Go, "/* a *│", ModeBlockComment, ``},
		{Go, "/* a */│", ModeCode, ``},
		{Go, "`a\\`│", ModeCode, ``},
		{JavaScript, "`${`${│", ModeCode, ``},
		{JavaScript, "`${`${a}│", ModeString, "`"},
		{JavaScript, "a = /[/│", ModeString, "/"},
		{JavaScript, "a /│", ModeCode, ``},
		{JavaScript, "x = <a>it's│", ModeText, ``},
		{C, "// a \\\n b│", ModeLineComment, ``},
		{CPP, `R"x(a)"│`, ModeString, `"`},
	} {
		text, _, _ := strings.Cut(c.text, "│")
		mode := c.lang.ModeAt(text+"  rest", len(text))
		form := ""
		if mode.Kind == ModeString {
			form = c.lang.Lexical.Strings[mode.Form].Open
		}
		if mode.Kind != c.kind || form != c.form {
			t.Errorf("%s %q: mode %d in %q, want %d in %q", c.lang.Name, text, mode.Kind, form, c.kind, c.form)
		}
	}
}

// checkTiling is what must hold of any text.
func checkTiling(t *testing.T, l *Language, text string) {
	at := 0
	var boundaries []int
	for x := range l.Lex(text) {
		if x.Span.Start != at || x.Span.End <= at {
			t.Fatalf("%s %q: lexeme %v follows offset %d", l.Name, text, x.Span, at)
		}
		at = x.Span.End
		boundaries = append(boundaries, at)
	}
	if at != len(text) {
		t.Fatalf("%s %q: lexemes end at %d of %d", l.Name, text, at, len(text))
	}
	// Lexing may go on from any boundary, and finds the same. A boundary that another byte would move
	// is met again at a later one.
	for i := 0; i < len(boundaries); i += 1 + len(boundaries)/8 {
		whole := fmt.Sprint(lexemesFrom(l, Mode{}, text, boundaries[i]))
		mode := modeAfter(l, text, boundaries[i])
		var rest []Lexeme
		for x := range l.LexFrom(mode, text[boundaries[i]:]) {
			x.Span = Span{x.Span.Start + boundaries[i], x.Span.End + boundaries[i]}
			rest = append(rest, x)
		}
		if got := fmt.Sprint(rest); got != whole {
			t.Fatalf("%s %q from %d\nwhole %s\nrest  %s", l.Name, text, boundaries[i], whole, got)
		}
	}
}

func lexemesFrom(l *Language, mode Mode, text string, from int) (out []Lexeme) {
	for x := range l.LexFrom(mode, text) {
		if x.Span.Start >= from {
			out = append(out, x)
		}
	}
	return out
}

// modeAfter is the mode behind the lexeme that ends at an offset of the whole text.
func modeAfter(l *Language, text string, offset int) Mode {
	s := scanner{x: l.lex, text: text}
	for s.pos < offset {
		s.next()
	}
	return s.mode
}

func FuzzLex(f *testing.F) {
	for i, l := range Languages() {
		for _, s := range readDir(f, l) {
			f.Add(uint8(i), s.text)
		}
	}
	f.Add(uint8(0), "f'{a:{b:{c'")
	f.Add(uint8(0), "f'''{a:{\"'''\n\\\r\n")
	f.Add(uint8(7), "R\"abc(")
	f.Add(uint8(2), "`${/[`\\")
	f.Fuzz(func(t *testing.T, i uint8, text string) {
		l := Languages()[int(i)%len(Languages())]
		checkTiling(t, l, text)
		for _, at := range []int{0, len(text) / 3, len(text) / 2, len(text)} {
			l.ModeAt(text, at)
		}
	})
}

func BenchmarkLex(b *testing.B) {
	for _, l := range []*Language{Python, Go, JavaScript} {
		text := ""
		for _, s := range samples(b, l, 10) {
			text += s.text
		}
		b.Run(l.Name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s := scanner{x: l.lex, text: text}
				for s.pos < len(text) {
					s.next()
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
		})
	}
}

// TestLexAgreesWithTheTrees compares the lexer's strings and comments with the trees' on real files. A
// tree's string may be several of the lexer's (holes), and a string that the parser folds into
// something else (a macro's body, a directive's path) has no node.
func TestLexAgreesWithTheTrees(t *testing.T) {
	for _, l := range Languages() {
		t.Run(l.Name, func(t *testing.T) {
			all, differ := 0, 0
			for _, s := range samples(t, l, 30) {
				tree := mustParse(t, l, s.text)
				if tree.Root().HasError() {
					continue
				}
				lexed := map[Span]LexKind{}
				starts := map[int]Lexeme{}
				for x := range l.Lex(s.text) {
					lexed[x.Span] = x.Kind
					starts[x.Span.Start] = x
				}
				for n := range tree.Root().Subtree() {
					role := n.outlineRole()
					if role != outlineString && role != outlineComment || n.KindName() == "system_lib_string" {
						continue
					}
					all++
					span := n.Span()
					span.End = span.Start + len(strings.TrimRight(s.text[span.Start:span.End], "\r\n"))
					kind, ok := lexed[span]
					x, begins := starts[span.Start]
					holes := !ok && begins && x.Kind == LexString && x.Span.End < span.End && role == outlineString
					if holes || ok && (kind == LexString) == (role == outlineString) && (kind == LexComment) == (role == outlineComment) {
						continue
					}
					if differ++; differ <= 5 {
						t.Logf("%s %s %q: the lexer has %v %d", s.name, n.KindName(), s.text[n.Start():min(n.End(), n.Start()+60)], x.Span, x.Kind)
					}
				}
			}
			t.Logf("%d strings and comments, %d differ", all, differ)
			if all == 0 || differ*1000 > all*2 {
				t.Errorf("%d of %d strings and comments differ", differ, all)
			}
		})
	}
}
