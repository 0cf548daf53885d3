package local

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// next chooses the next token; false where the model has nothing to say, or nothing that may be said.
func (g *generation) next() (step, bool) {
	list := g.allowed()
	if len(list) == 0 {
		list = g.raw()
	}
	if len(list) == 0 {
		return step{}, false
	}
	if g.Mask != nil {
		g.lookAhead(list)
	}
	s := list[g.pick(list)]
	s.top = g.alternatives(list)
	if len(g.steps) == 0 {
		return s, list[0].p >= worthIt || !g.accepts(g.state)
	}
	return s, s.p >= g.threshold() || !g.accepts(g.state)
}

// worthIt is the probability that the likeliest first token must have for anything to be said.
const worthIt = 0.05

// threshold is how sure the model must be of a token to go on. Inside brackets that its line opened it
// goes on longer, since they have to be closed.
func (g *generation) threshold() float64 {
	if len(g.reader.opened) > g.cursor.goal {
		return 0.06
	}
	return sureOf
}

// sureOf is the probability below which a token is not worth showing.
const sureOf = 0.15

// allowed returns the likeliest tokens that syntax and constraint leave, with their probabilities
// among all. Forbidden ones have probability zero: the others share theirs.
func (g *generation) allowed() []step {
	all, stem := g.ranked(), g.stem()
	var list []step
	forbidden := 0.0
	for _, c := range all {
		if !g.fits(c.token, stem) {
			continue
		}
		if c.token >= firstLexeme && g.Bias != nil {
			free := c.p
			if c.p = g.biased(g.lexicon.text(c.token), c.p); c.p == 0 {
				forbidden += free
			}
		}
		if stem == "" && g.outOfPlace(c.token) {
			c.p *= oddity
		}
		if c.p == 0 {
			continue
		}
		s := step{token: c.token, p: c.p, text: g.render(c.token, stem)}
		if s.state = g.constrain(g.state, s.text); s.state == constraint.Dead {
			forbidden += c.p
			continue
		}
		if list = append(list, s); len(list) == considered {
			break
		}
	}
	for i := range list {
		list[i].p = min(1, list[i].p/(1-min(forbidden, 0.999)))
	}
	slices.SortStableFunc(list, byProbability)
	return list
}

// stem returns what the first token must begin with.
func (g *generation) stem() string {
	if len(g.steps) > 0 {
		return ""
	}
	return g.cursor.stem
}

// ranked returns the candidates for the next token, likeliest first. At a stem every token that
// was ever seen takes part, and those that fit share the probability.
func (g *generation) ranked() []candidate {
	stem := g.stem()
	if stem == "" {
		return top(g.predict(), 4*considered)
	}
	limit := g.limit
	g.limit = 0
	all := g.predict()
	g.limit = limit
	sum := 0.0
	var fit []candidate
	for _, c := range all {
		if c.token >= firstLexeme && strings.HasPrefix(g.lexicon.text(c.token), stem) {
			fit = append(fit, c)
			sum += c.p
		}
	}
	for i := range fit {
		fit[i].p /= sum
	}
	return top(fit, 4*considered)
}

// constrain steps the constraint over a piece of text.
func (g *generation) constrain(s constraint.State, text string) constraint.State {
	if g.Mask == nil {
		return s
	}
	for i := 0; i < len(text) && s != constraint.Dead; i++ {
		s = g.Mask.Step(s, text[i])
	}
	return s
}

// lookAhead lowers what the likeliest tokens lead to: each loses the share of its next tokens that the
// constraint forbids. Without it a mask makes a model walk up to a forbidden call and then write
// something odd; with one step of it the model turns off before. (Park et al. 2024 estimate the same
// expected futures over many samples.)
func (g *generation) lookAhead(list []step) {
	for i := range list[:min(len(list), 6)] {
		s := &list[i]
		if s.token.isLine() || s.token == boundary {
			continue
		}
		probe, here := *g, *g.document
		here.reader = g.reader.clone()
		probe.document, probe.steps = &here, slices.Clone(g.steps)
		n := g.history.len()
		probe.take(*s)
		s.p *= 1 - probe.forbidden()
		g.history.cut(n)
	}
	slices.SortStableFunc(list, byProbability)
}

func byProbability(a, b step) int { return cmp.Compare(b.p, a.p) }

// forbidden returns the share of the next token's probability that the constraint takes away.
func (g *generation) forbidden() float64 {
	dead, all := 0.0, 0.0
	for _, c := range g.ranked() {
		if !g.fits(c.token, "") {
			continue
		}
		all += c.p
		if g.constrain(g.state, g.render(c.token, "")) == constraint.Dead {
			dead += c.p
		}
	}
	if all == 0 {
		return 0
	}
	return dead / all
}

// nucleus is the share of the probability that sampling draws from.
const nucleus = 0.95

// pick chooses from a list that is sorted by probability: the first at temperature zero.
func (g *generation) pick(list []step) int {
	if g.request.Temperature <= 0 {
		return 0
	}
	weights := make([]float64, 0, len(list))
	kept, sum, whole := 0.0, 0.0, 0.0
	for _, s := range list {
		whole += s.p
	}
	for _, s := range list {
		w := math.Pow(s.p/list[0].p, 1/g.request.Temperature)
		weights = append(weights, w)
		sum += w
		if kept += s.p; kept > nucleus*whole {
			break
		}
	}
	x := g.random.Float64() * sum
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return 0
}
