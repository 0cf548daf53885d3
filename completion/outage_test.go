package completion

import (
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

type serverDown struct{}

func (serverDown) Error() string { return "no server answers" }
func (serverDown) Down() bool    { return true }

// TestOutage shows that a server that is down is asked again after rests that grow, that an explicit request does not wait
// for that, and that an answer ends it.
func TestOutage(t *testing.T) {
	now := time.Unix(0, 0)
	g := *builtinGate(t)
	g.Now = func() time.Time { return now }
	m := &scripted{texts: []string{"x = 1"}, fault: serverDown{}}
	e := &Engine{Gate: &g, Model: m, Settings: settings.Default().Completion}
	complete := func(explicit bool) Response {
		return e.Complete(t.Context(), Request{Document: &Document{URI: "file:///a.py", Path: "a.py", Language: syntax.Python, Text: "\n"}, Explicit: explicit})
	}
	var asked []int
	for range 120 { // a request each second
		r := complete(false)
		if !r.Trouble || r.Reason != "no server answers" {
			t.Fatalf("the answer at %s: %+v", now, r)
		}
		asked = append(asked, len(m.requests))
		now = now.Add(time.Second)
	}
	if n := asked[119]; n < 7 || n > 9 {
		t.Errorf("a server that is down for two minutes was asked %d times", n)
	}
	before := len(m.requests)
	if complete(true); len(m.requests) != before+1 {
		t.Error("an explicit request did not ask")
	}
	m.fault = nil
	complete(true)
	if r := complete(false); r.Trouble || len(r.Items) == 0 {
		t.Errorf("after the outage: %+v", r)
	}
}
