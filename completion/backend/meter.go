package backend

import (
	"context"
	"crypto/sha256"
	"hash/crc32"
	"slices"
	"strings"
	"time"
)

// A meter tells how many tokens texts have at most: by the server's tokeniser where it has one, else by their bytes. It
// asks for pieces whose ends hang on what stands there, so that a letter typed or a line put in changes no other piece,
// and never for the piece that the user is typing: a keystroke costs no question.
type meter struct {
	ctx     context.Context // ends when no more time is to be spent on questions
	request context.Context // ends when nobody needs the answers
	tokens  *tokens         // nil: bytes are all that is known
	told    int             // answers that came
}

// count returns how many tokens a text has at most.
func (m *meter) count(text string) int {
	if m.tokens == nil || text == "" {
		return guessed(text)
	}
	if n, ok := m.tokens.counted(text); ok {
		return n + 1 // where two texts meet, tokens may fall otherwise
	}
	if m.tokens.rest() {
		return guessed(text)
	}
	n, err := m.tokens.count(m.ctx, text)
	if err != nil {
		m.failed()
		return guessed(text)
	}
	m.told++
	return n + 1
}

// failed lets a server rest that told nothing. One that only needs longer goes on with the next request.
func (m *meter) failed() {
	if m.request.Err() == nil && (m.told == 0 || m.ctx.Err() == nil) {
		m.tokens.mute()
	}
}

func guessed(text string) int { return (len(text) + bytesPerToken - 1) / bytesPerToken }

// head returns how many bytes of a text's beginning a budget of tokens holds, and what those cost.
func (m *meter) head(text string, budget int) (bytes, cost int) {
	if m.silent() {
		return m.fill([]string{text}, 0, budget)
	}
	line := strings.IndexByte(text, '\n') + 1
	return m.fill(slices.Concat([]string{text[:line]}, pieces(text[line:])), 0, budget)
}

// tail returns how many bytes of a text's end a budget of tokens holds.
func (m *meter) tail(text string, budget int) (bytes int) {
	all := []string{text}
	if !m.silent() {
		all = pieces(text)
		slices.Reverse(all)
	}
	bytes, _ = m.fill(all, 0, budget)
	return bytes
}

// fill takes pieces from the cursor on as long as the budget lasts; the one at the index is being typed. Of the piece
// that it does not hold it takes as many bytes as it surely does.
func (m *meter) fill(all []string, typed, budget int) (bytes, cost int) {
	for i, piece := range all {
		n := len(piece)
		if i != typed || m.silent() {
			n = m.count(piece)
		}
		if n > budget-cost {
			bytes += min(max(budget-cost, 0)*m.least(), len(piece))
			return bytes, budget
		}
		bytes, cost = bytes+len(piece), cost+n
	}
	return bytes, cost
}

// silent reports whether bytes are all that is known.
func (m *meter) silent() bool { return m.tokens == nil || m.tokens.rest() }

// least returns how many bytes a token has at least.
func (m *meter) least() int {
	if m.silent() {
		return bytesPerToken
	}
	return 1
}

// Bounds of a piece in bytes: what ends one is looked for from the first on, and the second ends it in any case.
const (
	leastPiece = 128
	mostPiece  = 768
)

// pieces cuts a text behind lines. Where, hangs on what those lines say and not on where they stand (content-defined
// chunking, after Muthitacharoen et al. 2001), so that pieces come out the same around a change.
func pieces(text string) (all []string) {
	start, end := 0, 0
	for line := range strings.Lines(text) {
		end += len(line)
		if size := end - start; size >= mostPiece || size >= leastPiece && crc32.ChecksumIEEE([]byte(line))%8 == 0 {
			all, start = append(all, text[start:end]), end
		}
	}
	if start < len(text) || len(all) == 0 {
		all = append(all, text[start:])
	}
	return all
}

const (
	// maxCounts bounds the texts whose numbers of tokens are kept: of a long file there are a hundred.
	maxCounts = 8192
	// muteness is for how long a server that told no tokens, or not in time, is not asked for any.
	muteness = time.Minute
)

// counted returns how many tokens a text has, if that is known.
func (t *tokens) counted(text string) (n int, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, ok = t.counts[sha256.Sum256([]byte(text))]
	return n, ok
}

// count finds out how many tokens a text has. Of the text only its digest is kept.
func (t *tokens) count(ctx context.Context, text string) (int, error) {
	found := t.lookUp(text)
	if found == nil {
		var err error
		if found, err = t.ask(ctx, text); err != nil {
			return 0, err
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.counts) >= maxCounts {
		clear(t.counts)
	}
	t.counts[sha256.Sum256([]byte(text))] = len(found)
	return len(found), nil
}

// rest reports whether the server is not to be asked for numbers of tokens now.
func (t *tokens) rest() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.client.now().Before(t.until)
}

// mute lets the server rest.
func (t *tokens) mute() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.until = t.client.now().Add(muteness)
}
