package editortest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	"sluice.backend.url": %q, "editor.inlineSuggest.enabled": true, "workbench.startupEditor": "none",
	"telemetry.telemetryLevel": "off", "editor.quickSuggestions": {"other": "off", "comments": "off", "strings": "off"},
	"editor.suggestOnTriggerCharacters": false, "editor.wordBasedSuggestions": "off", "editor.autoIndent": "none",
	"editor.autoClosingBrackets": "never", "editor.minimap.enabled": false, "window.restoreWindows": "none",
	"extensions.autoUpdate": "off", "extensions.autoCheckUpdates": false, "chat.disableAIFeatures": true,
	"workbench.secondarySideBar.defaultVisibility": "hidden", "workbench.tips.enabled": false
}`

// openVSCode starts VS Code as a server for browsers, with the extension, and returns its URL.
func openVSCode(t *testing.T, d *desk, server string) string {
	t.Helper()
	data, extensions := filepath.Join(d.home, "data"), filepath.Join(d.home, "extensions")
	d.write(filepath.Join(data, "User", "settings.json"), fmt.Sprintf(userSettings, d.model.URL()))
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
	cmd := exec.Command(server, append(folders, "--auth", "none", "--bind-addr", address, "--disable-telemetry", "--disable-update-check",
		"--disable-workspace-trust", "--disable-getting-started-override", d.folder)...)
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

func TestVSCode(t *testing.T) {
	server, chromium, node := program(t, "code-server"), program(t, "chromium"), program(t, "node")
	d := newDesk(t, "{}\n")
	version := versionOf(t, server, d.env(), "--version")
	plan, err := json.Marshal(map[string]any{
		"url": openVSCode(t, d, server), "chromium": chromium, "modules": filepath.Join(os.Getenv("SLUICE_EDITORS"), "code", "node_modules"),
		"artifacts": filepath.Dir(artifact("x")), "patience": patience.Milliseconds(),
		"text": text, "example": example, "safe": safe, "banned": banned, "fixed": fixed,
	})
	if err != nil {
		t.Fatal(err)
	}
	driver := exec.Command(node, filepath.Join("testdata", "vscode.mjs"), string(plan))
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
		if name, ok := strings.CutPrefix(lines.Text(), "mood "); ok {
			d.change(name)
			io.WriteString(in, "done\n")
			continue
		}
		t.Log(lines.Text())
	}
	if err := driver.Wait(); err != nil {
		t.Fatalf("the driver: %v", err)
	}
	worked(t, "VS-Code", version)
}

// change gives the model another mood by the driver's name for it.
func (d *desk) change(mood string) {
	switch mood {
	case "safe":
		d.mood.Store(safe)
	case "banned":
		d.mood.Store(banned)
	case "hangs":
		d.mood.Store("")
	case "dead":
		d.stopModel()
	default:
		d.t.Errorf("there is no mood %q", mood)
	}
}
