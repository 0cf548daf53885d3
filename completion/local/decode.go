package local

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Limits of one generation.
const (
	defaultTokens = 64
	maxLines      = 8
	considered    = 24 // candidates for one token
)

// A step is one token of a generation.
type step struct {
	token token
	text  string           // with the blanks before it; of the first one, only what the cursor lacks
	p     float64          // its probability among what the mask left
	state constraint.State // after it
	depth int              // open brackets after it
	end   bool             // the text may well end here

	strange bool          // a name that is no member, and that neither the document nor the language has
	top     []Alternative // the likeliest tokens in its place, as many as were asked for
}

// A generation is a run of the model at a cursor. One goroutine owns it.
type generation struct {
	*document
	request decode.Request
	Sampling
	random *rand.Rand
	state  constraint.State
	steps  []step
	base   int // history length at the cursor
	depth  int // open brackets at the cursor
	lines  int
}

// Generate proposes a continuation. It writes little rather than much: it ends with the statement, or
// before, where the model is no longer sure. At temperature zero it takes the likeliest tokens, whatever
// the seed. It has made the whole text before it emits a piece, and emits only what it keeps.
func (m *Model) Generate(ctx context.Context, r decode.Request, emit func(piece string) error) (decode.Result, error) {
	var s Sampling
	if r.Constraint != nil {
		s.Mask = r.Constraint
	}
	return m.Sample(ctx, r, s, func(p Piece) error { return emit(p.Text) })
}

// Sample is Generate for a caller that brings its own mask in place of the request's constraint, or
// wants to know probabilities.
func (m *Model) Sample(ctx context.Context, r decode.Request, s Sampling, emit func(Piece) error) (decode.Result, error) {
	result := decode.Result{Finish: decode.FinishStop}
	if s.Mask != nil {
		result.Enforced = []decode.Enforcement{decode.EnforcedByMask}
	}
	lang := syntax.ByName(r.Language)
	if lang == nil {
		return result, ctx.Err()
	}
	g := newGeneration(m.language(lang).open(r), r, s)
	if err := g.run(ctx, &result); err != nil {
		return decode.Result{}, err
	}
	for _, s := range g.steps {
		if err := ctx.Err(); err != nil {
			return decode.Result{}, err
		}
		if s.text == "" {
			continue
		}
		if err := emit(Piece{s.text, math.Log(s.p), s.top}); err != nil {
			return decode.Result{}, err
		}
	}
	return result, nil
}

func newGeneration(d *document, r decode.Request, s Sampling) *generation {
	g := &generation{document: d, request: r, Sampling: s, base: d.history.len(), depth: len(d.reader.opened)}
	g.random = rand.New(rand.NewPCG(uint64(r.Seed), 0x51a1ce))
	g.request.SingleLine = r.SingleLine || d.cursor.rest != ""
	if g.request.MaxTokens <= 0 {
		g.request.MaxTokens = defaultTokens
	}
	if d.cursor.stem != "" && len(g.ranked()) == 0 {
		g.keepStem()
	}
	if s.Mask != nil {
		g.state = s.Mask.Start()
	}
	return g
}

// keepStem takes the half-written word at the cursor for a whole one: nothing known begins with it.
func (g *generation) keepStem() {
	if g.cursor.stemKind == literal {
		g.cursor.closed = true
		return
	}
	g.lexicon.shared.mu.RLock()
	defer g.lexicon.shared.mu.RUnlock()
	g.history.push(symbol{token: g.lexicon.token(g.cursor.stem, g.cursor.stemKind), kind: g.cursor.stemKind, paren: g.reader.inParen()})
	g.base = g.history.len()
	g.cursor.stem, g.cursor.stemKind = "", structural
}

// run generates until something ends it, and cuts back to the best end.
func (g *generation) run(ctx context.Context, result *decode.Result) error {
	for !g.cursor.closed && !g.finished() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(g.steps) == g.request.MaxTokens {
			result.Finish = decode.FinishLength
			break
		}
		next, ok := g.next()
		if !ok {
			break
		}
		g.take(next)
	}
	g.cut(g.bestEnd())
	if result.Tokens = len(g.steps); result.Tokens > 0 {
		result.LogProb = meanLog(g.steps)
	}
	return nil
}

// take appends a step and moves on over it.
func (g *generation) take(s step) {
	paren := g.reader.inParen()
	if s.token.isLine() {
		g.lines++
		g.reader.turn(s.token, g.cursor.unit)
	} else {
		g.reader.bracket(g.lexicon.text(s.token), g.lexicon.kind(s.token))
	}
	if s.token == boundary {
		g.history.push(symbol{token: anyName, kind: name, paren: paren})
	} else {
		g.history.push(symbol{token: s.token, kind: g.lexicon.kind(s.token), paren: paren, access: isAccess(g.lexicon.text(s.token))})
	}
	s.strange = g.isStrange(s.token)
	g.known[s.token] = true
	s.depth = len(g.reader.opened)
	g.state = s.state
	g.steps = append(g.steps, s)
	g.steps[len(g.steps)-1].end = g.endsWell()
	// A header that a deeper line follows may stand alone: its block is still to be written.
	if n := len(g.steps); g.reader.lang == syntax.Python && n > 1 && s.token.plain() == lineIn && s.depth <= g.depth {
		g.steps[n-2].end = g.accepts(g.steps[n-2].state)
	}
}

// isStrange reports whether the last symbol is a name that has no business here.
func (g *generation) isStrange(t token) bool {
	h := g.history
	return t >= firstLexeme && !g.known[t] && !h.access[len(h.access)-2] && g.lexicon.kind(t) == name && !builtins[g.lexicon.text(t)]
}

// builtins are names that languages have without any declaration.
var builtins = set(`__name__ __doc__ __file__ nil true false iota any error string bool int int64 uint64 byte rune float64 append cap close copy
	delete len make max min new panic print println recover True False None self cls super str bytes float list dict set
	tuple object type range enumerate zip map filter sorted sum open isinstance repr hash iter next super Exception
	ValueError TypeError KeyError IndexError RuntimeError OSError NotImplementedError this null undefined console document
	window process Promise Object Array Map Set JSON Math Error Date String Number Boolean Integer Long System Override
	List ArrayList HashMap NULL size_t printf fprintf malloc free sizeof std`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// turn moves to a line as the line break says.
func (r *reader) turn(t token, unit string) {
	top := len(r.indents) - 1
	switch t = t.plain(); t {
	case lineSame:
	case lineIn:
		r.indents = append(r.indents, r.indents[top]+unit)
	default:
		r.indents = r.indents[:max(1, top+1-int(t-lineIn))]
	}
}
