package editortest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// buildExtension checks, bundles and packages the extension as its README says, and returns the package.
func buildExtension(t *testing.T) string {
	t.Helper()
	modules := filepath.Join(os.Getenv("SLUICE_EDITORS"), "vscode", "node_modules")
	if _, err := os.Stat(modules); os.Getenv("SLUICE_EDITORS") == "" || err != nil {
		missing(t, "what the extension is built with is not in $SLUICE_EDITORS")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(clients(t), "vscode"))); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(dir, "node_modules"))
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"typescript/bin/tsc", "--noEmit"}, {"@vscode/vsce/vsce", "package", "--no-dependencies", "--skip-license", "-o", "sluice.vsix"},
	} {
		cmd := exec.Command(program(t, "node"), append([]string{filepath.Join(modules, args[0])}, args[1:]...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+filepath.Join(os.Getenv("SLUICE_EDITORS"), "bin")+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("building the extension: %v\n%s", err, out)
		}
	}
	return filepath.Join(dir, "sluice.vsix")
}

// userSettings are those of a user who wants no ghost text to be hidden by other menus.
const userSettings = `{
	"sluice.backend.url": %q, "sluice.backend.template": "prefix", "sluice.completion.deadline.automatic": %q, "editor.inlineSuggest.enabled": true, "workbench.startupEditor": "none",
	"telemetry.telemetryLevel": "off", "editor.quickSuggestions": {"other": "off", "comments": "off", "strings": "off"},
	"editor.suggestOnTriggerCharacters": false, "editor.wordBasedSuggestions": "off", "editor.autoIndent": "none",
	"editor.autoClosingBrackets": "never", "editor.minimap.enabled": false, "window.restoreWindows": "none",
	"extensions.autoUpdate": "off", "extensions.autoCheckUpdates": false, "chat.disableAIFeatures": true,
	"workbench.secondarySideBar.defaultVisibility": "hidden", "workbench.tips.enabled": false,
	"security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never"
}`

// acceptLine is the key for a command that has none of its own.
const acceptLine = `[{"key": "ctrl+alt+l", "command": "editor.action.inlineSuggest.acceptNextLine", "when": "inlineSuggestionVisible"}]`

// openVSCode starts VS Code as a server for browsers, with the extension, and returns its URL.
func openVSCode(t *testing.T, d *desk, server string, args ...string) string {
	t.Helper()
	data, extensions := filepath.Join(d.home, "data"), filepath.Join(d.home, "extensions")
	d.write(filepath.Join(data, "User", "settings.json"), fmt.Sprintf(userSettings, d.model.url, deadline))
	d.write(filepath.Join(data, "User", "keybindings.json"), acceptLine)
	// VS Code takes PATH from the user's login shell.
	d.write(filepath.Join(d.home, ".profile"), "PATH="+built+":$PATH\n")
	folders := []string{"--user-data-dir", data, "--extensions-dir", extensions}
	install := exec.Command(server, append(folders, "--install-extension", buildExtension(t))...)
	install.Env = d.env()
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("installing the extension: %v\n%s", err, out)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	cmd := exec.Command(server, slices.Concat(folders, args, []string{"--auth", "none", "--bind-addr", address, "--disable-telemetry",
		"--disable-update-check", "--disable-getting-started-override", d.folder})...)
	cmd.Env = d.env()
	var log lockedBuffer
	cmd.Stdout, cmd.Stderr = &log, &log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it has children
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		ended := time.AfterFunc(10*time.Second, func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
		cmd.Wait()
		ended.Stop()
		if t.Failed() {
			t.Logf("the log of VS Code:\n%.4000s", log.String())
		}
	})
	await(t, "VS Code answers", func() (string, bool) {
		response, err := http.Get("http://" + address + "/healthz")
		if err != nil {
			return err.Error(), false
		}
		response.Body.Close()
		return response.Status, response.StatusCode == http.StatusOK
	})
	return "http://" + address + "/?folder=" + d.folder
}

