package server

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
)

// An Explanation is the result of sluice.server.explain: the account, the verdicts before it, and the page about
// all of it for people.
type Explanation struct {
	Account
	Verdicts []verdict.Record `json:"verdicts"` // the latest first
	Markdown string           `json:"markdown"`
}

// A RuleExplanation is the result of sluice.server.explainRule.
type RuleExplanation struct {
	rules.Page
	Markdown string `json:"markdown"`
}

// explain returns the last account of a document, null if there is none. Clients that do not know sluice
// cannot show that, so it is opened for them.
func (s *session) explain(arguments []json.RawMessage) (any, error) {
	uri, err := textArgument(arguments, 0)
	if err != nil {
		return nil, err
	}
	account, ok := s.accounts.get(uri)
	verdicts := s.accounts.verdicts.Of(uri)
	var snap *snapshot
	if d := s.documents[account.URI]; d != nil {
		snap = d.now
	}
	return work(func(ctx context.Context) (any, error) {
		if !ok {
			s.present(ctx, "", "nothing was asked for this document yet.")
			return nil, nil
		}
		engine := Engine{}
		if snap != nil {
			engine, _ = s.engineFor(ctx, snap) // without it, the page has no rules' pages
		}
		markdown := s.accountPage(account, engine) + verdictsTable(verdicts)
		s.present(ctx, markdown, account.explanation())
		return Explanation{account, verdicts, markdown}, nil
	}), nil
}

// explainRule returns a rule's page; the first argument is the document whose settings count.
func (s *session) explainRule(arguments []json.RawMessage) (any, error) {
	uri, err := textArgument(arguments, 0)
	if err != nil {
		return nil, err
	}
	id, err := textArgument(arguments, 1)
	if err != nil {
		return nil, err
	}
	config := s.configFor(uri)
	return work(func(ctx context.Context) (any, error) {
		engine, err := s.engines.get(ctx, config())
		if err != nil {
			return nil, jsonrpc2.NewError(jsonrpc2.InternalError, err.Error())
		}
		if engine.Page == nil {
			return nil, nil
		}
		page, ok := engine.Page(id)
		if !ok {
			return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "no active rule is called %q", id)
		}
		markdown := s.rulePage(engine, id)
		s.present(ctx, markdown, page.ID+": "+page.Message)
		return RuleExplanation{page, markdown}, nil
	}), nil
}

// present shows text to users of clients that do not know sluice: as a document where the client can open
// one, else in short by a message. The page "" has no document.
func (s *session) present(ctx context.Context, page, short string) {
	if s.client.capabilities.Experimental.Sluice {
		return
	}
	if page != "" && s.opts.WritePage != nil && s.client.capabilities.Window.ShowDocument.Support {
		uri, err := s.opts.WritePage(page)
		var shown struct{ Success bool }
		if err == nil {
			err = s.ask(ctx, "window/showDocument", map[string]any{"uri": uri, "takeFocus": true}, &shown)
		}
		if err == nil && shown.Success {
			return
		}
		s.log.Warn("the editor did not open an explanation", "error", err)
	}
	s.say(short)
}

// say tells users of clients that do not know sluice in a message what came of a command.
func (s *session) say(text string) {
	if !s.client.capabilities.Experimental.Sluice {
		s.notify("window/showMessage", protocol.ShowMessageParams{Type: protocol.MessageTypeInfo, Message: "sluice: " + text})
	}
}

// accountPage is an account as a page in Markdown: what was withheld, by which rule, and what to write.
func (s *session) accountPage(a Account, e Engine) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# sluice: %d shown, %d withheld\n", len(a.Items), len(a.Withheld))
	if a.Reason != "" && len(a.Withheld) == 0 {
		fmt.Fprintf(&b, "\n%s.\n", escaped(strings.TrimSuffix(a.Reason, ".")))
	}
	for _, w := range a.Withheld {
		fmt.Fprintf(&b, "\n## Withheld\n\n%s\n\n%s\n", fenced("", w.Insert), escaped(verdictLine(w.Verdict)))
	}
	for _, id := range a.rules() {
		fmt.Fprintf(&b, "\n## Rule\n\n%s\n", s.rulePage(e, id))
	}
	for _, i := range a.Items {
		fmt.Fprintf(&b, "\n## Shown\n\n%s\n\n%s\n", fenced("", i.Insert), escaped(verdictLine(i.Verdict)))
	}
	fmt.Fprintf(&b, "\nAnswered by %s, enforced by %s, in %d ms.\n", escaped(orNone(a.Backend)), escaped(orNone(strings.Join(a.EnforcedBy, ", "))), a.Micros/1000)
	return b.String()
}

// verdictsTable is the last verdicts as a table, without the code that they are about.
func verdictsTable(records []verdict.Record) string {
	if len(records) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n## Last verdicts\n\n| time | verdict | rules | strategy | attempts | enforced by | ms |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, r := range records {
		v := r.Verdict
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %d | %s | %.1f |\n", r.Time.Format(time.TimeOnly), v.Kind, escaped(strings.Join(v.Rules, ", ")),
			v.Strategy, v.Attempts, strings.Join(v.EnforcedBy, ", "), float64(v.Micros)/1000)
	}
	return b.String()
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// heading is the first line of a rule's page.
func heading(p rules.Page) string {
	what := "shown only"
	if p.Blocks {
		what = "blocks"
	}
	return "**" + p.ID + "** (" + strings.Join(append([]string{p.Severity, "confidence " + p.Confidence, what}, p.CWE...), ", ") + ")"
}

// verdictLine says in one line what the gate said of an item.
func verdictLine(v verdict.Verdict) string {
	line := "sluice: " + string(v.Kind)
	if rules := strings.Join(v.Rules, ", "); !strings.Contains(v.Reason, rules) {
		line += " by " + rules
	}
	if v.Reason != "" {
		line += ": " + v.Reason
	}
	if len(v.EnforcedBy) > 0 {
		line += " (enforced by " + strings.Join(v.EnforcedBy, ", ") + ")"
	}
	return line
}

// explanation is an account in words.
func (a Account) explanation() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d shown, %d withheld.", len(a.Items), len(a.Withheld))
	if a.Reason != "" {
		fmt.Fprintf(&b, " %s.", strings.TrimSuffix(a.Reason, "."))
	}
	for _, w := range a.Withheld {
		fmt.Fprintf(&b, "\n%s", verdictLine(w.Verdict))
	}
	return b.String()
}

// rules are those that withheld, trimmed or rewrote something, each once.
func (a Account) rules() []string {
	var ids []string
	seen := map[string]bool{}
	for _, entries := range [][]accountEntry{a.Withheld, a.Items} {
		for _, e := range entries {
			for _, id := range e.Verdict.Rules {
				if !seen[id] {
					seen[id] = true
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}
