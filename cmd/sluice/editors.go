package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// An editor is one that sluice has a client for, and how to see whether it is set up. Nothing of the editor is run but
// its program, for its version.
type editor struct {
	name     string
	programs []string // by any of which it is known on PATH
	least    [2]int   // version
	needs    string

	// setUp looks at the user's configuration of it: whether sluice is in there, and what is wrong with that, "" if
	// nothing is.
	setUp func() (found bool, wrong string)
}

var knownEditors = []editor{
	{"Neovim", []string{"nvim"}, [2]int{0, 11},
		`editors/neovim on its runtime path and vim.lsp.enable("sluice") in init.lua; ghost text needs 0.12`, neovimSetUp},
	{"Helix", []string{"hx", "helix"}, [2]int{25, 1},
		"editors/helix/languages.toml in its configuration folder", helixSetUp},
	{"VS Code", []string{"code", "codium", "code-server"}, [2]int{1, 91},
		"the extension of editors/vscode", vscodeSetUp},
	{"Emacs", []string{"emacs"}, [2]int{29, 1},
		"an entry in eglot-server-programs; see editors/README.md", emacsSetUp},
}

// examineEditors says which editors are here that sluice has a client for.
func examineEditors() []checkup {
	var found []string
	for _, e := range knownEditors {
		if e.program() != "" {
			found = append(found, e.name)
		}
	}
	if len(found) == 0 {
		return []checkup{look("editors", true, "none of Neovim, Helix, VS Code and Emacs is on PATH", "")}
	}
	return []checkup{look("editors", true, strings.Join(found, ", "), "`sluice doctor --editor` says what each needs")}
}

// examineSetups looks at the set-up of each editor, and at what all of them need.
func examineSetups() []checkup {
	checkups := []checkup{examineOwnPath()}
	for _, e := range knownEditors {
		checkups = append(checkups, e.examine())
	}
	return checkups
}

// examineOwnPath says whether editors find the binary, and this one at that.
func examineOwnPath() checkup {
	onPath, err := exec.LookPath("sluice")
	if err != nil {
		return look("editors", false, "sluice is not on PATH", "put it there, or name it in the editor's settings by its full path")
	}
	here, err := os.Executable()
	if one, other := resolved(onPath), resolved(here); err == nil && one != other {
		return look("editors", true, "editors start "+one+", which is not this binary, "+other, "remove one of them if that is not meant")
	}
	return look("editors", true, "editors start "+onPath, "")
}

func resolved(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

func (e *editor) program() string {
	for _, name := range e.programs {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (e *editor) examine() checkup {
	path := e.program()
	if path == "" {
		return look("editors", true, e.name+" is not on PATH; it needs "+e.needs, "")
	}
	out, err := exec.Command(path, "--version").Output()
	found, wrong := e.setUp()
	major, minor, ok := versionIn(string(out))
	switch {
	case err != nil || !ok:
		return look("editors", false, fmt.Sprintf("%s at %s does not say its version", e.name, path), "see whether it runs")
	case major < e.least[0] || major == e.least[0] && minor < e.least[1]:
		return look("editors", false, fmt.Sprintf("%s %d.%d is too old", e.name, major, minor), fmt.Sprintf("%d.%d or later has what sluice needs", e.least[0], e.least[1]))
	case !found:
		return look("editors", true, fmt.Sprintf("%s %d.%d is not set up for sluice", e.name, major, minor), "it needs "+e.needs)
	case wrong != "":
		return look("editors", false, fmt.Sprintf("%s %d.%d: %s", e.name, major, minor, wrong), "it needs "+e.needs)
	}
	return look("editors", true, fmt.Sprintf("%s %d.%d is set up", e.name, major, minor), "")
}

var versionNumber = regexp.MustCompile(`(?:^|\s)v?(\d+)\.(\d+)`)

// versionIn returns the first version number in a program's words.
func versionIn(text string) (major, minor int, ok bool) {
	m := versionNumber.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	major, err := strconv.Atoi(m[1])
	minor, err2 := strconv.Atoi(m[2])
	return major, minor, err == nil && err2 == nil
}
