package completion

import (
	"slices"
	"sync"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An outside is what the text of a file that stands in no function's body says of a function. It is immutable.
type outside struct {
	lang      *syntax.Language
	text      string // the file with all bodies elided
	at        int    // where that of the function was
	imports   map[string]string
	constants map[string]string
}

// outsides are those that were read last: a keystroke in a function changes none.
var outsides = &outsideMemo{}

// maxOutsides is how many are kept, each of the size of its text.
const maxOutsides = 8

type outsideMemo struct {
	mu     sync.Mutex
	recent []*outside // guarded by mu; the last used first
}

// outside returns what stands outside of the function around the place; nil where there is none, or where the file
// cannot be cut.
func (p *Place) outside() *outside {
	if p.frame == nil {
		return nil
	}
	w := p.frame.base.Window(nowhere)
	if w.Broken {
		return nil
	}
	o, err := outsides.get(p.doc.Language, w.Text, w.Nearest(p.frame.hole.Start), p)
	if err != nil {
		return nil
	}
	return o
}

// nowhere touches nothing: a window around it has no function's body.
var nowhere = syntax.Span{Start: -1, End: -1}

func (m *outsideMemo) get(l *syntax.Language, text string, at int, p *Place) (*outside, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.recent, func(o *outside) bool { return o.lang == l && o.at == at && o.text == text })
	if i < 0 {
		tree, err := syntax.Parse(l, text, p.gate.Limit)
		if err != nil {
			return nil, err
		}
		o := &outside{lang: l, text: text, at: at}
		o.imports, o.constants = match.Around(tree, at)
		m.recent = append(m.recent[:min(len(m.recent), maxOutsides-1)], o)
		i = len(m.recent) - 1
	}
	o := m.recent[i]
	copy(m.recent[1:i+1], m.recent[:i])
	m.recent[0] = o
	return o, nil
}
