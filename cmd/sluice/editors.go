package main

import (
	"fmt"
	"io/fs"
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
	setUp    func() bool
}

var knownEditors = []editor{
	{"Neovim", []string{"nvim"}, [2]int{0, 11},
		`editors/neovim on its runtime path and vim.lsp.enable("sluice") in init.lua; ghost text needs 0.12`,
		func() bool { return mentioned(configFolder("nvim"), ".lua", ".vim") }},
	{"Helix", []string{"hx", "helix"}, [2]int{25, 1},
		"editors/helix/languages.toml in its configuration folder",
		func() bool { return mentioned(configFolder("helix"), "languages.toml") }},
	{"VS Code", []string{"code", "codium", "code-server"}, [2]int{1, 91},
		"the extension of editors/vscode",
		func() bool {
			for _, folder := range []string{".vscode", ".vscode-oss", ".vscode-server", ".local/share/code-server"} {
				found, _ := filepath.Glob(filepath.Join(homeFolder(), folder, "extensions", "sluice-lsp.sluice-*"))
				if len(found) > 0 {
					return true
				}
			}
			return false
		}},
	{"Emacs", []string{"emacs"}, [2]int{29, 1},
		"an entry in eglot-server-programs; see editors/README.md",
		func() bool {
			return mentioned(configFolder("emacs"), ".el") || mentioned(filepath.Join(homeFolder(), ".emacs.d"), ".el") ||
				mentioned(filepath.Join(homeFolder(), ".emacs"), "")
		}},
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
	major, minor, ok := versionIn(string(out))
	switch {
	case err != nil || !ok:
		return look("editors", false, fmt.Sprintf("%s at %s does not say its version", e.name, path), "see whether it runs")
	case major < e.least[0] || major == e.least[0] && minor < e.least[1]:
		return look("editors", false, fmt.Sprintf("%s %d.%d is too old", e.name, major, minor), fmt.Sprintf("%d.%d or later has what sluice needs", e.least[0], e.least[1]))
	case !e.setUp():
		return look("editors", true, fmt.Sprintf("%s %d.%d is not set up for sluice", e.name, major, minor), "it needs "+e.needs)
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

func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator) + "nowhere"
	}
	return home
}

func configFolder(name string) string {
	if dir := os.Getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, name)
	}
	return filepath.Join(homeFolder(), ".config", name)
}

// Bounds of the search in an editor's configuration.
const (
	configFiles = 2000
	configBytes = 1 << 20
)

// mentioned reports whether sluice stands in a file below a path whose name ends in one of the endings.
func mentioned(path string, endings ...string) (found bool) {
	files := 0
	filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		if err != nil || found || files > configFiles {
			return fs.SkipAll
		}
		if d.IsDir() {
			return nil
		}
		files++
		for _, ending := range endings {
			if !strings.HasSuffix(file, ending) {
				continue
			}
			if info, err := d.Info(); err == nil && info.Mode().IsRegular() && info.Size() <= configBytes {
				data, err := os.ReadFile(file)
				found = found || err == nil && strings.Contains(string(data), "sluice")
			}
		}
		return nil
	})
	return found
}
