package smoke

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/sluice-lsp/sluice/server/lsptest"
)

// An item is what both completion methods have in common.
type item struct {
	Label      string
	InsertText string
	Range      any
	TextEdit   *struct {
		NewText string
		Range   any
	}
}

func (i item) insert() string {
	if i.TextEdit != nil {
		return i.TextEdit.NewText
	}
	return i.InsertText
}

func (i item) replaces() any {
	if i.TextEdit != nil {
		return i.TextEdit.Range
	}
	return i.Range
}

func expectResult(result json.RawMessage, what, want string) error {
	switch text := readable(result); what {
	case "has":
		if !strings.Contains(text, want) {
			return fmt.Errorf("the reply is %s", text)
		}
		return nil
	case "lacks":
		if strings.Contains(text, want) {
			return fmt.Errorf("the reply is %s", text)
		}
		return nil
	}
	var list struct{ Items *[]item }
	if err := json.Unmarshal(result, &list); err != nil || list.Items == nil {
		return fmt.Errorf("the reply is no list: %s", result)
	}
	if what == "empty" {
		if len(*list.Items) > 0 {
			return fmt.Errorf("the reply is %s", result)
		}
		return nil
	}
	if len(*list.Items) == 0 {
		return fmt.Errorf("the list is empty")
	}
	return expectItem((*list.Items)[0], what, want)
}

func expectItem(first item, what, want string) error {
	switch what {
	case "insert":
		if first.insert() != want {
			return fmt.Errorf("the first item inserts %q", first.insert())
		}
	case "label":
		if first.Label != want {
			return fmt.Errorf("the first item's label is %q", first.Label)
		}
	case "range":
		r, err := span(want)
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(normal(first.replaces()), normal(r)) {
			return fmt.Errorf("the first item's range is %v", first.replaces())
		}
	default:
		return fmt.Errorf("nothing can be expected as %q", what)
	}
	return nil
}

// normal makes values equal that have the same JSON.
func normal(v any) (out any) {
	data, _ := json.Marshal(v)
	json.Unmarshal(data, &out)
	return out
}

// readable is JSON without the escapes that JSON does not need.
func readable(data json.RawMessage) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\"`, `"`, `\n`, "\n").Replace(string(data))
}

// expectWithheld asks the server to explain its last answer for a document.
func (e *editor) expectWithheld(file, rule string) error {
	result, err := e.command("sluice.server.explain", file)
	if err != nil {
		return err
	}
	var account struct {
		Withheld []struct{ Verdict struct{ Rules []string } }
	}
	if err := json.Unmarshal(result, &account); err != nil {
		return err
	}
	for _, w := range account.Withheld {
		for _, r := range w.Verdict.Rules {
			if r == rule || strings.HasSuffix(r, "."+rule) {
				return nil
			}
		}
	}
	return fmt.Errorf("the explanation is %s", result)
}

type diagnostics struct {
	URI         string
	Diagnostics []struct {
		Code  string
		Range struct{ Start any }
	}
}

// expectFinding waits for diagnostics of a document that hold a finding.
func (e *editor) expectFinding(file, rule, at string) error {
	start, err := position(at)
	if err != nil {
		return err
	}
	return e.awaitDiagnostics(file, func(d diagnostics) bool {
		for _, f := range d.Diagnostics {
			if f.Code == rule && reflect.DeepEqual(normal(f.Range.Start), normal(start)) {
				return true
			}
		}
		return false
	})
}

func (e *editor) expectClean(file string) error {
	return e.awaitDiagnostics(file, func(d diagnostics) bool { return len(d.Diagnostics) == 0 })
}

func (e *editor) awaitDiagnostics(file string, good func(diagnostics) bool) error {
	var last string
	_, err := e.Await(e.ctx, 0, func(m lsptest.Message) bool {
		var d diagnostics
		if m.Method != "textDocument/publishDiagnostics" || json.Unmarshal(m.Params, &d) != nil || d.URI != e.uri(file) {
			return false
		}
		last = string(m.Params)
		return good(d)
	})
	if err != nil {
		return fmt.Errorf("%w; the last diagnostics are %s", err, last)
	}
	return nil
}
