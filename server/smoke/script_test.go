package smoke

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/server/lsptest"
)

// play runs one command of a script.
func (e *editor) play(list []string) error {
	run, ok := commands[list[0]]
	if !ok {
		return fmt.Errorf("there is no command %q", list[0])
	}
	if n := len(list) - 1; n < run.least || n > run.most {
		return fmt.Errorf("%s takes %d to %d words, not %d", list[0], run.least, run.most, n)
	}
	return run.do(e, append(list[1:], make([]string, run.most-len(list)+1)...))
}

// A step is a command of the scripts. Words that were left out are empty.
type step struct {
	least, most int
	do          func(e *editor, w []string) error
}

var commands map[string]step

func init() {
	commands = map[string]step{
		"initialize": {0, 0, (*editor).initialize},
		"open":       {1, 1, (*editor).open},
		"change":     {3, 3, (*editor).change},
		"save":       {1, 1, func(e *editor, w []string) error { return e.document("textDocument/didSave", w[0]) }},
		"close":      {1, 1, func(e *editor, w []string) error { return e.document("textDocument/didClose", w[0]) }},
		"inline":     {3, 4, (*editor).inline},
		"beside":     {5, 5, (*editor).beside},
		"complete":   {3, 3, (*editor).complete},
		"command":    {2, 4, (*editor).execute},
		"hover":      {3, 3, func(e *editor, w []string) error { return e.ask(w, "textDocument/hover", nil) }},
		"actions":    {3, 3, (*editor).actions},
		"pull":       {2, 3, (*editor).pull},
		"write":      {2, 2, (*editor).write},
		"notified":   {2, 2, (*editor).notified},
		"asked-for":  {2, 2, (*editor).notified},
		"cancel":     {1, 1, func(e *editor, w []string) error { return e.Notify("$/cancelRequest", obj{"id": w[0]}) }},
		"shutdown":   {1, 1, func(e *editor, w []string) error { return e.Request(w[0], "shutdown", nil) }},
		"exit":       {0, 0, func(e *editor, _ []string) error { return e.Notify("exit", nil) }},
		"hangup":     {0, 0, func(e *editor, _ []string) error { return e.Close() }},
		"raw":        {1, 1, func(e *editor, w []string) error { return e.Raw(w[0]) }},
		"body":       {1, 1, func(e *editor, w []string) error { return e.Body(w[0]) }},
		"model":      {2, 3, (*editor).askModel},
		"open-gate":  {1, 1, (*editor).openGate},
		"status":     {1, 1, (*editor).status},
		"expect":     {2, 4, (*editor).expect},
	}
}

func (e *editor) initialize([]string) error {
	err := e.Request("initialize", "initialize", obj{
		"processId": nil, "clientInfo": obj{"name": "smoke"}, "capabilities": e.capabilities,
		"initializationOptions": e.options,
		"workspaceFolders":      []obj{{"uri": "file://" + filepath.ToSlash(e.folder), "name": "w"}},
	})
	if err != nil {
		return err
	}
	m, err := e.reply("initialize")
	if err != nil || m.Error != nil {
		return fmt.Errorf("initialize: %v, %+v", err, m.Error)
	}
	return e.Notify("initialized", obj{})
}

var languages = map[string]string{".py": "python", ".go": "go", ".js": "javascript", ".ts": "typescript", ".java": "java", ".c": "c"}

func (e *editor) open(w []string) error {
	text, ok := e.files[w[0]]
	if !ok {
		return fmt.Errorf("the session has no file %s", w[0])
	}
	e.versions[w[0]] = 1
	return e.Notify("textDocument/didOpen", obj{"textDocument": obj{
		"uri": e.uri(w[0]), "languageId": languages[filepath.Ext(w[0])], "version": 1, "text": strings.TrimSuffix(text, "\n"),
	}})
}

func (e *editor) change(w []string) error {
	change := obj{"text": w[2]}
	if w[1] != "all" {
		r, err := span(w[1])
		if err != nil {
			return err
		}
		change["range"] = r
	}
	e.versions[w[0]]++
	return e.Notify("textDocument/didChange", obj{
		"textDocument": obj{"uri": e.uri(w[0]), "version": e.versions[w[0]]}, "contentChanges": []obj{change},
	})
}

func (e *editor) document(method, file string) error {
	return e.Notify(method, obj{"textDocument": obj{"uri": e.uri(file)}})
}

func (e *editor) ask(w []string, method string, context obj) error {
	p, err := position(w[2])
	if err != nil {
		return err
	}
	return e.Request(w[0], method, obj{"textDocument": obj{"uri": e.uri(w[1])}, "position": p, "context": context})
}

func (e *editor) inline(w []string) error {
	kind := 1
	if w[3] == "typed" {
		kind = 2
	}
	return e.ask(w, "textDocument/inlineCompletion", obj{"triggerKind": kind})
}

// beside asks for ghost text while an entry of the editor's own menu is selected.
func (e *editor) beside(w []string) error {
	r, err := span(w[3])
	if err != nil {
		return err
	}
	return e.ask(w, "textDocument/inlineCompletion", obj{
		"triggerKind": 2, "selectedCompletionInfo": obj{"range": r, "text": w[4]},
	})
}

