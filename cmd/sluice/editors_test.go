package main

import (
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
	write(filepath.Join(home, "config", "nvim", "lua", "lsp.lua"), `vim.lsp.enable("sluice")`)
	expect("Neovim 0.12 is set up", true)
	program("hx", "no version")
	expect("does not say its version", false)
	program("hx", "helix 25.07.1")
	write(filepath.Join(home, "config", "helix", "languages.toml"), "[language-server.other]")
	expect("Helix 25.7 is not set up", true)
	program("code", "1.139.1")
	write(filepath.Join(home, ".vscode", "extensions", "sluice-lsp.sluice-0.1.0", "package.json"), "{}")
	expect("VS Code 1.139 is set up", true)
	write(filepath.Join(home, ".emacs"), "(sluice)")
	program("emacs", "GNU Emacs 30.2")
	expect("Emacs 30.2 is set up", true)
}
