package completion

import (
	"github.com/sluice-lsp/sluice/completion/reuse"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// remembered answers from memory what the user is typing through: the texts that the items make are
// the very texts that the gate passed before, under the same rules. An explicit request, and one over an
// entry of the editor's menu, asks anew.
func (e *Engine) remembered(r Request) []Item {
	if r.Explicit || r.Selected != nil {
		return nil
	}
	d := r.Document
	var items []Item
	for _, a := range e.memory.Get(e.key(d), d.Text[:r.Offset], d.Text[r.Offset:]) {
		v := a.Extra
		v.Strategy = "reuse"
		items = append(items, Item{a.Insert, syntax.Span{Start: r.Offset, End: r.Offset}, v})
	}
	return items
}

// remember keeps the items of a response for when the user types on.
func (e *Engine) remember(r Request, response Response) Response {
	if r.Selected != nil {
		return response
	}
	e.rememberAhead(r, r.Offset, response)
	return response
}

// rememberAhead keeps the items of a place for when the user comes to it; floor is how much of the text before it the user
// has by then.
func (e *Engine) rememberAhead(r Request, floor int, response Response) {
	var answers []reuse.Answer[verdict.Verdict]
	for _, i := range response.Items {
		answers = append(answers, reuse.Answer[verdict.Verdict]{Insert: i.Insert, Extra: i.Verdict})
	}
	d := r.Document
	e.memory.PutAhead(e.key(d), d.Text[:r.Offset], d.Text[r.Offset:], floor, answers)
}

func (e *Engine) key(d *Document) reuse.Key {
	return reuse.Key{URI: d.URI, Language: d.Language.Name, Model: e.Model.Name(), Rules: e.Gate.Rules.Digest()}
}
