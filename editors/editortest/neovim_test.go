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

// again types the dot at the end of a text that the server has not seen yet, and stays in insert mode.
func (n *neovim) again() {
	n.t.Helper()
	n.input("<Esc>")
	n.restore()
	n.input("G$xA.")
}

func (n *neovim) restore() {
	n.t.Helper()
	n.check(n.SetBufferLines(0, 0, -1, true, toBytes(strings.Split(n.d.fresh(), "\n"))))
}

func toBytes(lines []string) (out [][]byte) {
	for _, l := range lines {
		out = append(out, []byte(l))
	}
	return out
}

func TestNeovim(t *testing.T) {
	path := program(t, "nvim")
	d := newDesk(t, "backend: {url: $MODEL}\n")
	version := versionOf(t, path, d.env(), "--version")
	n := openNeovim(t, path, d)
	if n.lua("return vim.fn.has('nvim-0.12')") != "1" {
		missing(t, "this Neovim has no inline completion; that of 0.11 is another test")
	}
	n.attached()

	t.Run("ghost text", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		n.again()
		await(t, "ghost text", func() (string, bool) { g := n.ghost(); return g, strings.Contains(g, safe) })
		n.input("<Tab>")
		n.has("return hashlib." + safe)
	})
	t.Run("accepted by words", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		n.again()
		await(t, "ghost text", func() (string, bool) { g := n.ghost(); return g, strings.Contains(g, safe) })
		n.lua("require('sluice').accept_word()")
		n.has("\n    return hashlib.sha256")
		if strings.Contains(n.text(), "return hashlib."+safe) {
			t.Error("more than a word was accepted")
		}
	})
	t.Run("a key that is not taken", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		n.input("<Esc>:%d _<CR>ix<Tab>y<Esc>")
		await(t, "a tab", func() (string, bool) { got := n.text(); return got, got == "x\ty" || got == "x   y" })
	})
	t.Run("withheld and explained", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		d.mood.Store(banned)
		n.again()
		await(t, "withheld", func() (string, bool) {
			s := n.lua("return require('sluice').status()")
			return s, strings.Contains(s, "withheld") && !strings.Contains(s, "…")
		})
		if g := n.ghost(); g != "" {
			t.Errorf("ghost text: %q", g)
		}
		n.input("<Esc>:SluiceExplain<CR>")
		page := ""
		await(t, "the page", func() (string, bool) {
			page = n.text()
			return page, strings.Contains(page, "sluice: 0 shown, 1 withheld")
		})
		for _, part := range []string{seen, "python.weak-hash", "CWE-328", "sha256"} {
			if !strings.Contains(page, part) {
				t.Errorf("%s is not on the page:\n%s", part, page)
			}
		}
		n.input("q")
		n.has("def digest")
		n.input(":SluiceStatus<CR>")
		await(t, "the status", func() (string, bool) { m := n.messages(); return m, strings.Contains(m, "withheld since the start: ") })
	})
	t.Run("a finding is fixed", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		d.mood.Store(safe)
		n.input("<Esc>")
		n.restore()
		n.check(n.Command("5"))
		await(t, "the diagnostic", func() (string, bool) {
			got := n.lua("local d = vim.diagnostic.get(0) return #d == 0 and 'none' or d[1].code .. ' ' .. d[1].lnum")
			return got, got == "python.weak-hash 4"
		})
		n.input("$F5")
		n.lua(`vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.isPreferred end })`)
		n.has(fixed)
		await(t, "no diagnostic", func() (string, bool) { got := n.lua("return vim.diagnostic.get(0)"); return got, got == "{}" })
	})
	t.Run("hover", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		n.restore()
		n.check(n.Command("5"))
		n.input("$F5")
		n.lua("vim.lsp.buf.hover()")
		await(t, "the rule's page", func() (string, bool) {
			got := n.lua(`local s = "" for _, w in ipairs(vim.api.nvim_list_wins()) do if vim.api.nvim_win_get_config(w).relative ~= "" then
				s = s .. table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(w), 0, -1, false), "\n") end end return s`)
			return got, strings.Contains(got, "CWE-328")
		})
	})
	t.Run("checkhealth", func(t *testing.T) {
		n := &neovim{n.Nvim, t, d}
		n.check(n.Command("checkhealth sluice"))
		page := n.text()
		for _, part := range []string{"completions come as ghost text", "attached to 1 buffers", filepath.Join(built, "sluice"), "rules: "} {
			if !strings.Contains(page, part) {
				t.Errorf("%q is not there:\n%s", part, page)
			}
		}
		if strings.Contains(page, "ERROR") {
			t.Errorf("there is an error:\n%s", page)
		}
		n.check(n.Command("bwipe!"))
	})
	t.Run("trouble", func(t *testing.T) { (&neovim{n.Nvim, t, d}).trouble() })
	worked(t, "Neovim", version)
}

