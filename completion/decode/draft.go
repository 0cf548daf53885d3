package decode

import (
	"context"
	"strings"
)

// maxDraft bounds what is taken of one stream, in bytes: a server that never stops must not fill memory.
const maxDraft = 64 << 10

// A Draft is the whole text of one generation, not yet checked.
type Draft struct {
	Text string
	Result
}

// Generate asks the model for one draft. An error means that there is none: text that came before the
// stream was cut is dropped.
func Generate(ctx context.Context, m Model, r Request) (Draft, error) {
	var text strings.Builder
	result, err := m.Generate(ctx, r, func(piece string) error {
		if text.Len()+len(piece) > maxDraft {
			return ErrCut
		}
		text.WriteString(piece)
		return ctx.Err()
	})
	if err != nil {
		return Draft{}, err
	}
	return Draft{text.String(), result}, nil
}
