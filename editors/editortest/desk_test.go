package editortest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
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

// A desk is a home folder and a workspace for one editor, and the model that answers there.
type desk struct {
	t                  *testing.T
	home, folder, file string
	model              model
	takes              int
}

// newDesk lays everything out.
func newDesk(t *testing.T, m model) *desk {
	t.Helper()
	d := &desk{t: t, home: t.TempDir(), folder: t.TempDir(), model: m}
	if err := os.Mkdir(filepath.Join(d.folder, ".git"), 0o700); err != nil {
		t.Fatal(err)
	}
	d.file = filepath.Join(d.folder, "a.py")
	d.write(d.file, good.text+"\n")
	d.write(filepath.Join(d.folder, "seen.py"), seen)
	d.configure(m)
	return d
}

// forget leaves a workspace that nothing can be learned from.
func (d *desk) forget() {
	d.t.Helper()
	for _, name := range []string{d.file, filepath.Join(d.folder, "seen.py")} {
		d.write(name, "")
	}
}

// deadline is longer than sluice's own, which a busy machine may not keep.
const deadline = "5s"

// configure names the model in the user's own settings.
func (d *desk) configure(m model) {
	d.t.Helper()
	d.model = m
	d.write(filepath.Join(d.home, ".config", "sluice", "config.yaml"), fmt.Sprintf("backend: {url: %q, template: %q}\ncompletion: {deadline: {automatic: %s}}\n", m.url, m.template, deadline))
}

// fresh is a text with a comment that no text had before: what was answered once is not asked for again.
func (d *desk) fresh(p place) string {
	d.takes++
	return strings.Replace(p.text, "\n\n", fmt.Sprintf("\n# take %d\n", d.takes), 1)
}

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

// logged counts how often something stands in a log below the home folder, which may not be there yet.
func (d *desk) logged(name, what string) int {
	log, _ := os.ReadFile(filepath.Join(d.home, name))
	return strings.Count(string(log), what)
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

// offered is await for what a model offers. The place is gone to again from time to time, longer apart than the deadline:
// the embedded model may be asked before it has read the workspace.
func offered(t *testing.T, what string, again func(), state func() (string, bool)) {
	t.Helper()
	again()
	polls := 0
	await(t, what, func() (string, bool) {
		seen, ok := state()
		if polls++; !ok && polls%400 == 0 {
			again()
		}
		return seen, ok
	})
}

// typing types a text key by key, and logs how long each took to stand in the editor. Nothing is asked of the times: they
// are for people, and hang on what else the machine does.
func typing(t *testing.T, when, text string, press func(key string), typed func(text string) bool) {
	t.Helper()
	var took []time.Duration
	for i := range text {
		began := time.Now()
		press(text[i : i+1])
		for !typed(text[:i+1]) {
			if time.Since(began) > patience {
				t.Fatalf("%q is not there %v after its last key", text[:i+1], patience)
			}
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	t.Logf("typing while %s: %d keys, median %.1f ms, longest %.1f ms", when, len(took), millis(took[len(took)/2]), millis(took[len(took)-1]))
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

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
