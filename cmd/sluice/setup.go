package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// neovimSetUp wants sluice to be enabled, and what Neovim must know of it on the runtime path or in the configuration.
func neovimSetUp() (found bool, wrong string) {
	files := mentioning(configFolder("nvim"), ".lua", "--")
	files = append(files, mentioning(configFolder("nvim"), ".vim", `"`)...)
	if len(files) == 0 {
		return false, ""
	}
	enabled, configured := false, neovimPlugin()
	for _, f := range files {
		enabled = enabled || strings.Contains(f, "lsp.enable")
		configured = configured || strings.Contains(f, "lsp.config")
		for _, path := range quoted.FindAllStringSubmatch(f, -1) {
			configured = configured || isFile(filepath.Join(expandHome(path[1]), "lsp", "sluice.lua"))
		}
	}
	switch {
	case !enabled:
		return true, `its configuration speaks of sluice, but calls vim.lsp.enable nowhere`
	case !configured:
		return true, "sluice is enabled, but lsp/sluice.lua is in none of the plugins' folders and under no path that the configuration names"
	}
	return true, ""
}

// neovimPlugin reports whether the plugin lies where Neovim and the usual managers of plugins look.
func neovimPlugin() bool {
	data, config := dataFolder("nvim"), configFolder("nvim")
	for _, folder := range []string{
		config, filepath.Join(config, "pack", "*", "*", "*"), filepath.Join(data, "site"), filepath.Join(data, "site", "pack", "*", "*", "*"),
		filepath.Join(data, "lazy", "*"), filepath.Join(data, "plugged", "*"),
	} {
		for _, inside := range []string{"", filepath.Join("editors", "neovim")} {
			if found, _ := filepath.Glob(filepath.Join(folder, inside, "lsp", "sluice.lua")); len(found) > 0 {
				return true
			}
		}
	}
	return false
}

// quoted is a string of Lua or TOML.
var quoted = regexp.MustCompile(`["']([^"'\n]+)["']`)

var (
	helixServer = regexp.MustCompile(`(?m)^\s*\[language-server\.sluice\]|^\s*sluice\s*=\s*\{|^\s*language-server\.sluice\b`)
	helixUse    = regexp.MustCompile(`(?s)language-servers\s*=\s*\[[^]]*"sluice"`)
	helixStart  = regexp.MustCompile(`language-server\.sluice\][^\n]*\n(?:(?:[^[\n][^\n]*)?\n)*?\s*command\s*=\s*["']([^"'\n]+)["']`)
)

// helixSetUp wants the server to be described, and a language to name it.
func helixSetUp() (found bool, wrong string) {
	files := mentioning(configFolder("helix"), "languages.toml", "#")
	if len(files) == 0 {
		return false, ""
	}
	text := strings.Join(files, "\n")
	switch start := helixStart.FindStringSubmatch(text); {
	case !helixServer.MatchString(text):
		return true, "languages.toml names sluice, but has no [language-server.sluice]"
	case !helixUse.MatchString(text):
		return true, "languages.toml describes sluice, but no language has it among its language-servers"
	case start != nil && !runs(start[1]):
		return true, fmt.Sprintf("languages.toml starts %s, which is no program", start[1])
	}
	return true, ""
}

var vscodePath = regexp.MustCompile(`"sluice\.path"\s*:\s*"([^"\n]+)"`)

// vscodeSetUp wants the extension, and the binary where the user's settings name one.
func vscodeSetUp() (found bool, wrong string) {
	for _, folder := range []string{".vscode", ".vscode-oss", ".vscode-server", ".local/share/code-server"} {
		extensions, _ := filepath.Glob(filepath.Join(homeFolder(), folder, "extensions", "sluice-lsp.sluice-*"))
		found = found || len(extensions) > 0
	}
	if !found {
		return false, ""
	}
	for _, folder := range []string{configFolder("Code"), configFolder("VSCodium"), dataFolder("code-server")} {
		data, err := os.ReadFile(filepath.Join(folder, "User", "settings.json"))
		if path := vscodePath.FindSubmatch(data); err == nil && path != nil && !runs(string(path[1])) {
			return true, fmt.Sprintf("its setting sluice.path names %s, which is no program", path[1])
		}
	}
	return true, ""
}

// emacsSetUp wants sluice where eglot, or another client, is told of servers.
func emacsSetUp() (found bool, wrong string) {
	var files []string
	for _, path := range []string{configFolder("emacs"), filepath.Join(homeFolder(), ".emacs.d"), filepath.Join(homeFolder(), ".emacs")} {
		files = append(files, mentioning(path, "", ";")...)
	}
	for _, f := range files {
		if strings.Contains(f, "eglot") || strings.Contains(f, "lsp") {
			return true, ""
		}
	}
	if len(files) > 0 {
		return true, "its configuration speaks of sluice, but tells no client of it"
	}
	return false, ""
}

// runs reports whether a program can be started by a name or a path.
func runs(name string) bool {
	_, err := exec.LookPath(expandHome(name))
	return err == nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(homeFolder(), rest)
	}
	return path
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

func dataFolder(name string) string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, name)
	}
	return filepath.Join(homeFolder(), ".local", "share", name)
}

// Bounds of the search in an editor's configuration.
const (
	configFiles = 2000
	configBytes = 1 << 20
)

// mentioning returns the files below a path whose names have an ending and that speak of sluice, without the lines that
// are comments.
func mentioning(path, ending, comment string) (texts []string) {
	files := 0
	filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		if err != nil || files > configFiles {
			return fs.SkipAll
		}
		if d.IsDir() {
			return nil
		}
		files++
		if strings.HasSuffix(file, ending) {
			if text := withoutComments(file, d, comment); strings.Contains(text, "sluice") {
				texts = append(texts, text)
			}
		}
		return nil
	})
	return texts
}

// withoutComments reads a regular file that is not too large; anything else is empty.
func withoutComments(file string, d fs.DirEntry, comment string) string {
	if info, err := d.Info(); err != nil || info.Size() > configBytes {
		return ""
	}
	if !isFile(file) { // configuration may be linked to where its owner keeps it
		return ""
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	var kept []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(strings.TrimSpace(line), comment) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}
