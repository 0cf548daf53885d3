package backend

import "strings"

// A cutter ends a reply before any of its stops and before any control token, also where they come in
// pieces. It passes on only text that no later piece can turn into the beginning of one.
type cutter struct {
	stops []string
	limit int // bytes that are passed on in all
	held  string
	sent  int
}

// push takes a piece and returns what may be passed on. Stopped means that a stop came, full that the
// limit did; nothing may be pushed after either.
func (c *cutter) push(piece string) (out string, stopped, full bool) {
	text := c.held + piece
	end, open := c.scan(text)
	// A stop that may still come begins before the one that came: wait for it.
	stopped = end < len(text) && end <= open
	keep := min(end, open)
	c.held = text[keep:]
	out, full = c.pass(text[:keep])
	return out, stopped && !full, full
}

// finish returns what was held back and is no stop now that the reply ended.
func (c *cutter) finish() string {
	end, _ := c.scan(c.held)
	out, _ := c.pass(c.held[:end])
	c.held = ""
	return out
}

// scan returns where the first stop of a text begins, and where the first one that more text may
// complete does. Either is len(text) if there is none.
func (c *cutter) scan(text string) (end, open int) {
	end, open = controlStart(text)
	for _, stop := range c.stops {
		if i := strings.Index(text, stop); i >= 0 {
			end = min(end, i)
		}
		open = min(open, len(text)-overlap(text, stop))
	}
	return end, open
}

func (c *cutter) pass(text string) (string, bool) {
	if room := c.limit - c.sent; len(text) > room {
		text = text[:wholeRunes(text, room)]
		c.sent = c.limit
		return text, true
	}
	c.sent += len(text)
	return text, false
}

// overlap returns the length of the longest end of text that is a proper beginning of stop.
func overlap(text, stop string) int {
	for n := min(len(text), len(stop)-1); n > 0; n-- {
		if strings.HasSuffix(text, stop[:n]) {
			return n
		}
	}
	return 0
}
