package editortest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/neovim/go-client/nvim"
)

// A neovim is a real Neovim that is driven over RPC.
type neovim struct {
	*nvim.Nvim
	t *testing.T
	d *desk
}

func (n *neovim) at(t *testing.T) *neovim { return &neovim{n.Nvim, t, n.d} }

// openNeovim starts Neovim with the plugin on its runtime path and the init.lua of the README.
func openNeovim(t *testing.T, path string, d *desk) *neovim {
	t.Helper()
	d.write(filepath.Join(d.home, ".config", "nvim", "init.lua"), "vim.lsp.enable('sluice')\n")
	// A prompt that waits for a key would make Neovim deaf to us.
	quiet := "set nomore shortmess+=aoOstTWAIcCqFS cmdheight=20"
	v, err := nvim.NewChildProcess(nvim.ChildProcessCommand(path), nvim.ChildProcessDir(d.folder), nvim.ChildProcessEnv(d.env()),
		nvim.ChildProcessArgs("--embed", "--headless", "-n", "--cmd", quiet, "--cmd", "set rtp^="+filepath.Join(clients(t), "neovim")))
	if err != nil {
		t.Fatal(err)
	}
	n := &neovim{v, t, d}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("messages:\n%s", n.messages())
			log, _ := os.ReadFile(filepath.Join(d.home, ".local", "state", "nvim", "lsp.log"))
			t.Logf("the log:\n%s", log)
		}
		v.Command("qall!") // the answer never comes: Neovim is gone
		v.Close()
	})
	n.check(v.Command("edit a.py"))
	return n
}

func (n *neovim) check(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *neovim) lua(code string, args ...any) string {
	n.t.Helper()
	var out string
	done := make(chan error, 1)
	go func() {
		done <- n.ExecLua("local r = (function(...) "+code+" end)(...); return type(r) == 'string' and r or vim.inspect(r)", &out, args...)
	}()
	select {
	case err := <-done:
		n.check(err)
		return out
	case <-time.After(patience):
		mode, err := n.Mode()
		n.t.Fatalf("Neovim does not answer; its mode is %+v, %v", mode, err)
		return ""
	}
}

func (n *neovim) input(keys string) {
	n.t.Helper()
	_, err := n.Input(keys)
	n.check(err)
}

func (n *neovim) messages() string {
	var out string
	if err := n.ExecLua("return vim.api.nvim_exec2('messages', { output = true }).output", &out); err != nil {
		return err.Error()
	}
	return out
}

// attached waits for the client, and for the ghost text's own state, which Neovim makes a little later.
func (n *neovim) attached() {
	n.t.Helper()
	await(n.t, "sluice is attached", func() (string, bool) {
		got := n.lua(`
			local c = vim.lsp.get_clients({ name = "sluice", bufnr = 0 })[1]
			if not c or not c.initialized then return "no client" end
			if not vim.lsp.inline_completion then return "ready" end
			local ghost = require("vim.lsp._capability").all.inline_completion
			return ghost and ghost.active[vim.api.nvim_get_current_buf()] and "ready" or "no ghost text"`)
		return got, got == "ready"
	})
}

// ghost is the ghost text that is drawn.
func (n *neovim) ghost() string {
	n.t.Helper()
	return n.lua(`
		local ns, s = vim.api.nvim_get_namespaces()["nvim.lsp.inline_completion"], ""
		for _, m in ipairs(ns and vim.api.nvim_buf_get_extmarks(0, ns, 0, -1, { details = true }) or {}) do
			for _, c in ipairs(m[4].virt_text or {}) do s = s .. c[1] end
			for _, l in ipairs(m[4].virt_lines or {}) do
				s = s .. "\n"
				for _, c in ipairs(l) do s = s .. c[1] end
			end
		end
		return s`)
}

func (n *neovim) text() string {
	n.t.Helper()
	return n.lua("return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')")
}

// has waits until the text holds something.
func (n *neovim) has(want string) {
	n.t.Helper()
	await(n.t, "the text has "+want, func() (string, bool) { got := n.text(); return got, strings.Contains(got, want) })
}

// again types the last key of a text that the server has not seen yet, and stays in insert mode.
func (n *neovim) again(p place) {
	n.t.Helper()
	n.input("<Esc>")
	n.restore(p)
	n.input("G$xA" + p.text[len(p.text)-1:])
}

func (n *neovim) restore(p place) {
	n.t.Helper()
	n.check(n.SetBufferLines(0, 0, -1, true, toBytes(strings.Split(n.d.fresh(p), "\n"))))
}

func toBytes(lines []string) (out [][]byte) {
	for _, l := range lines {
		out = append(out, []byte(l))
	}
	return out
}

// offers goes to a place and waits for what is offered there.
func (n *neovim) offers(p place, want string) {
	n.t.Helper()
	offered(n.t, "ghost text", func() { n.again(p) }, func() (string, bool) { g := n.ghost(); return g, strings.Contains(g, want) })
}

