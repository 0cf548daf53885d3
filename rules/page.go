package rules

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Page explains a rule to people: why it is there, what it finds, what it lets pass and what to
// write in its place. Bad and Good are lines of the rule's own fixtures, so that they are true.
type Page struct {
	ID         string   `json:"id"`
	Message    string   `json:"message"`
	Severity   string   `json:"severity"`
	Confidence string   `json:"confidence"`
	Languages  []string `json:"languages"`
	CWE        []string `json:"cwe"`
	Blocks     bool     `json:"blocks"`
	Prefer     string   `json:"prefer,omitempty"` // the safe form, as a fix or in words
	Bad        []string `json:"bad"`
	Good       []string `json:"good"`
	References []string `json:"references"`
	Path       string   `json:"path"`
}

// maxExamples bounds the lines of either kind on a page.
const maxExamples = 5

// Page explains the rule, from its metadata and the fixtures beside its file.
func (r *Rule) Page(t Threshold) Page {
	p := Page{
		ID: r.ID, Message: r.Message, Path: r.Path,
		Severity: r.Severity.String(), Confidence: r.Confidence.String(),
		CWE: append([]string{}, r.CWE...), References: append([]string{}, r.References...),
		Blocks: r.Blocks(t), Prefer: r.Prefer, Languages: r.LanguageNames(),
		Bad: []string{}, Good: []string{},
	}
	if p.Prefer == "" && r.fix != nil && r.fix.regex == nil {
		p.Prefer = r.fix.text
	}
	if r.pack != nil {
		for _, f := range fixtures(r.pack.fsys, r.file) {
			if text, err := readBounded(r.pack.fsys, f); err == nil {
				p.examples(r.ID, text)
			}
		}
	}
	return p
}

// LanguageNames returns the rule's languages as rules write them. TSX is not told apart from TypeScript,
// which stands for both.
func (r *Rule) LanguageNames() (names []string) {
	for _, l := range r.Languages {
		if l != syntax.TSX || !slices.Contains(r.Languages, syntax.TypeScript) {
			names = append(names, l.Name)
		}
	}
	return names
}

// examples adds the lines that a fixture marks for the rule.
func (p *Page) examples(id, text string) {
	expected := parseAnnotations(text)[id]
	line := 0
	for l := range strings.Lines(text) {
		line++
		e, said := expected[line]
		code := strings.TrimSpace(l)
		switch {
		case said && e == mustFind && len(p.Bad) < maxExamples:
			p.Bad = append(p.Bad, code)
		case said && e == mustNotFind && len(p.Good) < maxExamples:
			p.Good = append(p.Good, code)
		}
	}
}

// Text renders the page for a terminal.
func (p Page) Text() string {
	var b strings.Builder
	heading := func(name string, lines []string) {
		if len(lines) > 0 {
			b.WriteString("\n" + name + "\n    " + strings.Join(lines, "\n    ") + "\n")
		}
	}
	blocks := "shown only"
	if p.Blocks {
		blocks = "blocks"
	}
	b.WriteString(p.ID + "\n    " + strings.Join(slices.Concat(
		[]string{p.Severity, "confidence " + p.Confidence, blocks}, p.CWE, p.Languages), ", ") + "\n")
	heading("Why", strings.Split(p.Message, "\n"))
	heading("Bad", p.Bad)
	heading("Good", p.Good)
	if p.Prefer != "" {
		heading("Prefer", strings.Split(p.Prefer, "\n"))
	}
	heading("References", p.References)
	heading("Defined in", []string{p.Path})
	return b.String()
}

// Markdown renders the page for viewers that know it.
func (p Page) Markdown() string {
	var b strings.Builder
	b.WriteString(p.Message + "\n")
	code := func(name string, lines []string) {
		if len(lines) > 0 {
			b.WriteString("\n**" + name + "**\n\n    " + strings.Join(lines, "\n    ") + "\n")
		}
	}
	code("Bad", p.Bad)
	code("Good", p.Good)
	if p.Prefer != "" {
		code("Prefer", strings.Split(p.Prefer, "\n"))
	}
	if len(p.References) > 0 {
		b.WriteString("\n**References**\n\n")
		for _, r := range p.References {
			b.WriteString("- " + r + "\n")
		}
	}
	return b.String()
}
