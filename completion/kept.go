package completion

import (
	"hash/maphash"
	"sync"
	"time"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Kept is what is kept of an open document from one version to the next, so that opening a place costs about what
// the last edit changed. It is safe for concurrent use. Close it when the document is closed.
type Kept struct {
	lang    *syntax.Language
	parser  *syntax.Incremental
	near    *syntax.Incremental // of windows
	far     *syntax.Incremental // of windows with linked functions
	reading *syntax.Reading
	seed    maphash.Seed

	mu    sync.Mutex
	rules *rules.Set          // that the facts were made for
	facts map[uint64]*mention // by the texts of functions; those of the last version that was looked at

	outside  string // what stands in no function of that version
	declared map[string]bool
}

// NewKept returns what is to be kept of a document in a language.
func NewKept(l *syntax.Language) *Kept {
	return &Kept{lang: l, parser: syntax.NewIncremental(l), near: syntax.NewIncremental(l), far: syntax.NewIncremental(l), reading: syntax.NewReading(l), seed: maphash.MakeSeed()}
}

// Tree returns the tree of a version of the document. Where the grammar finds errors, which ones it finds does not
// hang on the versions before. A limit of zero is Parse's.
func (k *Kept) Tree(text string, limit time.Duration) (*syntax.Tree, error) {
	return k.tree(k.parser, text, limit)
}

// windowTree returns the tree of a window of the document, which is much like the windows before: what a check tries
// in one, the candidate and then its prefixes, differs as little as what two requests do.
func (k *Kept) windowTree(long bool, text string, limit time.Duration) (*syntax.Tree, error) {
	if long {
		return k.tree(k.far, text, limit)
	}
	return k.tree(k.near, text, limit)
}

func (k *Kept) tree(parser *syntax.Incremental, text string, limit time.Duration) (*syntax.Tree, error) {
	t, err := parser.Parse(text, limit)
	if err == nil && t.Root().HasError() {
		t, err = syntax.Parse(k.lang, text, limit)
	}
	return t, err
}

// Close frees what is kept.
func (k *Kept) Close() {
	k.parser.Close()
	k.near.Close()
	k.far.Close()
}

// declares is what declared returns of a text that stands in no function. The map must not be changed.
func (k *Kept) declares(outside string) map[string]bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.declared == nil || k.outside != outside {
		k.outside, k.declared = outside, declared(k.lang, outside)
	}
	return k.declared
}

// mentions returns what each text names, read anew where the last version did not have it.
func (k *Kept) mentions(set *rules.Set, texts []string) []*mention {
	k.mu.Lock()
	before := k.facts
	if k.rules != set {
		before = nil
	}
	k.mu.Unlock()
	now, out := make(map[uint64]*mention, len(texts)), make([]*mention, len(texts))
	for i, text := range texts {
		key := maphash.String(k.seed, text)
		if out[i] = before[key]; out[i] == nil {
			out[i] = newMention(k.lang, set, text)
		}
		now[key] = out[i]
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.rules, k.facts = set, now
	return out
}