// lacks fails if the text holds something.
func (n *neovim) lacks(what string) {
	n.t.Helper()
	if got := n.text(); strings.Contains(got, what) {
		n.t.Errorf("%q is in the text:\n%s", what, got)
	}
}

func TestNeovim(t *testing.T) {
	path := program(t, "nvim")
	version := ""
	withEachModel(t, func(t *testing.T, m model) {
		d := newDesk(t, m)
		version = versionOf(t, path, d.env(), "--version")
		n := openNeovim(t, path, d)
		if n.lua("return vim.fn.has('nvim-0.12')") != "1" {
			missing(t, "this Neovim has no inline completion; that of 0.11 is another test")
		}
		n.attached()
		n.walk()
	})
	worked(t, "Neovim", version)
}

// walk is the way that every model goes.
func (n *neovim) walk() {
	run := func(name string, step func(*neovim)) {
		n.t.Run(name, func(t *testing.T) { step(n.at(t)) })
	}
	run("ghost text", func(n *neovim) {
		n.offers(good, good.wants)
		n.input("<Tab>")
		n.has("return hashlib." + good.wants)
	})
	run("accepted by words", func(n *neovim) {
		n.offers(good, good.wants)
		n.lua("require('sluice').accept_word()")
		n.has("\n    return hashlib.sha256")
		n.lacks("return hashlib." + good.wants)
	})
	run("accepted by lines", func(n *neovim) {
		n.offers(good, good.wants)
		n.lua("require('sluice').accept_line()")
		n.has("return hashlib." + good.wants)
	})
	run("withheld and explained", (*neovim).withheld)
	run("a finding is fixed", (*neovim).fix)
	run("hover", (*neovim).hover)
	if n.d.model.name == "scripted" {
		run("some lines", (*neovim).lines)
		run("a key that is not taken", func(n *neovim) {
			n.input("<Esc>:%d _<CR>ix<Tab>y<Esc>")
			await(n.t, "a tab", func() (string, bool) { got := n.text(); return got, got == "x\ty" || got == "x   y" })
		})
		run("checkhealth", (*neovim).checkhealth)
	}
	if n.d.model.hang != nil {
		run("trouble", (*neovim).trouble)
	}
}

// lines: what is offered ends before the line that a rule forbids, and the lines before it can be had one by one.
func (n *neovim) lines() {
	n.offers(block, "first.update")
	if g := n.ghost(); strings.Contains(g, "md5") {
		n.t.Errorf("ghost text: %q", g)
	}
	n.lua("require('sluice').accept_line()")
	n.has("\n    first = hashlib.sha256(data)")
	n.lacks("update")
	await(n.t, "the next line", func() (string, bool) { g := n.ghost(); return g, strings.Contains(g, "first.update") })
	n.lua("require('sluice').accept_line()")
	n.has("\n    first.update(data)")
	n.lacks("md5")
}

func (n *neovim) withheld() {
	offered(n.t, "withheld", func() { n.again(bad) }, func() (string, bool) {
		s := n.lua("return require('sluice').status()")
		return s, strings.Contains(s, "withheld") && !strings.Contains(s, "…")
	})
	if g := n.ghost(); g != "" {
		n.t.Errorf("ghost text: %q", g)
	}
	n.input("<Esc>:SluiceExplain<CR>")
	page := ""
	await(n.t, "the page", func() (string, bool) {
		page = n.text()
		return page, strings.Contains(page, "sluice: 0 shown, ")
	})
	for _, part := range []string{"open(", bad.rule, bad.cwe, "safe_join"} {
		if !strings.Contains(page, part) {
			n.t.Errorf("%s is not on the page:\n%s", part, page)
		}
	}
	n.input("q")
	n.has(bad.function())
	n.input(":SluiceStatus<CR>")
	await(n.t, "the status", func() (string, bool) { m := n.messages(); return m, strings.Contains(m, "withheld since the start: ") })
}

func (n *neovim) fix() {
	n.input("<Esc>")
	n.restore(good)
	n.check(n.Command("5"))
	await(n.t, "the diagnostic", func() (string, bool) {
		got := n.lua("local d = vim.diagnostic.get(0) return #d == 0 and 'none' or d[1].code .. ' ' .. d[1].lnum")
		return got, got == "python.weak-hash 4"
	})
	n.input("$F5")
	n.lua(`vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.isPreferred end })`)
	n.has(fixed)
	await(n.t, "no diagnostic", func() (string, bool) { got := n.lua("return vim.diagnostic.get(0)"); return got, got == "{}" })
}

