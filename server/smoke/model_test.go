package smoke

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
)

// A modelScript is what the model server will do.
type modelScript struct {
	replies []scripted.Reply
	gates   map[string]chan struct{}
}

func readModel(text string) (*modelScript, error) {
	m := &modelScript{gates: map[string]chan struct{}{}}
	for line := range strings.Lines(text) {
		list, err := words(line)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			continue
		}
		reply, err := m.reply(list)
		if err != nil {
			return nil, fmt.Errorf("reading the reply %q: %w", strings.TrimSpace(line), err)
		}
		m.replies = append(m.replies, reply)
	}
	if len(m.replies) == 0 {
		m.replies = []scripted.Reply{{scripted.Status(500, `{"error":{"message":"the session has no model"}}`)}}
	}
	return m, nil
}

func (m *modelScript) reply(list []string) (reply scripted.Reply, err error) {
	for len(list) > 0 {
		n := 0
		for n < len(list) && list[n] != ";" {
			n++
		}
		actions, err := m.action(list[0], list[1:n])
		if err != nil {
			return nil, err
		}
		reply = append(reply, actions...)
		list = list[min(n+1, len(list)):]
	}
	return reply, nil
}

func (m *modelScript) action(name string, args []string) (scripted.Reply, error) {
	switch {
	case name == "say":
		return scripted.Say(args...), nil
	case name == "done" && len(args) == 0:
		return scripted.Reply{scripted.Done()}, nil
	case name == "cut" && len(args) == 0:
		return scripted.Reply{scripted.Cut()}, nil
	case name == "hang" && len(args) == 0:
		return scripted.Reply{scripted.Hang()}, nil
	case name == "text" && len(args) == 1:
		return scripted.Reply{scripted.Text(args[0])}, nil
	case name == "raw" && len(args) == 1:
		return scripted.Reply{scripted.Raw(args[0])}, nil
	case name == "finish" && len(args) == 1:
		return scripted.Reply{scripted.Finish(args[0])}, nil
	case name == "wait" && len(args) == 1:
		return scripted.Reply{scripted.Wait(m.gate(args[0]))}, nil
	case name == "status" && len(args) == 2:
		code, err := strconv.Atoi(args[0])
		return scripted.Reply{scripted.Status(code, args[1])}, err
	}
	return nil, fmt.Errorf("there is no action %q with %d arguments", name, len(args))
}

// gate makes all gates before the session starts; opening one is to close its channel.
func (m *modelScript) gate(name string) chan struct{} {
	if m.gates[name] == nil {
		m.gates[name] = make(chan struct{})
	}
	return m.gates[name]
}
