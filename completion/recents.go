package completion

import (
	"cmp"
	"slices"
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxRecents bounds how many documents are known to have been edited lately.
const maxRecents = 8

// recents are the documents in which completions were asked for lately, with their texts. They are safe for concurrent
// use.
type recents struct {
	mu   sync.Mutex
	docs []*Document // the latest last, each once
}

func (r *recents) saw(d *Document) {
	if d.Path == "" || d.Root == "" {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.docs = slices.DeleteFunc(r.docs, func(o *Document) bool { return o.Path == d.Path })
	r.docs = append(r.docs[max(0, len(r.docs)-maxRecents+1):], d)
}

// beside returns the others of a document's workspace and language, by path: their order must not change with every key, or
// a server could not keep what it read of them.
func (r *recents) beside(d *Document) []*Document {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*Document
	for _, o := range r.docs {
		if o.Path != d.Path && o.Root == d.Root && alike(o.Language, d.Language) {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b *Document) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// alike reports whether code in one language tells of code in another.
func alike(a, b *syntax.Language) bool {
	family := func(l *syntax.Language) *syntax.Language {
		switch l {
		case syntax.TypeScript, syntax.TSX:
			return syntax.JavaScript
		case syntax.CPP:
			return syntax.C
		}
		return l
	}
	return family(a) == family(b)
}