func (n *neovim) hover() {
	n.restore(good)
	n.check(n.Command("5"))
	n.input("$F5")
	n.lua("vim.lsp.buf.hover()")
	await(n.t, "the rule's page", func() (string, bool) {
		got := n.lua(`local s = "" for _, w in ipairs(vim.api.nvim_list_wins()) do if vim.api.nvim_win_get_config(w).relative ~= "" then
			s = s .. table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(w), 0, -1, false), "\n") end end return s`)
		return got, strings.Contains(got, "CWE-328")
	})
}

func (n *neovim) checkhealth() {
	n.check(n.Command("checkhealth sluice"))
	page := n.text()
	for _, part := range []string{"completions come as ghost text", "attached to 1 buffers", filepath.Join(built, "sluice"), "rules: "} {
		if !strings.Contains(page, part) {
			n.t.Errorf("%q is not there:\n%s", part, page)
		}
	}
	if strings.Contains(page, "ERROR") {
		n.t.Errorf("there is an error:\n%s", page)
	}
	n.check(n.Command("bwipe!"))
}

// types types a text behind the place, and waits for each key to be in the text.
func (n *neovim) types(when, text string) {
	n.t.Helper()
	typing(n.t, when, text, func(key string) { n.input(strings.ReplaceAll(key, " ", "<Space>")) },
		func(typed string) bool { return strings.HasSuffix(n.text(), good.line()+typed) })
}

// answered asks once more, and waits until the server has logged such an answer.
func (n *neovim) answered(line string) {
	n.t.Helper()
	const log = ".local/state/nvim/lsp.log"
	before := n.d.logged(log, line)
	n.again(good)
	await(n.t, "an answer, "+line, func() (string, bool) { return n.text(), n.d.logged(log, line) > before })
}

// trouble lets the model hang, and then its server die, while someone types.
func (n *neovim) trouble() {
	n.again(good)
	n.types("the model answers", "typing goes on")
	n.check(n.Command("messages clear"))
	n.d.model.hang()
	n.again(good)
	await(n.t, "the model is asked, and hangs", func() (string, bool) {
		s := n.lua("return require('sluice').status()")
		return s, strings.Contains(s, "…")
	})
	n.types("the model hangs", "typing goes on")
	causes := []string{"no server answers"}
	for range n.d.model.late { // nothing is under way behind it
		n.answered("cut=true")
	}
	if n.d.model.late >= tellsLate {
		causes = append(causes, "completion.deadline")
	}
	n.d.model.die()
	for range 3 {
		n.answered("msg=completion")
		await(n.t, "trouble shows in the status", func() (string, bool) {
			s := n.lua("return require('sluice').status()")
			return s, strings.Contains(s, "trouble")
		})
		n.types("the server is dead", "still here")
	}
	// Each cause is told once, at whatever number of keys.
	got := n.messages()
	for _, cause := range causes {
		if strings.Count(got, cause) != 1 {
			n.t.Errorf("messages about %q:\n%s", cause, got)
		}
	}
	if strings.Count(got, "LSP[sluice]") != len(causes) {
		n.t.Errorf("messages:\n%s", got)
	}
	n.input("<Esc>")
}

// TestNeovimMenu: Neovim 0.11 has no inline completion, and shows the menu.
func TestNeovimMenu(t *testing.T) {
	path := program(t, "nvim-0.11")
	version := ""
	withEachModel(t, func(t *testing.T, m model) {
		d := newDesk(t, m)
		version = versionOf(t, path, d.env(), "--version")
		n := openNeovim(t, path, d)
		n.attached()
		offered(t, "the menu", func() { n.again(good) }, func() (string, bool) {
			got := n.lua(`local i = vim.fn.complete_info({ "items", "pum_visible" })
				return i.pum_visible == 1 and i.items[1] and (i.items[1].abbr .. " " .. i.items[1].word) or "none"`)
			return got, strings.Contains(got, good.wants)
		})
		n.input("<C-n><C-y>")
		n.has("return hashlib." + good.wants)
		n.withheld()
		n.fix()
		if m.hang != nil {
			n.trouble()
		}
	})
	worked(t, "Neovim", version)
}

// TestNeovimNew: the way of a new user, with nothing but the binary and the plugin, and no code to learn from.
func TestNeovimNew(t *testing.T) {
	path := program(t, "nvim")
	d := newDesk(t, embedded)
	d.forget()
	n := openNeovim(t, path, d)
	if n.lua("return vim.fn.has('nvim-0.12')") != "1" {
		missing(t, "this Neovim has no inline completion")
	}
	// Whoever types before the server is there, and then waits, gets ghost text too.
	n.check(n.SetBufferLines(0, 0, -1, true, toBytes(strings.Split(strings.TrimSuffix(example.text, "."), "\n"))))
	n.input("G$A.")
	await(t, "ghost text", func() (string, bool) { g := n.ghost(); return g, strings.Contains(g, "sha") })
	n.input("<Tab>")
	n.has("digest = hashlib.sha")
}
