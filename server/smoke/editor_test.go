package smoke

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

// An editor is a client with the built binary at the other end, and a workspace.
type editor struct {
	*lsptest.Client
	t            testing.TB
	ctx          context.Context
	process      *exec.Cmd
	stderr       *lockedBuffer
	folder       string
	files        map[string]string // of the archive
	options      json.RawMessage
	capabilities json.RawMessage
	model        *scripted.Server
	gates        map[string]chan struct{}
	versions     map[string]int
	commands     int
}

// patience bounds every wait of a session; only a broken one gets there.
const patience = 60 * time.Second

// start lays out the workspace and starts the model server and the binary.
func start(t testing.TB, archive *txtar.Archive) *editor {
	t.Helper()
	e := &editor{
		t: t, folder: t.TempDir(), stderr: &lockedBuffer{}, files: map[string]string{}, versions: map[string]int{},
		options: json.RawMessage(`{}`), capabilities: json.RawMessage(`{}`),
	}
	config := t.TempDir()
	model := &modelScript{}
	for _, f := range archive.Files {
		var err error
		switch f.Name {
		case "script":
		case "model":
			model, err = readModel(string(f.Data))
		case "options.json":
			e.options = f.Data
		case "capabilities.json":
			e.capabilities = f.Data
		case "user.yaml":
			err = writeFile(filepath.Join(config, "sluice", "config.yaml"), f.Data)
		default:
			e.files[f.Name] = string(f.Data)
			err = writeFile(filepath.Join(e.folder, f.Name), f.Data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if model.replies == nil {
		model, _ = readModel("")
	}
	e.gates = model.gates
	e.model = scripted.Start(scripted.InOrder(model.replies...))
	t.Cleanup(e.model.Close)
	e.options = bytes.ReplaceAll(e.options, []byte("$MODEL"), []byte(e.model.URL()))
	e.options = bytes.ReplaceAll(e.options, []byte("$W"), []byte(filepath.ToSlash(e.folder)))
	e.run(config)
	return e
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o600)
}

// run starts the binary, away from this machine's own configuration.
func (e *editor) run(config string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	e.ctx = ctx
	e.process = exec.CommandContext(ctx, binary, "serve")
	e.process.Dir = e.folder
	e.process.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config, "HOME="+config, "GORACE=halt_on_error=1 atexit_sleep_ms=0")
	e.process.Stderr = e.stderr
	in, err := e.process.StdinPipe()
	e.check(err)
	out, err := e.process.StdoutPipe()
	e.check(err)
	e.check(e.process.Start())
	e.Client = lsptest.New(out, in)
	e.Answer = func(method string, _ json.RawMessage) (any, bool) {
		return obj{"success": true}, method == "window/showDocument" || method == "client/registerCapability"
	}
	e.t.Cleanup(func() {
		in.Close()
		e.process.Wait()
		cancel()
		if e.t.Failed() {
			e.t.Logf("the log of the server:\n%s", e.stderr.String())
		}
		if strings.Contains(e.stderr.String(), "DATA RACE") {
			e.t.Error("the server has a data race")
		}
	})
}

func (e *editor) check(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatalf("%v\nthe log of the server:\n%s", err, e.stderr.String())
	}
}

func (e *editor) uri(file string) string {
	return "file://" + filepath.ToSlash(filepath.Join(e.folder, file))
}

// reply waits for the reply to a request and checks that there is only one.
func (e *editor) reply(id string) (lsptest.Message, error) {
	key, err := json.Marshal(id)
	if err != nil {
		return lsptest.Message{}, err
	}
	m, err := e.Reply(e.ctx, string(key))
	if n := e.Replies(string(key)); err == nil && n != 1 {
		err = fmt.Errorf("%d replies to %s", n, id)
	}
	return m, err
}

// command executes one of the server's commands and returns its result.
func (e *editor) command(name, file string) (json.RawMessage, error) {
	e.commands++
	id := fmt.Sprintf("command %d", e.commands)
	if err := e.Request(id, "workspace/executeCommand", obj{"command": name, "arguments": []string{e.uri(file)}}); err != nil {
		return nil, err
	}
	m, err := e.reply(id)
	return m.Result, err
}

// A lockedBuffer is written by the process and read by the test.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
