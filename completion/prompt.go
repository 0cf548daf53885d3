package completion

import (
	"path/filepath"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/workspace"
)

// Budgets of text around the cursor in bytes; a model's own window may cut them further.
const (
	prefixBudget = 24 << 10
	suffixBudget = 8 << 10
	maxTokens    = 128
)

// prompt writes what the model is asked. What looks like a secret is masked in it.
func (e *Engine) prompt(r Request, c *cursor, limits *constraint.Constraint) decode.Request {
	// A secret must be seen whole to be known as one, so text is masked before it is cut.
	prefix, suffix := workspace.MaskAround(c.prefix, c.suffix)
	return decode.Request{
		Language:   r.Document.Language.Name,
		Path:       relativePath(r.Document),
		Prefix:     lastLines(prefix, prefixBudget),
		Suffix:     firstLines(suffix, suffixBudget),
		Context:    e.snippets(r.Document, c.place.whole.had.base),
		Constraint: limits.Automaton,
		SingleLine: c.singleLine(),
		MaxTokens:  maxTokens,
		Seed:       e.Seed,
	}
}

// lastLines returns the end of a text that fits the budget, from the start of a line on. Where it begins moves in steps
// of a quarter of the budget: a server that keeps the beginning of a prompt must not read all of it again for each line.
func lastLines(text string, budget int) string {
	if len(text) <= budget {
		return text
	}
	step := budget / 4
	text = text[(len(text)-budget+step-1)/step*step:]
	return text[strings.IndexByte(text, '\n')+1:]
}

// firstLines returns the beginning of a text that fits the budget, up to the end of a line.
func firstLines(text string, budget int) string {
	if len(text) <= budget {
		return text
	}
	return text[:strings.LastIndexByte(text[:budget], '\n')+1]
}

// relativePath is the document's path as a model may see it and as rules name it: no folder above the
// workspace is in it.
func relativePath(d *Document) string {
	if !filepath.IsAbs(d.Path) {
		return d.Path
	}
	if rest, ok := strings.CutPrefix(d.Path, d.Root); ok && d.Root != "" {
		return strings.TrimLeft(rest, `/\`)
	}
	return d.Path[strings.LastIndexAny(d.Path, `/\`)+1:]
}
