package server

import (
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

// accounts keeps the last account of each open document and the last verdicts of all, in memory only. It is
// safe for concurrent use.
type accounts struct {
	verdicts verdict.Ring

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
	a.verdicts.Forget(uri)
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
	s.record(account)
	s.statuses.answered(q, r)
	s.log.Info("completion", "items", len(r.Items), "withheld", len(r.Withheld), "rules", ruleIDs(r),
		"reason", r.Reason, "backend", r.Backend, "cut", r.Cut, "micros", r.Micros)
	if s.client.capabilities.Experimental.Sluice {
		s.notify("sluice/verdict", account)
	}
}

// record keeps the verdicts of an answer, and hands them to the audit before anything of it is shown.
func (s *session) record(a Account) {
	var records []verdict.Record
	for _, entries := range [][]accountEntry{a.Withheld, a.Items} {
		for _, e := range entries {
			records = append(records, verdict.Record{Time: s.opts.clock.Now(), URI: a.URI, Version: a.Version,
				Backend: a.Backend, Insert: e.Insert, Verdict: e.Verdict})
		}
	}
	s.accounts.verdicts.Add(records...)
	if s.opts.Audit == nil {
		return
	}
	if err := s.opts.Audit(records); err != nil {
		s.notices.warn("audit", err.Error())
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
