package syntax

import (
	"slices"
	"strings"
	"sync"
)

// A Reading does what Language.Close does for one version of a document after the other. It goes on from where the text
// before the cursor was read already. It is safe for concurrent use.
type Reading struct {
	lang *Language

	mu   sync.Mutex
	same string      // how the text before a cursor must begin for the mark to count
	mark *unfinished // what was read up to an offset in it; nil until something was
	at   int         // that offset

	after string // that the rests are of
	rests map[Mode]*rest
}

// NewReading returns what reads the versions of a document.
func NewReading(lang *Language) *Reading { return &Reading{lang: lang} }

// What is read anew is at least so long, in bytes: a lexeme may be told by what follows on its line or, in the
// preprocessor's language, in the lines that it goes on in. Texts that are short are read whole.
const (
	rereads   = 4 << 10
	lookahead = 2 << 10
)

// Close returns what Language.Close does, and the mode of the text at the cursor.
func (r *Reading) Close(before, after string) (Closing, Mode) {
	r.mu.Lock()
	defer r.mu.Unlock()
	u := r.read(before)
	mode := u.mode
	if r.rests == nil || r.after != after {
		r.after, r.rests = after, map[Mode]*rest{}
	}
	return r.lang.close(u, before, after, r.rest), mode
}

func (r *Reading) rest(m Mode, after string) *rest {
	if r.rests[m] == nil {
		r.rests[m] = readRest(r.lang, m, after)
	}
	return r.rests[m]
}

// read reads the text before a cursor, and marks a place behind which it can be read on the next time.
func (r *Reading) read(text string) *unfinished {
	u, from := newUnfinished(r.lang, text), 0
	if r.mark != nil && strings.HasPrefix(text, r.same) {
		u, from = r.mark.clone(), r.at
		u.text = text
	}
	mark := func(at int) bool { return len(text)-at < rereads }
	if len(text)-from < 4*rereads && from > 0 || len(text) < rereads {
		mark = nil
	}
	u.read(from, func(at int) {
		if mark != nil && mark(at) {
			r.mark, r.at, r.same, mark = u.clone(), at, text[:min(at+lookahead, len(text))], nil
		}
	})
	return u
}

// clone copies what reading on changes.
func (u *unfinished) clone() *unfinished {
	c := *u
	c.frames = slices.Clone(u.frames)
	for i := range c.frames {
		c.frames[i].waiting = slices.Clone(c.frames[i].waiting)
	}
	c.before.waiting = slices.Clone(u.before.waiting)
	c.blocks, c.words = slices.Clone(u.blocks), slices.Clone(u.words)
	return &c
}
