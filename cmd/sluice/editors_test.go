package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSetups looks at editors that are not there, are too old, do not run, are set up and are not.
func TestSetups(t *testing.T) {
	home, bin := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	t.Setenv("PATH", bin)
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	program := func(name, says string) { write(filepath.Join(bin, name), "#!/bin/sh\necho '"+says+"'\n") }
	expect := func(part string, ok bool) {
		t.Helper()
		for _, c := range examineSetups() {
			if strings.Contains(c.What+" "+c.Todo, part) {
				if c.OK != ok {
					t.Errorf("%+v", c)
				}
				return
			}
		}
		t.Errorf("nothing says %q: %+v", part, examineSetups())
	}
	expect("sluice is not on PATH", false)
	expect("Neovim is not on PATH", true)
	program("sluice", "")
	expect("which is not this binary", true)
	program("nvim", "NVIM v0.10.4")
	expect("Neovim 0.10 is too old", false)
	program("nvim", "NVIM v0.12.4")
	expect("Neovim 0.12 is not set up", true)
	nvim := filepath.Join(home, "config", "nvim", "lua", "lsp.lua")
	write(nvim, `-- vim.lsp.enable("sluice")`)
	expect("Neovim 0.12 is not set up", true)
	write(nvim, `vim.opt.rtp:prepend("~/sluice/editors/neovim")`)
	expect("calls vim.lsp.enable nowhere", false)
	write(nvim, "vim.opt.rtp:prepend('~/sluice/editors/neovim')\nvim.lsp.enable({\n\t'gopls',\n\t'sluice',\n})")
	expect("lsp/sluice.lua is in none", false)
	write(filepath.Join(home, "sluice", "editors", "neovim", "lsp", "sluice.lua"), "return {}")
	expect("Neovim 0.12 is set up", true)
	write(nvim, `vim.lsp.enable("sluice")`)
	expect("lsp/sluice.lua is in none", false)
	write(filepath.Join(home, "data", "nvim", "lazy", "sluice", "editors", "neovim", "lsp", "sluice.lua"), "return {}")
	expect("Neovim 0.12 is set up", true)

	program("hx", "no version")
	expect("does not say its version", false)
	program("hx", "helix 25.07.1")
	helix := filepath.Join(home, "config", "helix", "languages.toml")
	write(helix, "[language-server.other]")
	expect("Helix 25.7 is not set up", true)
	const server, use = "[language-server.sluice]\ncommand = \"sluice\"\n", "[[language]]\nname = \"go\"\nlanguage-servers = [\n  \"gopls\", \"sluice\",\n]\n"
	write(helix, use)
	expect("has no [language-server.sluice]", false)
	write(helix, server+"# "+use[:10])
	expect("no language has it", false)
	write(helix, server+use)
	expect("Helix 25.7 is set up", true)
	write(helix, "[language-server.sluice]\nargs = [\"serve\"]\ncommand = \"/no/sluice\"\n"+use)
	expect("/no/sluice, which is no program", false)

	program("code", "1.139.1")
	expect("VS Code 1.139 is not set up", true)
	write(filepath.Join(home, ".vscode", "extensions", "sluice-lsp.sluice-0.1.0", "package.json"), "{}")
	expect("VS Code 1.139 is set up", true)
	write(filepath.Join(home, "config", "Code", "User", "settings.json"), `{"sluice.path": "/no/sluice"}`)
	expect("sluice.path names /no/sluice", false)

	program("emacs", "GNU Emacs 30.2")
	write(filepath.Join(home, ".emacs"), "(setq water 'sluice)")
	expect("tells no client of it", false)
	write(filepath.Join(home, ".emacs"), "(add-to-list 'eglot-server-programs '(python-mode . (\"sluice\" \"serve\")))")
	expect("Emacs 30.2 is set up", true)
}

// TestOwnHelixSetUp: what the repository has to copy is a whole set-up.
func TestOwnHelixSetUp(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	t.Setenv("PATH", home)
	config, err := os.ReadFile(filepath.Join("..", "..", "editors", "helix", "languages.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{filepath.Join(home, "helix", "languages.toml"): string(config), filepath.Join(home, "sluice"): "#!/bin/sh"} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o700)); err != nil {
			t.Fatal(err)
		}
	}
	if found, wrong := helixSetUp(); !found || wrong != "" {
		t.Errorf("found %v, wrong %q", found, wrong)
	}
}
