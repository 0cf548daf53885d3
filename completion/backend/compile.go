package backend

import (
	"context"
	"fmt"
	"time"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

const (
	// slowGrammar is how much later a reply under a new grammar may come. A server that takes longer to
	// compile one costs more than a candidate that the gate refuses.
	slowGrammar = 200 * time.Millisecond
	// freshGrammar is what each reply may wait for a grammar of its own. Above it, the server gets one
	// text, which it compiles once.
	freshGrammar = 50 * time.Millisecond
)

// tryCompiling measures how much later replies come under grammars that are new to the server. Each is of
// the size of another constraint, the smallest first: a server that is slow with that one is spared the
// others. The large ones differ from session to session, for servers keep what they compiled.
func (t *trial) tryCompiling(ctx context.Context, m *mechanism) string {
	t.salt = int(t.client.now().UnixMicro() % 1e9)
	for size := range 3 {
		took, err := t.compiling(ctx, m, size)
		if err != nil {
			return t.failed(err)
		}
		if t.compile = max(t.compile, took); took > slowGrammar {
			return fmt.Sprintf("the server takes %s to begin with a new grammar, and each completion has one", took.Round(time.Millisecond))
		}
	}
	t.constant = t.compile > freshGrammar
	return ""
}

// compiling measures one size. The shorter of two measurements counts, since a machine may be busy with
// something else.
func (t *trial) compiling(ctx context.Context, m *mechanism, size int) (least time.Duration, err error) {
	least = t.client.limits.canary
	for try := 0; try < 2 && least > freshGrammar; try++ {
		text, err := m.specimen(size, t.salt, try)
		if err != nil {
			return 0, err
		}
		began := t.client.now()
		if _, err := t.sing(ctx, nil, nil); err != nil {
			return 0, err
		}
		freely := t.client.now().Sub(began)
		if _, err := t.sing(ctx, m, text); err != nil && ctx.Err() == nil {
			return 0, err
		}
		least = min(least, max(0, t.client.now().Sub(began)-2*freely))
	}
	return least, nil
}

// specimen writes a grammar that forbids nothing that the model writes.
func (m *mechanism) specimen(size, salt, try int) (string, error) {
	if size == 0 {
		return m.without(fmt.Sprintf(`\x%02X`, 1+try)), nil
	}
	d, err := constraint.Specimen(size > 1, salt+try).Minimal(maxGrammar)
	if err != nil {
		return "", err
	}
	return m.lower(d)
}
