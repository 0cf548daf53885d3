package editortest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A terminal is a tmux of its own, with a program in it.
type terminal struct {
	t      *testing.T
	socket string
	env    []string
}

// openTerminal runs a program in a terminal. It ends with the test.
func openTerminal(t *testing.T, d *desk, args ...string) *terminal {
	t.Helper()
	program(t, "tmux")
	term := &terminal{t, filepath.Join(d.home, "tmux"), d.env()}
	term.tmux(append([]string{"-f", os.DevNull, "new-session", "-d", "-x", "150", "-y", "44", "-c", d.folder}, args...)...)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the screen:\n%s", term.screen())
		}
		term.command("kill-server").Run() // it may have ended with its program
	})
	return term
}

func (t *terminal) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append([]string{"-S", t.socket}, args...)...)
	cmd.Env = t.env
	return cmd
}

func (t *terminal) tmux(args ...string) string {
	t.t.Helper()
	out, err := t.command(args...).CombinedOutput()
	if err != nil {
		t.t.Fatalf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

// keys presses keys by tmux's names for them; text is what is typed as it is.
func (t *terminal) keys(keys ...string) {
	t.t.Helper()
	t.tmux(append([]string{"send-keys"}, keys...)...)
}
func (t *terminal) text(text string) { t.t.Helper(); t.tmux("send-keys", "-l", text) }

func (t *terminal) screen() string {
	out, _ := t.command("capture-pane", "-p").Output()
	return string(out)
}

// shows waits until the screen shows all of the texts.
func (t *terminal) shows(texts ...string) {
	t.t.Helper()
	await(t.t, fmt.Sprintf("the screen shows %q", texts), func() (string, bool) {
		screen := t.screen()
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return screen, false
			}
		}
		return screen, true
	})
}

// hides waits until the screen does not show a text any more.
func (t *terminal) hides(text string) {
	t.t.Helper()
	await(t.t, fmt.Sprintf("the screen does not show %q", text), func() (string, bool) {
		screen := t.screen()
		return screen, !strings.Contains(screen, text)
	})
}

// A helix is a real Helix.
type helix struct {
	*terminal
	d *desk
}

func openHelix(t *testing.T, path string, d *desk) *helix {
	t.Helper()
	config, err := os.ReadFile(filepath.Join(clients(t), "helix", "languages.toml"))
	if err != nil {
		t.Fatal(err)
	}
	d.write(filepath.Join(d.home, ".config", "helix", "languages.toml"), string(config))
	return &helix{openTerminal(t, d, path, "a.py"), d}
}

// normal leaves insert mode, and the menu before that. Escape and the key behind it would be one key if they came
// together.
func (h *helix) normal() {
	h.t.Helper()
	await(h.t, "normal mode", func() (string, bool) {
		screen := h.screen()
		if !strings.Contains(screen, " NOR ") {
			h.keys("Escape")
			return screen, false
		}
		return screen, true
	})
}

func (h *helix) command(command string) {
	h.t.Helper()
	h.normal()
	h.text(":" + command + "\r")
}

// load replaces the text by one that the server has not seen yet; the place to complete is left empty.
func (h *helix) load() {
	h.t.Helper()
	h.d.write(h.d.file, strings.TrimSuffix(h.d.fresh(), "."))
	h.command("reload")
	h.shows(fmt.Sprintf("take %d", h.d.takes))
}

// again loads the text and types the dot at its end, in insert mode.
func (h *helix) again() {
	h.t.Helper()
	h.load()
	h.text("geA.")
}

func (h *helix) at(t *testing.T) *helix {
	return &helix{&terminal{t, h.socket, h.env}, h.d}
}

func TestHelix(t *testing.T) {
	path := program(t, "hx")
	d := newDesk(t, "backend: {url: $MODEL}\n")
	version := versionOf(t, path, d.env(), "--version")
	h := openHelix(t, path, d)
	h.shows("import hashlib", " NOR ")

	t.Run("menu", func(t *testing.T) {
		h := h.at(t)
		h.again()
		h.shows(safe)
		h.keys("C-n")
		h.shows("sluice: passed") // beside the menu
		if file := artifact("helix-menu.txt"); file != "" {
			d.write(file, h.screen())
		}
		h.keys("Enter")
		h.shows("return hashlib." + safe)
		h.hides("sluice: passed")
	})
	t.Run("withheld and explained", func(t *testing.T) {
		h := h.at(t)
		d.mood.Store(banned)
		asked := d.asked(t)
		h.again()
		asked()
		await(t, "the explanation", func() (string, bool) { // of this answer, which may not be there at the first time
			h.command("lsp-workspace-command sluice.server.explain")
			h.shows("withheld")
			screen := h.screen()
			return screen, strings.Contains(screen, "0 shown")
		})
		h.shows(seen, "python.weak-hash", "CWE-328")
		h.command("buffer-close!")
		h.shows("def digest")
	})
	t.Run("a finding is fixed", func(t *testing.T) {
		h := h.at(t)
		d.mood.Store(safe)
		h.load()
		h.shows("MD5 and SHA-1 can be forged")
		h.text("5ggf5")
		h.text(" a")
		h.shows("Fix python.weak-hash")
		h.keys("Enter")
		h.shows(fixed)
	})
	t.Run("hover", func(t *testing.T) {
		h := h.at(t)
		h.load()
		h.text("5ggf5")
		h.text(" k")
		h.shows("CWE-328")
		h.keys("Escape")
		h.hides("CWE-328")
	})
	t.Run("trouble", func(t *testing.T) {
		h := h.at(t)
		d.mood.Store("")
		asked := d.asked(t)
		h.again()
		asked()
		h.text("typing goes on")
		h.shows("hashlib.typing goes on") // while the model hangs
		d.stopModel()
		for range 3 {
			h.again()
			h.text("still_here")
			h.shows("hashlib.still_here")
		}
		if screen := h.screen(); strings.Count(screen, "sluice:") > 1 {
			t.Errorf("more than one message:\n%s", screen)
		}
	})
	worked(t, "Helix", version)
}

// TestHelixEmbedded: the way of a new user, with nothing but the binary and the configuration.
func TestHelixEmbedded(t *testing.T) {
	d := newDesk(t, "backend: {url: embedded}\n")
	d.text = example
	h := openHelix(t, program(t, "hx"), d)
	h.shows("import hashlib", " NOR ")
	h.again()
	h.shows("sha256(")
	h.keys("C-n")
	h.shows("sluice: passed")
	h.keys("Enter")
	h.shows("digest = hashlib.sha256(")
}
