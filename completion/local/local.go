// Package local is the embedded default model: sluice completes with no server, no weights and no
// network.
//
// It is an n-gram model over the lexemes of a language, with nested caches: what the document does
// counts before what the workspace does, and that before a small corpus that this project wrote. It
// applies constraints as true masks: what a constraint forbids has probability zero. It knows texts and
// languages. It must not know LSP, HTTP or the disk: whoever owns the files hands it their texts.
package local

import (
	"sync"
	"sync/atomic"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Model is the embedded model of all languages. It is safe for concurrent use; generations read
// immutable snapshots and never wait for learning.
type Model struct {
	languages sync.Map          // *syntax.Language → *languageModel
	learning  sync.Mutex        // held by the one Learn that runs
	learned   map[string]uint64 // path → hash of the text that was learned; guarded by learning
}

// New returns a model that knows the shipped corpus, which it reads the first time that a language is
// asked for, and nothing else yet.
func New() *Model { return &Model{learned: map[string]uint64{}} }

// Name returns "embedded".
func (m *Model) Name() string { return "embedded" }

// A languageModel is what is known of one language. The vocabulary guards itself; the workspace's
// segments are replaced as a whole.
type languageModel struct {
	lang       *syntax.Language
	vocabulary *vocabulary
	corpus     func() []*segment // read on first use
	workspace  atomic.Pointer[[]*segment]
}

// language returns the model of a language; it makes it where there is none.
func (m *Model) language(lang *syntax.Language) *languageModel {
	if l, ok := m.languages.Load(lang); ok {
		return l.(*languageModel)
	}
	l := &languageModel{lang: lang, vocabulary: newVocabulary()}
	l.corpus = sync.OnceValue(l.readCorpus)
	actual, _ := m.languages.LoadOrStore(lang, l)
	return actual.(*languageModel)
}

// corpusWeight is how many times the shipped corpus counts: it is small, and what it shows once is typical.
const corpusWeight = 2

// readCorpus counts the shipped corpus.
func (l *languageModel) readCorpus() []*segment {
	d := newDraft()
	for range corpusWeight {
		for _, text := range shippedCorpus(l.lang) {
			d.read(l, text)
		}
	}
	return []*segment{d.segment()}
}

// predictor returns a predictor for one document that knows nothing of it yet.
func (l *languageModel) predictor() *predictor {
	p := &predictor{history: newHistory(), cache: newCache(), weights: defaultWeights, limit: followerLimit}
	p.shared[fromCorpus] = l.corpus()
	if w := l.workspace.Load(); w != nil {
		p.shared[fromWorkspace] = *w
	}
	// The lexicon comes last: it must know every token of the segments.
	p.lexicon = l.vocabulary.lexicon()
	return p
}

// followerLimit bounds the work at contexts that have thousands of followers.
const followerLimit = 128
