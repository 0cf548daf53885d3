package editortest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
)

// built is the folder that holds the binary, under the name that users install it by.
var built string

func TestMain(m *testing.M) { os.Exit(buildAndRun(m)) }

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "sluice-editors")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-o", dir, "github.com/sluice-lsp/sluice/cmd/sluice")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "building the server:", err)
		return 1
	}
	built = dir
	return m.Run()
}

// program finds an editor, or ends the test.
func program(t *testing.T, name string) string {
	t.Helper()
	if dir := os.Getenv("SLUICE_EDITORS"); dir != "" {
		path := filepath.Join(dir, "bin", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	missing(t, name+" is neither in $SLUICE_EDITORS nor on PATH")
	return ""
}

// missing skips a test for the want of a real part, or fails it where parts are required.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("SLUICE_REQUIRE") == "1" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// clients is the folder of the clients in this repository.
func clients(t *testing.T) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("this file's place is unknown")
	}
	return filepath.Dir(filepath.Dir(file))
}

var report sync.Mutex

// worked records that an editor passed.
func worked(t *testing.T, name, version string) {
	t.Helper()
	if t.Failed() {
		return
	}
	line := fmt.Sprintf("editor %s %s ok", name, version)
	fmt.Println(line)
	report.Lock()
	defer report.Unlock()
	if file := artifact("editors.txt"); file != "" {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		fmt.Fprintln(f, line)
	}
}

// artifact is where something is kept for people to look at, "" if nothing is.
func artifact(name string) string {
	dir := os.Getenv("SLUICE_ARTIFACTS")
	if dir == "" || os.MkdirAll(dir, 0o755) != nil {
		return ""
	}
	return filepath.Join(dir, name)
}

// version runs a program and returns the first word of what it says that looks like a version.
func versionOf(t *testing.T, path string, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Env = env
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s does not run: %v", path, err)
	}
	for _, word := range strings.Fields(string(out)) {
		if word = strings.TrimPrefix(word, "v"); strings.Contains(word, ".") && word[0] >= '0' && word[0] <= '9' {
			return word
		}
	}
	t.Fatalf("%s says no version: %q", path, out)
	return ""
}

// A desk is a home folder, a workspace and a model server for one editor.
type desk struct {
	t                     *testing.T
	home, folder, file    string
	model                 *scripted.Server
	mood                  atomic.Value // of the model: says, bans, hangs
	release               chan struct{}
	releaseOnce, stopOnce sync.Once
	takes                 int
	text                  string // that is being edited
}

// The two texts that the model knows. The first is safe at the end of the text, the second is not.
const (
	safe   = "sha256(data).hexdigest()"
	banned = "md5(data).hexdigest()"
	// seen is what is certain to be shown of it: a stream may be cut behind the bracket.
	seen = "md5("
)

// text is what the editors open: a finding, and a place to complete at its end.
const text = `import hashlib


def store(data):
    return hashlib.md5(data).hexdigest()


def digest(data):
    return hashlib.`

// example is what a new user may type: nothing in it was wrong before. The embedded model goes on from there, since it
// has nothing but what it read.
const example = `import hashlib

import json


def read_manifest(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def checksum(path):
    with open(path, "rb") as file:
        data = file.read()
    digest = hashlib.`

// fresh is the text with a comment that no text had before: what was answered once is not asked for again.
func (d *desk) fresh() string {
	d.takes++
	return strings.Replace(d.text, "\n\n", fmt.Sprintf("\n# take %d\n", d.takes), 1)
}

// fixed is the line of the finding once its code action was applied.
const fixed = "return hashlib.sha256(data).hexdigest()"

// newDesk lays everything out. Settings are the user's, in YAML; $MODEL in them is the model server.
func newDesk(t *testing.T, settings string) *desk {
	t.Helper()
	d := &desk{t: t, home: t.TempDir(), folder: t.TempDir(), release: make(chan struct{}), text: text}
	d.mood.Store(safe)
	d.model = scripted.Start(func(int, *scripted.Request) scripted.Reply {
		if mood := d.mood.Load().(string); mood != "" {
			return scripted.Say(mood)
		}
		return scripted.Reply{scripted.Wait(d.release), scripted.Status(500, `{}`)}
	})
	t.Cleanup(func() {
		d.letGo()
		d.stopModel()
	})
	if err := os.Mkdir(filepath.Join(d.folder, ".git"), 0o700); err != nil {
		t.Fatal(err)
	}
	d.file = filepath.Join(d.folder, "a.py")
	d.write(d.file, text+"\n")
	d.write(filepath.Join(d.home, ".config", "sluice", "config.yaml"), strings.ReplaceAll(settings, "$MODEL", d.model.URL()))
	return d
}

// asked returns what waits until the model was asked once more than it is now.
func (d *desk) asked(t *testing.T) func() {
	before := len(d.model.Generations())
	return func() {
		t.Helper()
		await(t, "the model is asked", func() (string, bool) { return "", len(d.model.Generations()) > before })
	}
}

func (d *desk) letGo()     { d.releaseOnce.Do(func() { close(d.release) }) }
func (d *desk) stopModel() { d.stopOnce.Do(d.model.Close) }

func (d *desk) write(name, data string) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// env is the environment of an editor of its own: nothing of this machine's user, and the binary on PATH.
func (d *desk) env() []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "XDG_") && !strings.HasPrefix(v, "HOME=") && !strings.HasPrefix(v, "PATH=") && !strings.HasPrefix(v, "NVIM") {
			env = append(env, v)
		}
	}
	return append(env, "HOME="+d.home, "XDG_CONFIG_HOME="+filepath.Join(d.home, ".config"), "TERM=xterm-256color", "LANG=C.UTF-8",
		"PATH="+built+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// patience bounds each wait; only a broken editor, or a very busy machine, gets there.
const patience = 60 * time.Second

// await polls: editors do not tell when they have drawn something.
func await(t *testing.T, what string, state func() (string, bool)) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	began := time.Now()
	for {
		seen, ok := state()
		if ok {
			t.Logf("%s after %d ms", what, time.Since(began).Milliseconds())
			return
		}
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("%s: not within %v; there is\n%s", what, patience, seen)
		}
	}
}

// A lockedBuffer is written by a process and read by the test.
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
