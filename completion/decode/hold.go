package decode

import (
	"context"
	"errors"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// A Violation is something in a draft that no further text can undo.
type Violation struct {
	Start  int      // offset in the draft where the code that is wrong begins
	End    int      // behind what was read when it was seen
	Banned []string // the lexemes that must not come there again; none if they are not known
	Safe   string   // text that the safe form begins with, "" if none is known
}

// A Watch looks at a draft as far as it has come, and reports a violation that is settled.
type Watch func(text string) (Violation, bool)

// Limits make the constraint for a place behind some kept text of the draft, with further phrases that
// are forbidden there; nil if nothing constrains.
type Limits func(kept string, banned []constraint.Phrase) *constraint.Automaton

// MaxRollbacks is how often a draft goes back before it is left at what is good of it.
const MaxRollbacks = 3

// errViolation ends a generation in which something settled was seen.
var errViolation = errors.New("the draft violates a rule")

// Hold asks a model for one draft and holds it to the rules as it comes: the automaton looks at every
// byte, the watch at every line. At a violation the stream is cut at its source, the draft goes back to
// where the offending code begins, and the model is asked to go on from there with that way forbidden
// (rollback, after ROCODE 2024 and AdapTrack 2025: going back keeps the model's distribution better than
// masking the last token does). Whether a model obeys the constraint does not matter: no request is
// sent twice, and a draft that runs out of tries ends where it was last good.
func Hold(ctx context.Context, m Model, r Request, limits Limits, watch Watch) (Draft, error) {
	h := &hold{model: m, request: r, limits: limits, watch: watch}
	for {
		v, err := h.stream(ctx)
		switch {
		case err != nil:
			return Draft{}, err
		case v == nil:
			return h.draft, nil
		}
		if !h.back(*v) {
			return h.draft, nil
		}
	}
}

// hold is the state of one Hold.
type hold struct {
	model   Model
	request Request
	limits  Limits
	watch   Watch
	banned  []constraint.Phrase
	draft   Draft
}

// stream runs one generation behind the text that is kept. The violation is nil if it ended well.
func (h *hold) stream(ctx context.Context) (*Violation, error) {
	kept := h.draft.Text
	r := h.request
	r.Prefix += kept
	if r.Constraint = h.limits(kept, h.banned); r.MaxTokens > 0 {
		r.MaxTokens = max(r.MaxTokens-h.draft.Tokens, 8)
	}
	s := &stream{hold: h, kept: len(kept), automaton: r.Constraint}
	s.text.WriteString(kept)
	if s.automaton != nil {
		s.state = s.automaton.Start()
	}
	result, err := h.model.Generate(ctx, r, func(piece string) error { return s.take(ctx, piece) })
	h.draft.Enforced = result.Enforced
	if s.violation != nil {
		h.draft.Text = s.text.String()[:s.violation.End]
		return s.violation, nil
	}
	if err != nil {
		return nil, err
	}
	h.draft.Text, h.draft.Finish, h.draft.LogProb = s.text.String(), result.Finish, result.LogProb
	h.draft.Tokens += result.Tokens
	return nil, nil
}

// back drops what is wrong from the draft and forbids it. It reports whether the model is to go on.
func (h *hold) back(v Violation) bool {
	h.draft.Violations = append(h.draft.Violations, Rejected{h.draft.Text, v})
	h.draft.Text = h.draft.Text[:max(v.Start, 0)]
	if h.draft.Rollbacks++; h.draft.Rollbacks > MaxRollbacks {
		h.draft.Text = strings.TrimRight(h.draft.Text[:strings.LastIndexByte(h.draft.Text, '\n')+1], " \t\n")
		return false
	}
	if len(v.Banned) > 0 {
		h.banned = append(h.banned, constraint.Phrase{Lexemes: v.Banned})
	}
	// Another seed, and some warmth for servers that sample greedily: the request is never the same.
	h.request.Seed++
	h.request.Temperature = max(h.request.Temperature, 0.2*float64(h.draft.Rollbacks))
	if v.Safe != "" && h.draft.Rollbacks > 1 {
		h.draft.Text += v.Safe
	}
	return true
}

// stream is the state of one generation.
type stream struct {
	hold      *hold
	kept      int // length of the text before it
	text      strings.Builder
	automaton *constraint.Automaton
	state     constraint.State
	violation *Violation
}

// take looks at one piece. The automaton stops at the byte that completes a phrase; the watch, which
// parses, is asked at the ends of lines.
func (s *stream) take(ctx context.Context, piece string) error {
	if s.text.Len()+len(piece) > maxDraft {
		return ErrCut
	}
	for i := range len(piece) {
		s.text.WriteByte(piece[i])
		if s.automaton != nil {
			if s.state = s.automaton.Step(s.state, piece[i]); s.state == constraint.Dead {
				return s.stop(s.phrase())
			}
		}
		if piece[i] == '\n' {
			if v, bad := s.hold.watch(s.text.String()); bad && v.Start >= 0 {
				return s.stop(v)
			}
		}
	}
	return ctx.Err()
}

func (s *stream) stop(v Violation) error {
	v.End = s.text.Len()
	v.Start = min(v.Start, v.End)
	s.violation = &v
	return errViolation
}

// phrase returns the violation of an automaton that has just died: the names and dots before it.
func (s *stream) phrase() Violation {
	text := s.text.String()
	start := len(text) - 1
	for start > s.kept && chained(text[start-1]) {
		start--
	}
	return Violation{Start: start + len(text[start:]) - len(strings.TrimLeft(text[start:], " \t\n"))}
}

func chained(b byte) bool {
	return b == '.' || b == '_' || b == ' ' || b == '\t' || b >= 0x80 ||
		b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