func (e *editor) complete(w []string) error {
	return e.ask(w, "textDocument/completion", obj{"triggerKind": 1})
}

func (e *editor) execute(w []string) error {
	arguments := []string{}
	if w[2] != "" {
		arguments = append(arguments, e.uri(w[2]))
	}
	if w[3] != "" {
		arguments = append(arguments, w[3])
	}
	return e.Request(w[0], "workspace/executeCommand", obj{"command": w[1], "arguments": arguments})
}

func (e *editor) actions(w []string) error {
	r, err := span(w[2])
	if err != nil {
		return err
	}
	return e.Request(w[0], "textDocument/codeAction", obj{
		"textDocument": obj{"uri": e.uri(w[1])}, "range": r, "context": obj{"diagnostics": []obj{}},
	})
}

func (e *editor) pull(w []string) error {
	params := obj{"textDocument": obj{"uri": e.uri(w[1])}}
	if w[2] != "" {
		m, err := e.replyTo(w[2])
		if err != nil {
			return err
		}
		var report struct{ ResultID string }
		if err := json.Unmarshal(m.Result, &report); err != nil {
			return err
		}
		params["previousResultId"] = report.ResultID
	}
	return e.Request(w[0], "textDocument/diagnostic", params)
}

// write changes a file on disk, and tells of it as an editor that watches files does.
func (e *editor) write(w []string) error {
	if err := writeFile(filepath.Join(e.folder, w[0]), []byte(w[1])); err != nil {
		return err
	}
	return e.Notify("workspace/didChangeWatchedFiles", obj{"changes": []obj{{"uri": e.uri(w[0]), "type": 2}}})
}

// notified waits for a notification, or a request of the server's, that contains a text.
func (e *editor) notified(w []string) error {
	last := "none came"
	_, err := e.Await(e.ctx, 0, func(m lsptest.Message) bool {
		if m.Method != w[0] {
			return false
		}
		last = readable(m.Params)
		return strings.Contains(last, w[1])
	})
	if err != nil {
		return fmt.Errorf("%w; the last is %s", err, last)
	}
	return nil
}

func (e *editor) openGate(w []string) error {
	gate, ok := e.gates[w[0]]
	if !ok {
		return fmt.Errorf("no reply waits at the gate %s", w[0])
	}
	close(gate)
	return nil
}

func (e *editor) askModel(w []string) error {
	n, err := strconv.Atoi(w[1])
	if err != nil {
		return err
	}
	if w[0] == "asked" {
		if got := len(e.model.Generations()); got != n {
			return fmt.Errorf("the model was asked %d times", got)
		}
		return nil
	}
	r, err := e.model.Await(e.ctx, n)
	if err != nil {
		return err
	}
	switch w[0] {
	case "awaits":
	case "loses":
		from := time.Now()
		select {
		case <-r.Gone():
			e.t.Logf("the model server saw the client leave after %v of waiting", time.Since(from))
		case <-e.ctx.Done():
			return errors.New("the client of the model server stays")
		}
	case "saw":
		if !strings.Contains(prompt(r.Body), w[2]) {
			return fmt.Errorf("the model was asked %s", r.Body)
		}
	default:
		return fmt.Errorf("there is no command model %s", w[0])
	}
	return nil
}

// prompt returns all text in the JSON of a request, so that scripts need not know how it is escaped.
func prompt(body []byte) string {
	var tree any
	if json.Unmarshal(body, &tree) != nil {
		return ""
	}
	var b strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			b.WriteString(v + "\n")
		case []any:
			for _, item := range v {
				walk(item)
			}
		case map[string]any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	walk(tree)
	return b.String()
}

func (e *editor) status(w []string) error {
	if err := e.Ended(e.ctx); err != nil {
		return err
	}
	err := e.process.Wait()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		return err
	}
	if got := e.process.ProcessState.ExitCode(); strconv.Itoa(got) != w[0] {
		return fmt.Errorf("the exit status is %d", got)
	}
	return nil
}

// expectations of a file come first; all others are of the reply to a request.
func (e *editor) expect(w []string) error {
	switch w[1] {
	case "withheld":
		return e.expectWithheld(w[0], w[2])
	case "finding":
		return e.expectFinding(w[0], w[2], w[3])
	case "clean":
		return e.expectClean(w[0])
	}
	m, err := e.replyTo(w[0])
	if err != nil {
		return err
	}
	if w[1] == "error" {
		if m.Error == nil || strconv.Itoa(m.Error.Code) != w[2] {
			return fmt.Errorf("the reply is %s, error %+v", m.Result, m.Error)
		}
		return nil
	}
	if m.Error != nil {
		return fmt.Errorf("the reply is the error %+v", m.Error)
	}
	return expectResult(m.Result, w[1], w[2])
}

// replyTo finds the reply to an id of a script, or to one that was sent raw: null, a number.
func (e *editor) replyTo(id string) (lsptest.Message, error) {
	if _, err := strconv.ParseFloat(id, 64); err == nil || id == "null" {
		return e.Reply(e.ctx, id)
	}
	return e.reply(id)
}
