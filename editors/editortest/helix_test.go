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
	return &helix{openTerminal(t, d, path, "-vv", "--log", filepath.Join(d.home, "helix.log"), "a.py"), d}
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

// load replaces the text by one that the server has not seen yet; the last key is left out.
func (h *helix) load(p place) {
	h.t.Helper()
	text := h.d.fresh(p)
	h.d.write(h.d.file, text[:len(text)-1])
	h.command("reload")
	h.shows(fmt.Sprintf("take %d", h.d.takes))
}

// again loads the text and types the last key of it, in insert mode.
func (h *helix) again(p place) {
	h.t.Helper()
	h.load(p)
	h.text("geA" + p.text[len(p.text)-1:])
}

// offers goes to a place and waits for what the menu has there.
func (h *helix) offers(p place, want string) {
	h.t.Helper()
	offered(h.t, "the menu", func() { h.again(p) }, func() (string, bool) { s := h.screen(); return s, strings.Contains(s, want) })
}

func (h *helix) at(t *testing.T) *helix {
	return &helix{&terminal{t, h.socket, h.env}, h.d}
}

func TestHelix(t *testing.T) {
	path := program(t, "hx")
	version := ""
	withEachModel(t, func(t *testing.T, m model) {
		d := newDesk(t, m)
		version = versionOf(t, path, d.env(), "--version")
		h := openHelix(t, path, d)
		h.shows("import hashlib", " NOR ")
		h.walk()
	})
	worked(t, "Helix", version)
}

// walk is the way that every model goes.
func (h *helix) walk() {
	run := func(name string, step func(*helix)) {
		h.t.Run(name, func(t *testing.T) { step(h.at(t)) })
	}
	run("menu", func(h *helix) {
		h.offers(good, good.wants)
		h.keys("C-n")
		h.shows("sluice: passed") // beside the menu
		h.keep("menu")
		h.keys("Enter")
		h.shows("return hashlib." + good.wants)
		h.hides("sluice: passed")
	})
	run("withheld and explained", (*helix).withheld)
	run("a finding is fixed", func(h *helix) {
		h.load(good)
		h.shows("MD5 and SHA-1 can be forged")
		h.text("5ggf5")
		h.text(" a")
		h.shows("Fix python.weak-hash")
		h.keys("Enter")
		h.shows(fixed)
	})
	run("hover", func(h *helix) {
		h.load(good)
		h.text("5ggf5")
		h.text(" k")
		h.shows("CWE-328")
		h.keys("Escape")
		h.hides("CWE-328")
	})
	if h.d.model.hang != nil {
		run("trouble", (*helix).trouble)
	}
}

// keep writes the screen for people to look at.
func (h *helix) keep(name string) {
	h.t.Helper()
	if file := artifact("helix-" + name + "-" + h.d.model.name + ".txt"); file != "" {
		h.d.write(file, h.screen())
	}
}

func (h *helix) withheld() {
	reason := "withheld: " + bad.rule
	before := h.logged(reason)
	offered(h.t, "withheld", func() { h.again(bad) }, func() (string, bool) { return h.screen(), h.logged(reason) > before })
	h.command("lsp-workspace-command sluice.server.explain")
	h.shows("# sluice: 0 shown, ", "open(", bad.rule, bad.cwe)
	h.keep("explain")
	h.command("buffer-close!")
	h.shows(bad.function())
}

// types types a text behind the place, and waits for each key to be on the screen.
func (h *helix) types(when, text string) {
	h.t.Helper()
	typing(h.t, when, text, h.text, func(typed string) bool {
		return strings.Contains(h.screen(), strings.TrimRight(strings.TrimSpace(good.line())+typed, " "))
	})
}

// trouble lets the model hang, and then its server die, while someone types.
func (h *helix) trouble() {
	const asked, told = `"method":"textDocument/completion"`, `"method":"window/showMessage"`
	h.again(good)
	h.types("the model answers", "typing goes on")
	before := h.logged(told)
	h.d.model.hang()
	requests := h.logged(asked)
	h.again(good)
	await(h.t, "the model is asked", func() (string, bool) { return h.screen(), h.logged(asked) > requests })
	h.types("the model hangs", "typing goes on")
	causes := 1
	for range h.d.model.late { // nothing is under way behind it
		late := h.logged("cut=true")
		h.again(good)
		await(h.t, "a late answer", func() (string, bool) { return h.screen(), h.logged("cut=true") > late })
	}
	if h.d.model.late >= tellsLate {
		causes++
		h.shows("completion.deadline") // in the status line
	}
	h.d.model.die()
	for range 3 {
		h.again(good)
		h.types("the server is dead", "still_here")
	}
	await(h.t, "trouble is told of", func() (string, bool) { return h.screen(), h.logged(told)-before >= causes })
	if n := h.logged(told) - before; n != causes { // each once, at whatever number of keys
		h.t.Errorf("%d messages about %d causes", n, causes)
	}
	h.normal()
}

// logged counts what stands in Helix's log: all that is said between it and the server, and the server's own log.
func (h *helix) logged(what string) int { return h.d.logged("helix.log", what) }

// TestHelixNew: the way of a new user, with nothing but the binary and the configuration, and no code to learn from.
func TestHelixNew(t *testing.T) {
	d := newDesk(t, embedded)
	d.forget()
	h := openHelix(t, program(t, "hx"), d)
	h.shows(" NOR ")
	h.offers(example, "sha256(")
	h.keys("C-n")
	h.shows("sluice: passed")
	h.keys("Enter")
	h.shows("digest = hashlib.sha256(")
}