// drive lets the driver walk one of its ways in VS Code. What else it asks for, it gets by name.
func drive(t *testing.T, d *desk, way, url string, does map[string]func()) {
	t.Helper()
	plan, err := json.Marshal(map[string]any{
		"way": way, "url": url, "chromium": program(t, "chromium"), "modules": filepath.Join(os.Getenv("SLUICE_EDITORS"), "code", "node_modules"),
		"artifacts": filepath.Dir(artifact("x")), "patience": patience.Milliseconds(), "fixed": fixed,
		"good": good.plan(), "bad": bad.plan(), "block": block.plan(), "example": example.plan(),
	})
	if err != nil {
		t.Fatal(err)
	}
	driver := exec.Command(program(t, "node"), filepath.Join("testdata", "vscode.mjs"), string(plan))
	driver.Env = d.env()
	driver.Stderr = os.Stderr
	in, err := driver.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := driver.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := driver.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		name, ok := strings.CutPrefix(lines.Text(), "do ")
		if !ok {
			t.Log(lines.Text())
			continue
		}
		if do := does[name]; do != nil {
			do()
		} else {
			t.Errorf("the driver asks for %q", name)
		}
		io.WriteString(in, "done\n")
	}
	if err := driver.Wait(); err != nil {
		t.Fatalf("the driver: %v", err)
	}
}

func (p place) plan() map[string]string {
	return map[string]string{"text": p.text, "wants": strings.TrimSpace(p.wants), "rule": p.rule, "cwe": p.cwe}
}

// A hostile workspace has settings that would make sluice run its program, ask its server and check nothing.
type hostile struct {
	started string // a file that its program makes
	asked   atomic.Int32
}

func newHostile(t *testing.T, d *desk) *hostile {
	t.Helper()
	h := &hostile{started: filepath.Join(t.TempDir(), "started")}
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { h.asked.Add(1) }))
	t.Cleanup(server.Close)
	program := filepath.Join(d.folder, "sluice")
	d.write(program, "#!/bin/sh\ntouch "+h.started+"\n")
	if err := os.Chmod(program, 0o700); err != nil {
		t.Fatal(err)
	}
	settings, err := json.Marshal(map[string]any{
		"sluice.path": program, "sluice.backend.url": server.URL + "/v1", "sluice.rules.packs": false, "sluice.diagnostics": false,
		"sluice.rules.block.severity": "ERROR", "sluice.rules.block.confidence": "HIGH",
	})
	if err != nil {
		t.Fatal(err)
	}
	d.write(filepath.Join(d.folder, ".vscode", "settings.json"), string(settings))
	return h
}

// powerless fails the test if the workspace got anything of what it wanted.
func (h *hostile) powerless(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(h.started); err == nil || h.asked.Load() > 0 {
		t.Errorf("the workspace's program was started: %v; its server was asked %d times", err == nil, h.asked.Load())
	}
}

func TestVSCode(t *testing.T) {
	server := program(t, "code-server")
	script, llama := scriptedModel(t), llamaModel(t)
	d := newDesk(t, script)
	d.write(filepath.Join(d.home, ".config", "sluice", "config.yaml"), "") // the extension alone says what answers
	does := map[string]func(){}
	for _, m := range []model{script, llama} {
		does["hang "+m.name], does["die "+m.name] = m.hang, m.die
	}
	workspace := newHostile(t, d)
	drive(t, d, "models", openVSCode(t, d, server, "--disable-workspace-trust")+"&llama="+llama.url, does)
	workspace.powerless(t)
	worked(t, "VS-Code", versionOf(t, server, d.env(), "--version"))
}

// TestVSCodeUntrusted: in a workspace that the user does not trust, completions come, and what the workspace says about
// them counts for nothing.
func TestVSCodeUntrusted(t *testing.T) {
	d := newDesk(t, scriptedModel(t))
	workspace := newHostile(t, d)
	drive(t, d, "untrusted", openVSCode(t, d, program(t, "code-server")), nil)
	workspace.powerless(t)
}

// TestVSCodeNew: the way of a new user, with nothing but the binary and the extension, and no code to learn from.
func TestVSCodeNew(t *testing.T) {
	d := newDesk(t, embedded)
	d.forget()
	drive(t, d, "new", openVSCode(t, d, program(t, "code-server"), "--disable-workspace-trust"), nil)
}
