package server

import (
	"slices"
	"testing"

	"github.com/sluice-lsp/sluice/server/lsp"
)

func TestExitStatus(t *testing.T) {
	tests := []struct {
		name  string
		close func(*peer)
		want  int
	}{
		{"shutdown and exit", func(p *peer) { p.request(1, "shutdown", nil); p.result(1, nil); p.notify("exit", nil) }, 0},
		{"exit alone", func(p *peer) { p.notify("exit", nil) }, 1},
		{"the input ends", func(p *peer) { p.Close() }, 1},
		{"shutdown and the input ends", func(p *peer) { p.request(1, "shutdown", nil); p.result(1, nil); p.Close() }, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := begin(t, Options{}, nil)
			tt.close(p)
			if got := <-p.status; got != tt.want {
				t.Errorf("status %d, want %d", got, tt.want)
			}
		})
	}
}

func TestPhases(t *testing.T) {
	p := connect(t, Options{})
	p.request(1, "textDocument/completion", place(doc, 0, 0))
	if got := p.code(1); got != -32002 {
		t.Errorf("before initialize: code %d, want -32002", got)
	}
	p.open(doc, "python", "dropped")
	p.request(2, "initialize", obj{"capabilities": obj{"experimental": true, "general": 7}, "rootUri": nil, "processId": "x"})
	p.result(2, nil)
	p.request(3, "shutdown", nil)
	p.result(3, nil)
	p.request(4, "textDocument/completion", place(doc, 0, 0))
	if got := p.code(4); got != -32600 {
		t.Errorf("after shutdown: code %d, want -32600", got)
	}
}

func TestExitBeforeInitialize(t *testing.T) {
	p := connect(t, Options{})
	p.notify("exit", nil)
	if got := <-p.status; got != 1 {
		t.Errorf("status %d, want 1", got)
	}
}

func TestCapabilities(t *testing.T) {
	tests := []struct {
		name    string
		client  obj
		options any
		menu    bool
		want    lsp.PositionEncoding
	}{
		{"nothing said", nil, nil, true, "utf-16"},
		{"inline completion", obj{"textDocument": obj{"inlineCompletion": obj{}}}, nil, false, "utf-16"},
		{"null is none", obj{"textDocument": obj{"inlineCompletion": nil}}, nil, true, "utf-16"},
		{"the menu forced", obj{"textDocument": obj{"inlineCompletion": obj{}}}, obj{"completion": obj{"menu": "on"}}, true, "utf-16"},
		{"the menu off", nil, obj{"completion": obj{"menu": "off"}}, false, "utf-16"},
		{"bytes", obj{"general": obj{"positionEncodings": []string{"utf-16", "utf-8"}}}, nil, true, "utf-8"},
		{"code points only", obj{"general": obj{"positionEncodings": []string{"utf-32"}}}, nil, true, "utf-32"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := connect(t, Options{Version: "9"})
			p.request(1, "initialize", obj{"capabilities": tt.client, "initializationOptions": tt.options})
			var got struct {
				Capabilities struct {
					PositionEncoding   lsp.PositionEncoding
					CompletionProvider *struct {
						TriggerCharacters []string
						ResolveProvider   bool
					}
					InlineCompletionProvider *struct{}
					ExecuteCommandProvider   struct{ Commands []string }
				}
				ServerInfo struct{ Name, Version string }
			}
			p.result(1, &got)
			c := got.Capabilities
			if c.PositionEncoding != tt.want || c.InlineCompletionProvider == nil || got.ServerInfo.Name != "sluice" || got.ServerInfo.Version != "9" {
				t.Errorf("got %+v", got)
			}
			if (c.CompletionProvider != nil) != tt.menu {
				t.Errorf("menu %+v, want %v", c.CompletionProvider, tt.menu)
			}
			if m := c.CompletionProvider; m != nil && (!slices.Equal(m.TriggerCharacters, []string{".", "(", "="}) || m.ResolveProvider) {
				t.Errorf("menu %+v", m)
			}
			if !slices.Equal(c.ExecuteCommandProvider.Commands, commandNames()) {
				t.Errorf("commands %v", c.ExecuteCommandProvider.Commands)
			}
		})
	}
}
