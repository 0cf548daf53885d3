package flow

import (
	"hash/maphash"
	"sync"
	"sync/atomic"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A memo keeps immutable values by key in two generations: what was not asked for while a whole generation
// filled up is forgotten. It is safe for concurrent use.
type memo[K comparable, V any] struct {
	mu         sync.Mutex
	young, old map[K]V
	size       int // of a generation
}

func newMemo[K comparable, V any](size int) *memo[K, V] {
	return &memo[K, V]{young: map[K]V{}, size: size}
}

// get returns the value of a key, made where it is not known. It may be made twice at the same time.
func (m *memo[K, V]) get(key K, made func() V) V {
	if v, ok := m.find(key); ok {
		return v
	}
	v := made()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(key, v)
	return v
}

// find returns the value of a key, if it is known.
func (m *memo[K, V]) find(key K) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.young[key]
	if !ok {
		if v, ok = m.old[key]; ok {
			m.put(key, v)
		}
	}
	return v, ok
}

func (m *memo[K, V]) put(key K, v V) {
	if len(m.young) >= m.size {
		m.old, m.young = m.young, map[K]V{}
	}
	m.young[key] = v
}

// A cache keeps what is known of functions by their content, so that an edit costs one function. It owns all
// that an index changes after it was made, and is safe for concurrent use.
type cache struct {
	seed        maphash.Seed
	functions   *memo[functionKey, *function]
	modules     *memo[uint64, *module]
	resolutions *memo[resolutionKey, *resolution]
	solutions   *memo[string, *solution]
	ways        *memo[string, way]
	last        atomic.Uint64 // number of a function
	keyed       keyedCalls
}

// cacheSize is how many functions a generation holds: more than a long file has, since one of twenty lines takes
// some ten kilobytes, and each language has its own.
const cacheSize = 1024

// maxModules is how many files' own code a generation holds.
const maxModules = 32

func newCache(keyed keyedCalls) *cache {
	return &cache{
		keyed:       keyed,
		seed:        maphash.MakeSeed(),
		functions:   newMemo[functionKey, *function](cacheSize),
		modules:     newMemo[uint64, *module](maxModules),
		resolutions: newMemo[resolutionKey, *resolution](cacheSize),
		solutions:   newMemo[string, *solution](2 * cacheSize),
		ways:        newMemo[string, way](cacheSize),
	}
}

type functionKey struct {
	hash   uint64
	size   int32
	length int
	kind   syntax.Kind
	flags  uint8
}

// function returns the intermediate form of the function at a node.
func (c *cache) function(form *syntax.Form, at int32) *function {
	n, s := form.Node(at), form.Span(at)
	key := functionKey{maphash.String(c.seed, form.Tree().Text()[s.Start:s.End]), n.After - at, s.End - s.Start, n.Kind, n.Flags}
	return c.functions.get(key, func() *function { return lower(form, at, c.keyed) })
}
