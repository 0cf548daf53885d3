package verdict

import (
	"slices"
	"sync"
	"time"
)

// A Record is a verdict with what it was said of, and when.
type Record struct {
	Time    time.Time `json:"time"`
	URI     string    `json:"uri"`
	Version int32     `json:"version"`
	Backend string    `json:"backend,omitempty"`
	Insert  string    `json:"insert"`
	Verdict Verdict   `json:"verdict"`
}

// Kept is how many records a Ring holds.
const Kept = 100

// A Ring holds the last records, in memory only. It is safe for concurrent use; the zero value is empty.
type Ring struct {
	mu      sync.Mutex
	records []Record // the latest last; guarded by mu
}

// Add appends records, and drops the oldest beyond those that are kept.
func (r *Ring) Add(records ...Record) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.records = append(r.records, records...)
	if n := len(r.records) - Kept; n > 0 {
		r.records = slices.Delete(r.records, 0, n)
	}
}

// Of returns the records of a document, the latest first; "" means all documents.
func (r *Ring) Of(uri string) []Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := []Record{}
	for _, record := range slices.Backward(r.records) {
		if uri == "" || record.URI == uri {
			out = append(out, record)
		}
	}
	return out
}

// Forget drops the records of a document.
func (r *Ring) Forget(uri string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.records = slices.DeleteFunc(r.records, func(record Record) bool { return record.URI == uri })
}
