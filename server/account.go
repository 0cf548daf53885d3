package server

import (
	"fmt"
	"strings"
	"sync"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/verdict"
)

// An Account is what became of the last request for a document: what the user asks for when nothing was
// shown. Its JSON form is documented in PROTOCOL.md.
type Account struct {
	URI        string         `json:"uri"`
	Version    int32          `json:"version"`
	Items      []accountEntry `json:"items"`
	Withheld   []accountEntry `json:"withheld"`
	Reason     string         `json:"reason,omitempty"`
	Backend    string         `json:"backend,omitempty"`
	EnforcedBy []string       `json:"enforced_by,omitempty"`
	Micros     int64          `json:"micros"`
}

type accountEntry struct {
	Insert  string          `json:"insert"`
	Verdict verdict.Verdict `json:"verdict"`
}

// accounts keeps the last account of each open document, in memory only. It is safe for concurrent use.
type accounts struct {
	mu    sync.Mutex
	byURI map[string]Account
	last  string // URI of the last one
}

func newAccounts() *accounts { return &accounts{byURI: map[string]Account{}} }

// get returns the account of a document; "" means the last of all.
func (a *accounts) get(uri string) (Account, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if uri == "" {
		uri = a.last
	}
	account, ok := a.byURI[uri]
	return account, ok
}

func (a *accounts) put(account Account) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.byURI[account.URI], a.last = account, account.URI
}

func (a *accounts) forget(uri string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.byURI, uri)
}

// account records an answer, and tells clients that know sluice.
func (s *session) account(q question, r completion.Response) {
	account := Account{
		URI: q.snap.URI, Version: q.snap.Version, Items: []accountEntry{}, Withheld: []accountEntry{},
		Reason: r.Reason, Backend: r.Backend, EnforcedBy: r.EnforcedBy, Micros: r.Micros,
	}
	for _, i := range r.Items {
		account.Items = append(account.Items, accountEntry{i.Insert, i.Verdict})
	}
	for _, w := range r.Withheld {
		account.Withheld = append(account.Withheld, accountEntry{w.Insert, w.Verdict})
	}
	s.accounts.put(account)
	s.log.Info("completion", "items", len(r.Items), "withheld", len(r.Withheld), "rules", ruleIDs(r),
		"reason", r.Reason, "backend", r.Backend, "cut", r.Cut, "micros", r.Micros)
	if s.client.capabilities.Experimental.Sluice {
		s.notify("sluice/verdict", account)
	}
}

// ruleIDs names the rules that withheld something.
func ruleIDs(r completion.Response) string {
	var ids []string
	for _, w := range r.Withheld {
		ids = append(ids, w.Verdict.Rules...)
	}
	return strings.Join(ids, " ")
}

// verdictLine says in one line what the gate said of an item.
func verdictLine(v verdict.Verdict) string {
	line := "sluice: " + string(v.Kind)
	if len(v.Rules) > 0 {
		line += " by " + strings.Join(v.Rules, ", ")
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
