package server

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"go.lsp.dev/jsonrpc2"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// A command is one of workspace/executeCommand. It is begun like a method.
type command func(s *session, arguments []json.RawMessage) (any, error)

// commands is every command, by its name. PROTOCOL.md documents them.
var commands = map[string]command{
	"sluice.server.doctor":      (*session).doctor,
	"sluice.server.explain":     (*session).explain,
	"sluice.server.explainRule": (*session).explainRule,
	"sluice.server.pause":       (*session).pause,
	"sluice.server.reload":      (*session).reload,
	"sluice.server.status":      (*session).reportStatus,
}

func commandNames() []string { return slices.Sorted(maps.Keys(commands)) }

func (s *session) executeCommand(p *lsp.ExecuteCommandParams) (any, error) {
	run, ok := commands[p.Command]
	if !ok {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "there is no command %q", p.Command)
	}
	return run(s, p.Arguments)
}

// textArgument reads an argument, the first of which names a document; "" if there is none.
func textArgument(arguments []json.RawMessage, i int) (text string, err error) {
	if i < len(arguments) {
		if err := json.Unmarshal(arguments[i], &text); err != nil {
			return "", jsonrpc2.Errorf(jsonrpc2.InvalidParams, "argument %d must be a string, the first one the URI of a document", i+1)
		}
	}
	return text, nil
}

// configFor returns how to get the settings of a document, those of the session where it is not open. What it
// returns may read the disk.
func (s *session) configFor(uri string) func() settings.Settings {
	if d := s.documents[uri]; d != nil {
		root, path := d.now.Root, d.now.Path
		return func() settings.Settings { return s.config.document(root, path) }
	}
	return s.config.session
}

// engineFor returns the engine of a document. It may read the disk, and wait for the engine.
func (s *session) engineFor(ctx context.Context, snap *snapshot) (Engine, error) {
	return s.engines.get(ctx, s.config.document(snap.Root, snap.Path))
}

// A Checkup is one thing that the doctor looked at. It is an interface: `sluice doctor --json` prints it.
type Checkup struct {
	Part string `json:"part"` // settings, backend, rules, editors
	OK   bool   `json:"ok"`
	What string `json:"what"`           // what was found
	Todo string `json:"todo,omitempty"` // what to do about it
}

// A DoctorReport is the result of sluice.server.doctor.
type DoctorReport struct {
	Checkups []Checkup `json:"checkups"`
	Markdown string    `json:"markdown"`
}

// doctor says what works under the settings of a document, and what to do about what does not.
func (s *session) doctor(arguments []json.RawMessage) (any, error) {
	uri, err := textArgument(arguments, 0)
	if err != nil {
		return nil, err
	}
	config := s.configFor(uri)
	return work(func(ctx context.Context) (any, error) {
		report := DoctorReport{Checkups: []Checkup{}}
		if s.opts.Doctor != nil {
			report.Checkups = s.opts.Doctor(ctx, config())
		}
		report.Markdown = doctorPage(report.Checkups)
		s.present(ctx, report.Markdown, doctorLine(report.Checkups))
		return report, nil
	}), nil
}

func doctorPage(checkups []Checkup) string {
	page := "# sluice doctor\n"
	for _, c := range checkups {
		mark := "ok"
		if !c.OK {
			mark = "**fault**"
		}
		page += "\n- " + c.Part + ", " + mark + ": " + escaped(c.What)
		if c.Todo != "" {
			page += " (" + escaped(c.Todo) + ")"
		}
	}
	return page + "\n"
}

// doctorLine names the faults, for a message.
func doctorLine(checkups []Checkup) string {
	line := ""
	for _, c := range checkups {
		if !c.OK {
			line += "\n" + c.Part + ": " + c.What
		}
	}
	if line == "" {
		return "nothing is wrong; `sluice doctor` has the details."
	}
	return "the doctor found faults:" + line
}

// reload reads settings, rules and packs again.
func (s *session) reload([]json.RawMessage) (any, error) {
	s.engines.reset()
	return work(func(ctx context.Context) (any, error) {
		defer s.say("settings and rules were read again.")
		return s.reloadSettings(ctx)
	}), nil
}
