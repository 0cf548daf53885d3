package constraint

import (
	"slices"
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// programs are those that were used last. A set of rules and the imports of a file give the same
// phrases wherever the cursor is, so that what one request made serves the next.
var programs = &cache{}

// cached is how many programs are kept; a full one takes some 10 MB.
const cached = 8

type cache struct {
	mu     sync.Mutex
	recent []entry // guarded by mu; the last used first
}

type entry struct {
	lang    *syntax.Language
	phrases []Phrase
	program *program
}

func (c *cache) get(l *syntax.Language, phrases []Phrase) *program {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.recent, func(e entry) bool { return e.lang == l && sameAll(e.phrases, phrases) })
	if i < 0 || c.recent[i].program.full() {
		if i >= 0 {
			c.recent = slices.Delete(c.recent, i, i+1)
		}
		c.recent = append(c.recent[:min(len(c.recent), cached-1)], entry{l, phrases, newProgram(l, phrases)})
		i = len(c.recent) - 1
	}
	e := c.recent[i]
	copy(c.recent[1:i+1], c.recent[:i])
	c.recent[0] = e
	return e.program
}

func sameAll(a, b []Phrase) bool {
	if len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] {
		return true
	}
	return slices.EqualFunc(a, b, same)
}

// same reports whether two phrases forbid the same texts.
func same(a, b Phrase) bool {
	return a.Must == b.Must && a.Loose == b.Loose && a.Given == b.Given && slices.Equal(a.Lexemes, b.Lexemes) && slices.Equal(a.NotAfter, b.NotAfter) &&
		slices.EqualFunc(a.Only, b.Only, slices.Equal[[]string]) && slices.EqualFunc(a.Unless, b.Unless, slices.Equal[[]string])
}

// full reports whether a program has made so many states that a new one is due.
func (p *program) full() bool { return len(p.table.Load().made) > maxStates/2 }
