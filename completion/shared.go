package completion

import (
	"context"
	"sync"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// maxGenerations bounds how many requests of all documents ask the model at the same time; others wait for their turn
// within their deadlines. Servers on this machine answer one or a few at a time.
const maxGenerations = 4

// shared is the model as the requests of an engine share it.
type shared struct {
	once  sync.Once
	turns chan struct{}
	model *decode.Recycler
}

// take waits for a turn to ask the model. Done ends it.
func (s *shared) take(ctx context.Context, m decode.Model) (model decode.Model, done func(), err error) {
	s.once.Do(func() {
		s.turns, s.model = make(chan struct{}, maxGenerations), &decode.Recycler{Model: m}
	})
	select {
	case s.turns <- struct{}{}:
		return s.model, func() { <-s.turns }, nil
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}
