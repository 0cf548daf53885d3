// Package reuse remembers what was answered, so that typing what was suggested is answered from memory.
//
// It knows texts and keys. It must not know how an answer came about. An answer stands for a text as it
// would be with the answer in it; typing a part of the answer leads to the same text, so what was found
// of that text still holds. Memory only: nothing is written anywhere.
package reuse

import "sync"

// A Key says for what an answer is good: the document, the model and the rules under which it passed.
// Changing a rule changes the digest, and with it every key.
type Key struct{ URI, Language, Model, Rules string }

// An Answer is a text that was offered between two texts.
type Answer[T any] struct {
	Insert string
	Extra  T
}

// entry is the answers of one place.
type entry[T any] struct {
	key           Key
	before, after string
	floor         int // of bytes before the cursor: who goes back behind that wants none of it
	answers       []Answer[T]
}

// kept is how many places are remembered. Entries share the texts of their documents.
const kept = 64

// A Memory holds the answers of the last places. It is safe for concurrent use.
type Memory[T any] struct {
	mu      sync.Mutex
	entries []entry[T] // the latest last; guarded by mu
}

// Put remembers the answers at a place.
func (m *Memory[T]) Put(k Key, before, after string, answers []Answer[T]) {
	m.PutAhead(k, before, after, len(before), answers)
}

// PutAhead remembers the answers at a place that the user has not come to yet. The text before it begins, up to floor
// bytes, with what the user has.
func (m *Memory[T]) PutAhead(k Key, before, after string, floor int, answers []Answer[T]) {
	if len(answers) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.entries = append(m.entries, entry[T]{k, before, after, floor, answers})
	if len(m.entries) > kept {
		m.entries = append(m.entries[:0:0], m.entries[len(m.entries)-kept:]...)
	}
}

// Get returns what is left of the answers of the latest place that the text before and after a cursor
// leads on from: those that go on as the user typed, without what was typed. Where the user went back
// instead, what was offered there was not wanted, and is forgotten.
func (m *Memory[T]) Get(k Key, before, after string) []Answer[T] {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := len(m.entries) - 1; i >= 0; i-- {
		e := &m.entries[i]
		if e.key != k || e.after != after {
			continue
		}
		if len(before) < e.floor && e.before[:len(before)] == before {
			m.entries = append(m.entries[:i], m.entries[i+1:]...)
			continue
		}
		if rest := e.rest(before); len(rest) > 0 {
			return rest
		}
	}
	return nil
}

func (e *entry[T]) rest(before string) []Answer[T] {
	if len(before) < len(e.before) || before[:len(e.before)] != e.before {
		return nil
	}
	typed := before[len(e.before):]
	var out []Answer[T]
	for _, a := range e.answers {
		if len(a.Insert) > len(typed) && a.Insert[:len(typed)] == typed {
			out = append(out, Answer[T]{a.Insert[len(typed):], a.Extra})
		}
	}
	return out
}

// Clear forgets everything.
func (m *Memory[T]) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.entries = nil
}
