package constraint

import (
	"strings"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An Automaton is a deterministic automaton over bytes whose live states are texts that keep to the
// constraint: the program of its phrases, and where in it a hole begins and may end. It is safe for
// concurrent use.
type Automaton struct {
	program *program
	lang    *syntax.Language
	phrases []Phrase
	before  string // the text before the hole, as far as it counts
	start   State
	after   string // the text behind the hole, as far as it counts
}

// NewAutomaton compiles phrases into an automaton for the hole between before and after. Matches that
// lie wholly in before or in after are the user's own. The phrases must not be changed afterwards.
func NewAutomaton(l *syntax.Language, phrases []Phrase, before, after string) *Automaton {
	return newAutomaton(programs.get(l, phrases), l, phrases, before, after)
}

func newAutomaton(p *program, l *syntax.Language, phrases []Phrase, before, after string) *Automaton {
	return &Automaton{p, l, phrases, before, p.intern(p.machine.begin(l, before)), after[:min(len(after), reach)]}
}

// Common returns the automaton of the same phrases that no text stands around: it is the same wherever the cursor is.
// Where it holds, the text before the hole from the nearest place on where the hole could begin as it does must be
// written again (token healing): the number of its bytes is returned too. That place lies on the cursor's line, at most
// limit bytes before it. It reports false if there is none, or if the text between is forbidden itself.
func (a *Automaton) Common(limit int) (all *Automaton, again int, ok bool) {
	all = newAutomaton(a.program, a.lang, a.phrases, "", "")
	from := max(len(a.before)-limit, strings.LastIndexByte(a.before, '\n')+1)
	for at := len(a.before); at >= from; at-- {
		if at < len(a.before) && !utf8.RuneStart(a.before[at]) || !a.beginsAt(at, all) {
			continue
		}
		for again = len(a.before) - at; again > 0 && at > from && (a.before[at-1] == ' ' || a.before[at-1] == '\t'); at-- {
			again++ // the next token begins with the blank
		}
		return all, again, all.Run(all.start, a.before[len(a.before)-again:]) != Dead
	}
	return all, 0, false
}

// beginsAt reports whether a hole at an offset of the text before would begin as another automaton does.
func (a *Automaton) beginsAt(at int, as *Automaton) bool {
	if at == len(a.before) {
		return a.start == as.start
	}
	return a.program.intern(a.program.machine.begin(a.lang, a.before[:at])) == as.start
}

// Begun returns the automaton of those phrases alone that have begun before the hole, of which no more
// begin in it; nil if none has. It is small: what it forbids comes at once or not at all.
func (a *Automaton) Begun() *Automaton {
	var begun []Phrase
	for _, u := range a.underWay() {
		begun = append(begun, a.phrases[u.phrase])
	}
	if begun == nil {
		return nil
	}
	out := newAutomaton(newProgram(a.lang, begun), a.lang, begun, a.before, a.after)
	out.program.machine.closed = true
	return out
}

// Bounds of the text around a hole that is read, in bytes: a phrase with more than that between its
// lexemes is the gate's business.
const (
	tail  = 1024
	reach = 4096
)

// begin returns the state in which the hole behind a text begins: the left quotient.
func (m *machine) begin(l *syntax.Language, before string) state {
	from := tailStart(before)
	mode := heads.mode(l, before[:from])
	s := state{}
	switch mode.Kind {
	case syntax.ModeLineComment:
		s.mode = inLine
	case syntax.ModeBlockComment:
		s.mode, s.node = inBlock, int16(mode.Form)
	case syntax.ModeString:
		s.mode, s.node, s.text = inString, int16(mode.Form), -1
	}
	for i := from; i < len(before); i++ {
		s, _ = m.read(s, before[i], true)
	}
	return m.disown(s)
}

// tailStart returns where the text that is read begins: with a line.
func tailStart(before string) int {
	if len(before) <= tail {
		return 0
	}
	return len(before) - tail + strings.IndexByte(before[len(before)-tail:], '\n') + 1
}

// disown drops the phrases that the lexeme before the cursor completes as it stands: those are the
// user's own.
func (m *machine) disown(s state) state {
	t := token{}
	switch s.mode {
	case inWord, inNumber:
		t.lexeme = m.words.lexeme(s.node)
	case inMark:
		t = m.marks.token(s.node)
	default:
		return s
	}
	var kept []item
	for rest := s.items; rest != ""; rest = rest[itemSize:] {
		p := step{m: m}
		if p.advance(decode(rest), t); !p.hit {
			kept = append(kept, decode(rest))
		}
	}
	s.items = encode(kept)
	return s
}

// Start returns the state in which the hole begins: the text before the cursor has been read.
func (a *Automaton) Start() State { return a.start }

// Step returns the state after one more byte. Dead stays Dead.
func (a *Automaton) Step(s State, b byte) State { return a.program.step(s, b) }

// Run steps over a whole text.
func (a *Automaton) Run(s State, text string) State { return a.program.run(s, text) }

// Accepts reports whether the hole may end in the state: the text behind the cursor completes no
// phrase that began before it.
func (a *Automaton) Accepts(s State) bool {
	return s != Dead && a.program.machine.mayEnd(a.program.at(s), a.after)
}

// mayEnd reads the text behind a hole until no phrase that began before it survives: the right
// quotient.
func (m *machine) mayEnd(s state, after string) bool {
	ours := s.mode == inWord || s.mode == inNumber || s.mode == inMark // the lexeme that is being read began in the hole
	for i := 0; i <= len(after) && s.underWay(ours); i++ {
		b := byte('\n') // the end of the text ends a name too
		if i < len(after) {
			b = after[i]
		}
		goesOn := ours && s.mode != inMark && m.goesOn(&s, b)
		var hit bool
		if s, hit = m.read(s, b, ours); hit {
			return false
		}
		ours = goesOn
	}
	return true
}

// underWay reports whether a phrase has begun, or may have with the lexeme that is being read.
func (s *state) underWay(ours bool) bool { return s.items != "" || ours }

// States returns the number of live states made so far.
func (a *Automaton) States() int { return len(a.program.table.Load().made) }