// trouble lets the model hang, and then its server die, while someone types.
func (n *neovim) trouble() {
	n.t.Helper()
	n.check(n.Command("messages clear"))
	n.d.mood.Store("")
	n.again()
	await(n.t, "the model is asked, and hangs", func() (string, bool) {
		s := n.lua("return require('sluice').status()")
		return s, strings.Contains(s, "…")
	})
	for _, key := range strings.Split("typing goes on", "") {
		if key == " " {
			key = "<Space>"
		}
		n.input(key)
	}
	n.has("hashlib.typing goes on") // while the model still hangs
	n.d.stopModel()
	n.lua(`vim.g.changes = 0
		vim.api.nvim_create_autocmd("User", { pattern = "SluiceStatus", callback = function() vim.g.changes = vim.g.changes + 1 end })`)
	for i := 1; i <= 3; i++ {
		n.again()
		await(n.t, "trouble shows in the status", func() (string, bool) { // which changes when an answer begins and ends
			s := n.lua("return vim.g.changes .. require('sluice').status()")
			return s, strings.Contains(s, "trouble") && !strings.HasPrefix(s, "0")
		})
		n.lua("vim.g.changes = 0")
	}
	// A stream that was cut and a server that is gone are two causes. Each is told once, at whatever number of keys.
	if got := strings.Split(strings.TrimSpace(n.messages()), "\n"); len(got) > 2 || len(got) == 2 && got[0] == got[1] {
		n.t.Errorf("messages:\n%q", got)
	}
	n.input("<Esc>")
}

// TestNeovimMenu: Neovim 0.11 has no inline completion, and shows the menu.
func TestNeovimMenu(t *testing.T) {
	path := program(t, "nvim-0.11")
	d := newDesk(t, "backend: {url: $MODEL}\n")
	version := versionOf(t, path, d.env(), "--version")
	n := openNeovim(t, path, d)
	n.attached()
	n.again()
	await(t, "the menu", func() (string, bool) {
		got := n.lua(`local i = vim.fn.complete_info({ "items", "pum_visible" })
			return i.pum_visible == 1 and i.items[1] and (i.items[1].abbr .. " " .. i.items[1].word) or "none"`)
		return got, strings.Contains(got, "sha256")
	})
	n.input("<C-n><C-y>")
	n.has("return hashlib." + safe)
	d.mood.Store(banned)
	n.input("<Esc>")
	n.again()
	await(t, "withheld", func() (string, bool) {
		s := n.lua("return require('sluice').status()")
		return s, strings.Contains(s, "withheld")
	})
	n.input("<Esc>:SluiceExplain<CR>")
	n.has("python.weak-hash")
	worked(t, "Neovim", version)
}

// TestNeovimEmbedded: the way of a new user, with nothing but the binary and the plugin.
func TestNeovimEmbedded(t *testing.T) {
	path := program(t, "nvim")
	d := newDesk(t, "backend: {url: embedded}\n")
	d.text = example
	n := openNeovim(t, path, d)
	if n.lua("return vim.fn.has('nvim-0.12')") != "1" {
		missing(t, "this Neovim has no inline completion")
	}
	n.attached()
	n.again()
	await(t, "ghost text of the embedded model", func() (string, bool) { g := n.ghost(); return g, strings.Contains(g, "sha") })
	n.input("<Tab>")
	n.has("digest = hashlib.sha")
}

// TestNeovimLlama: the same with a real llama-server, whatever its model says.
func TestNeovimLlama(t *testing.T) {
	path := program(t, "nvim")
	url := os.Getenv("SLUICE_TEST_LLAMA")
	if url == "" {
		t.Skip("SLUICE_TEST_LLAMA does not name the URL of a llama-server")
	}
	n := openNeovim(t, path, newDesk(t, "backend: {url: "+url+"}\n"))
	n.attached()
	n.again()
	n.lua(`vim.lsp.get_clients({ name = "sluice" })[1]:request("workspace/executeCommand", { command = "sluice.server.status" }, function(_, s) vim.g.said = s.backend end)`)
	await(t, "an answer of the llama-server", func() (string, bool) {
		n.lua(`vim.lsp.get_clients({ name = "sluice" })[1]:request("workspace/executeCommand", { command = "sluice.server.status" }, function(_, s) vim.g.said = s.backend end)`)
		got := n.lua("return vim.g.said")
		return got, strings.Contains(got, "llamacpp")
	})
}
