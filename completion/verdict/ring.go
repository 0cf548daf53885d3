package verdict

import "sync"

// An Entry is a verdict with what it was about, as it is kept for explanations.
type Entry struct {
	URI     string  `json:"uri"`
	Version int32   `json:"version"`
	Offset  int     `json:"offset"`
	Insert  string  `json:"insert"` // the text that was judged
	Verdict Verdict `json:"verdict"`
}

// A Ring keeps the last verdicts, in memory only. It is safe for concurrent use.
type Ring struct {
	mu      sync.Mutex
	entries []Entry // guarded by mu; oldest first from next on, once full
	next    int     // guarded by mu
}

// ringSize is how many verdicts a ring keeps.
const ringSize = 100

// Add adds an entry, and forgets the oldest one when the ring is full.
func (r *Ring) Add(e Entry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.entries) < ringSize {
		r.entries = append(r.entries, e)
		return
	}
	r.entries[r.next] = e
	r.next = (r.next + 1) % ringSize
}

// Last returns the entries of a document, the newest first; all documents' for an empty URI.
func (r *Ring) Last(uri string) []Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []Entry
	for i := range r.entries {
		e := r.entries[(r.next+len(r.entries)-1-i)%len(r.entries)]
		if uri == "" || e.URI == uri {
			out = append(out, e)
		}
	}
	return out
}
