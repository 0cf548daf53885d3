package backend

import (
	"strings"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// fill renders a request in the family's layout. All of the request's text is neutral by then.
func (f *family) fill(r decode.Request) string {
	before := f.context(r)
	prefix := r.Prefix
	if !f.outside {
		prefix, before = before+prefix, ""
	}
	// One pass: what the user wrote is never taken for a placeholder.
	return before + strings.NewReplacer("{prefix}", prefix, "{suffix}", r.Suffix).Replace(f.layout)
}

// context renders other files in the family's way, "" if there are none.
func (f *family) context(r decode.Request) string {
	if len(r.Context) == 0 {
		return ""
	}
	if f.file == "" {
		return comments(r)
	}
	var out strings.Builder
	out.WriteString(f.opening)
	for _, s := range r.Context {
		out.WriteString(strings.NewReplacer("{path}", s.Path, "{text}", strings.TrimRight(s.Text, "\n")).Replace(f.file))
	}
	out.WriteString(strings.ReplaceAll(f.current, "{path}", r.Path))
	return out.String()
}

// comments renders other files as comments of the document's language, for models that know no better.
func comments(r decode.Request) string {
	mark := "// "
	if r.Language == "python" {
		mark = "# "
	}
	var out strings.Builder
	for _, s := range r.Context {
		out.WriteString(mark + s.Path + "\n")
		for line := range strings.Lines(strings.TrimRight(s.Text, "\n") + "\n") {
			out.WriteString(mark + line)
		}
	}
	return out.String()
}

// neutral returns the request with every text that a user or a file gave neutralised. Paths become one
// line.
func neutral(r decode.Request) decode.Request {
	r.Prefix, r.Suffix, r.Path = neutralise(r.Prefix), neutralise(r.Suffix), neutralPath(r.Path)
	snippets := make([]decode.Snippet, len(r.Context))
	for i, s := range r.Context {
		snippets[i] = decode.Snippet{Path: neutralPath(s.Path), Text: neutralise(s.Text)}
	}
	r.Context = snippets
	return r
}

func neutralPath(path string) string {
	return neutralise(strings.Join(strings.FieldsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f }), " "))
}
